"""What the newsletter keeps: subscribers and their consent, issues, and the ledger of what was sent to whom."""

from .consents import Consent, ConsentText, SignUp
from .dispatch import Delivery, Dispatch, SendingLimit, SentItem, Variant
from .issues import Issue, IssueItem, IssuePage, NewsletterIndexPage
from .settings import NewsletterSettings
from .subscribers import Rhythm, Subscriber

__all__ = [
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
    "SendingLimit",
    "SentItem",
    "SignUp",
    "Subscriber",
    "Variant",
]
