import psycopg


class EmbeddedPostgresError(psycopg.OperationalError):
    """Says in one sentence why there is no embedded database.

    An OperationalError, so that Django and procrastinate treat it like any database that can't be reached.
    """
