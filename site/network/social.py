"""Where else a network is to be found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

SERVICES = [
    ("bluesky", "Bluesky"),
    ("facebook", "Facebook"),
    ("instagram", "Instagram"),
    ("linkedin", "LinkedIn"),
    ("mastodon", "Mastodon"),
    ("vimeo", "Vimeo"),
    ("x", "X"),
    ("youtube", "YouTube"),
]


class SocialLinkValue(blocks.StructValue):
    """A link to the network elsewhere, with what it is called and its sign."""

    @property
    def name(self) -> str:
        """What the link says."""
        return str(self.get("label") or dict(SERVICES).get(self.get("service") or "") or self.get("url") or "")

    @property
    def icon(self) -> str:
        """The name of the service's sign in the sprite, or of a plain arrow."""
        service = self.get("service")
        return f"brand-{service}" if service in dict(SERVICES) else "arrow-up-right"


class SocialLinkBlock(blocks.StructBlock):
    """One place where the network is to be found."""

    service = blocks.ChoiceBlock(
        choices=SERVICES, required=False, label=_("service"), help_text=_("Leave empty for any other.")
    )
    label = blocks.CharBlock(
        max_length=40, required=False, label=_("words"), help_text=_("Empty: the name of the service.")
    )
    url = blocks.URLBlock(label=_("address"))

    class Meta:
        icon = "link"
        label = _("link")
        value_class = SocialLinkValue
