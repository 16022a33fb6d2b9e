from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="site", order=1)
class NetworkSettings(BaseGenericSetting):
    """Who the network is, as the site and its mail name it."""

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

    panels = [
        FieldPanel("name"),
        FieldPanel("postal_address"),
        FieldPanel("contact_email"),
        FieldPanel("security_contact"),
    ]

    class Meta:
        verbose_name = _("network")
