"""What whoever looks after the server gets to see: logs, whether it is ready, numbers, and what needs a person."""
