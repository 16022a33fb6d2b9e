from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchKind(models.TextChoices):
    """What a visitor narrows a search down to; every page type names one of these."""

    NEWS = "news", _("news")
    AGENDA = "agenda", _("agenda")
    ACADEMY = "academy", _("academy")
    PUBLICATIONS = "publications", _("publications")
    TERMS = "terms", _("terms")
    PEOPLE = "people", _("people")
    ORGANISATIONS = "organisations", _("organisations")
    NETWORK = "network", _("about the network")
