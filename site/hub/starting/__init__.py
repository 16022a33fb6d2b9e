"""Makes the pages and the settings that a new network begins with."""

from .network import AlreadyStartedError, LanguageError, Started, start

__all__ = ["AlreadyStartedError", "LanguageError", "Started", "start"]
