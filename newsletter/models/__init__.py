"""What the newsletter keeps: subscribers and their consent, issues, and the ledger of what was sent to whom."""

from .compiled import CompiledItem
from .consents import Consent, ConsentText, SignUp
from .dispatch import Delivery, Dispatch, SentItem, Variant
from .issues import Issue, IssueItem, IssuePage, NewsletterIndexPage
from .settings import NewsletterSettings
from .subscribers import Rhythm, Subscriber

__all__ = [
    "CompiledItem",
    "Consent",
    "ConsentText",
    "Delivery",
    "Dispatch",
    "Issue",
    "IssueItem",
    "IssuePage",
    "NewsletterIndexPage",
    "NewsletterSettings",
    "Rhythm",
    "SentItem",
    "SignUp",
    "Subscriber",
    "Variant",
]
