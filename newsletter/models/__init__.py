"""What the newsletter keeps: subscribers and their consent, issues, and the ledger of what was sent to whom."""

from .compiled import CompiledItem
from .consents import Consent, ConsentText, SignUp
from .dispatch import Delivery, Dispatch, SendingLimit, SentItem, Variant
from .foreign_links import ForeignLink, Outcome
from .forgotten import ForgottenAddress
from .imports import ImportLine, ImportPart, SubscriberImport
from .issue_items import IssueItem
from .issues import Issue, IssuePage, NewsletterIndexPage
from .requests import AddressChange, LinkRequest
from .settings import NewsletterSettings
from .subscribers import LeavingReason, Rhythm, Subscriber

__all__ = [
    "AddressChange",
    "CompiledItem",
    "Consent",
    "ConsentText",
    "Delivery",
    "Dispatch",
    "ForeignLink",
    "ForgottenAddress",
    "ImportLine",
    "ImportPart",
    "Issue",
    "IssueItem",
    "IssuePage",
    "LeavingReason",
    "LinkRequest",
    "NewsletterIndexPage",
    "NewsletterSettings",
    "Outcome",
    "Rhythm",
    "SendingLimit",
    "SentItem",
    "SignUp",
    "Subscriber",
    "SubscriberImport",
    "Variant",
]
