"""Nothing is lost: everything in one file, and back again.

`archive` is that file, `postgres` runs PostgreSQL's own programs, `saving` and `restoring` put the two together.
"""
