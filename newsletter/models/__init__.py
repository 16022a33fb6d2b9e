"""What the newsletter keeps: subscribers, issues, and the ledger of what was sent to whom."""

from .dispatch import Delivery, Dispatch, SentItem, Variant
from .issues import Issue, IssueItem, IssuePage, NewsletterIndexPage
from .settings import NewsletterSettings
from .subscribers import Subscriber

__all__ = [
    "Delivery",
    "Dispatch",
    "Issue",
    "IssueItem",
    "IssuePage",
    "NewsletterIndexPage",
    "NewsletterSettings",
    "SentItem",
    "Subscriber",
    "Variant",
]
