"""The demo's news, newest first within each part."""

from ..text import T
from .archive import ARCHIVE
from .article import Article
from .gathering import GATHERING
from .latest import LATEST
from .recent import RECENT

TITLE = T("Nieuws", "News")
LEAD = T(
    "Wat er gebeurt in het netwerk: in de wijk, in de academie en bij de partners.",
    "What happens in the network: in the neighbourhoods, in the academy and at the partners.",
)

ARTICLES: tuple[Article, ...] = (*LATEST, *RECENT, GATHERING, *ARCHIVE)

__all__ = ["ARTICLES", "LEAD", "TITLE", "Article"]
