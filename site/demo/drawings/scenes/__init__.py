"""The pictures themselves, one a file; each has a function `paint`."""
