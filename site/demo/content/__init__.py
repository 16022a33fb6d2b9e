"""What the demo network says: plain data, each text in Dutch and English, apart from how it is loaded."""
