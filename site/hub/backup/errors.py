class BackupError(Exception):
    """Says in a sentence why there is no backup, or why nothing was restored."""
