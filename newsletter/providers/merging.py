"""What is known of Anymail's providers: who fills in many readers' messages in one call, and how fields are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Merging:
    """How a provider merges: how a field is written, for how many readers at once, and what else it takes for one."""

    written: str
    most: int
    syntax: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)

    def field(self, name: str) -> str:
        """The place in a text where a reader's own value belongs."""
        return self.written % name


CURLY = ("{{", "{%", "{#")
# Only those for which Anymail merges data, headers and metadata into a text that comes along with the call.
MERGING = {
    "brevo": Merging("{{params.%s}}", 1000, CURLY),
    "mailgun": Merging("%%recipient.%s%%", 1000, ("%recipient", "%unsubscribe", "%tag_", "%mailing_list")),
    "mailjet": Merging("[[var:%s]]", 50, (*CURLY, "[[var:"), {"Globals": {"TemplateLanguage": True}}),
    "sendgrid": Merging("[[reader:%s]]", 1000, ("[[reader:",), {"merge_field_format": "[[reader:{}]]"}),
    "sparkpost": Merging("{{%s}}", 1000, CURLY),
}
# Those that can be told by the call not to watch who opens and clicks; the others are told in their own settings.
TOLD_NOT_TO_WATCH = {
    *("mailersend", "mailgun", "mailjet", "mandrill", "postmark", "sendgrid", "sparkpost", "unisender_go"),
}
# Those that keep nothing of ours with a message, so that an event is matched by their own number for it.
KEEP_NO_METADATA = {"mailersend"}
# Those that answer a call with the same key again as they did the first time, and send nothing: the key's HTTP header.
KEY_HEADERS = {"resend": "Idempotency-Key"}


def most_at_once(provider: str) -> int:
    """For how many readers one call may be."""
    return MERGING[provider].most if provider in MERGING else 1
