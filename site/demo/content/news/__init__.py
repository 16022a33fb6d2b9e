"""The demo's news, newest first within each part."""

from .archive import ARCHIVE
from .article import Article
from .gathering import GATHERING
from .latest import LATEST
from .recent import RECENT

ARTICLES: tuple[Article, ...] = (*LATEST, *RECENT, GATHERING, *ARCHIVE)

__all__ = ["ARTICLES", "Article"]
