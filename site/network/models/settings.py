from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from ..social import SocialLinkBlock
from .theme import Theme, colour_panels

# As large as the head of a page shows it, in pixels.
LOGO_WIDTH, LOGO_HEIGHT = 256, 56
TOO_SMALL = _(
    "This picture is %(width)d by %(height)d pixels, which looks blurred. "
    "Choose one that is %(wide)d wide or %(high)d high at least."
)


@register_setting(icon="site", order=1)
class NetworkSettings(Theme, BaseGenericSetting):
    """Who the network is, as the site and its mail name it, and what it looks like."""

    name = models.CharField(_("name"), max_length=80, default="Health Hub")
    postal_address = models.TextField(
        _("postal address"),
        blank=True,
        help_text=_("Stands at the foot of the site and of every newsletter."),
    )
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    security_contact = models.EmailField(
        _("e-mail address for weaknesses in the site"),
        blank=True,
        help_text=_("Stands in security.txt, for who finds a weakness. Left empty, the address above stands there."),
    )
    logo = models.ForeignKey(
        "network.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Stands at the top of every page in place of the route and the name. Best as PNG or WebP."),
    )
    logo_in_the_dark = models.ForeignKey(
        "network.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo, in the dark"),
        help_text=_("Empty: the same logo, on white."),
    )
    social_links = StreamField(
        [("link", SocialLinkBlock())],
        blank=True,
        max_num=8,
        verbose_name=_("elsewhere"),
        help_text=_("Stand at the foot of every page, in this order."),
    )

    shows_first_steps = models.BooleanField(
        _("show the first steps"),
        default=False,
        help_text=_("On the home of the admin, what a new network does first. Each step goes once it is done."),
    )

    # What people agree to who sign up for the newsletter, where managers wrote their own words: by language. It stands
    # here because every page with the form has this row at hand; newsletter.consenting writes it.
    consent_words = models.JSONField(_("words of consent"), default=dict, blank=True, editable=False)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("postal_address"),
                FieldPanel("contact_email"),
                FieldPanel("security_contact"),
            ],
            heading=_("Who it is"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("logo"), FieldPanel("logo_in_the_dark")])], heading=_("Logo")),
        *colour_panels,
        FieldPanel("social_links"),
        FieldPanel("shows_first_steps"),
    ]
    select_related = ["logo", "logo_in_the_dark"]

    class Meta(Theme.Meta):
        verbose_name = _("network")
        abstract = False

    def clean(self) -> None:
        """Checks the colours, and that a logo is as large as it is shown."""
        errors: dict[str, Any] = {}
        try:
            super().clean()
        except ValidationError as unreadable:
            errors = unreadable.error_dict
        for field, logo in (("logo", self.logo), ("logo_in_the_dark", self.logo_in_the_dark)):
            if logo and logo.height < LOGO_HEIGHT and logo.width < LOGO_WIDTH:
                said = {"width": logo.width, "height": logo.height, "wide": LOGO_WIDTH, "high": LOGO_HEIGHT}
                errors[field] = ValidationError(TOO_SMALL % said)
        if errors:
            raise ValidationError(errors)
