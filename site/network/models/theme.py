"""The colours of a network, as its settings keep them."""

from __future__ import annotations

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from ..contrast import TEXT, shown
from ..palette import DEFAULTS, Palette, Unreadable, palette_of, unreadable

COLOUR = r"^#[0-9a-f]{6}$"


class ColourField(models.CharField):
    """A colour as `#rrggbb`, chosen with the browser's own control."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)
        self.validators = [
            *self.validators,
            RegexValidator(COLOUR, gettext_lazy("Write a colour as # and six digits, for instance #0a5f59.")),
        ]

    def to_python(self, value: Any) -> Any:
        colour = super().to_python(value)
        return colour.strip().lower() if isinstance(colour, str) else colour

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"widget": forms.ColorInput, **kwargs})


def _colour(name: str, label: Promise, help_text: Promise | str = "") -> Any:
    return ColourField(label, default=DEFAULTS[name], help_text=help_text)


class Theme(models.Model):
    """The colours that a network chooses; the others follow from them (`network.palette`)."""

    light_paper = _colour("light_paper", gettext_lazy("ground of the page"))
    light_surface = _colour("light_surface", gettext_lazy("second ground"), gettext_lazy("Under what stands apart."))
    light_ink = _colour("light_ink", gettext_lazy("text"))
    light_primary = _colour("light_primary", gettext_lazy("links, buttons and the route"))
    light_accent = _colour("light_accent", gettext_lazy("what is new, open or today"))
    dark_paper = _colour("dark_paper", gettext_lazy("ground of the page, in the dark"))
    dark_surface = _colour("dark_surface", gettext_lazy("second ground, in the dark"))
    dark_ink = _colour("dark_ink", gettext_lazy("text, in the dark"))
    dark_primary = _colour("dark_primary", gettext_lazy("links, buttons and the route, in the dark"))
    dark_accent = _colour("dark_accent", gettext_lazy("what is new, open or today, in the dark"))
    highlight = _colour(
        "highlight",
        gettext_lazy("the route on a coloured band"),
        gettext_lazy("In both schemes. The band has the colour of links; in the dark, a darker one."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(*[(f"{name}__regex", COLOUR) for name in DEFAULTS]),
                name="network_colours_are_colours",
                violation_error_message=gettext_lazy("Write a colour as # and six digits, for instance #0a5f59."),
            )
        ]

    @property
    def palette(self) -> Palette:
        """All colours, chosen and derived."""
        return palette_of(self._chosen)

    @property
    def theme_url(self) -> str:
        """Where the style sheet with these colours is; other colours have another address."""
        return reverse("theme", args=[self.palette.version])

    @property
    def _chosen(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in DEFAULTS}

    def clean(self) -> None:
        """Checks that all can be read, once every colour is a colour."""
        super().clean()
        errors: dict[str, ValidationError] = {}
        if all(re.match(COLOUR, colour) for colour in self._chosen.values()):
            # Of what is wrong with a colour the worst is said: what it advises puts the rest right too.
            for finding in sorted(unreadable(self._chosen), key=lambda found: -found.ratio):
                errors[finding.text] = ValidationError(self._words_for(finding), code="unreadable")
        if errors:
            raise ValidationError(errors)

    def _words_for(self, finding: Unreadable) -> str:
        words = _(
            "“%(text)s” (%(text_colour)s) has a contrast of %(ratio)s to 1 with “%(ground)s” (%(ground_colour)s). "
            "At least %(least)s to 1 is needed to read it."
        ) % {
            "text": capfirst(self._label(finding.text)),
            "text_colour": getattr(self, finding.text),
            "ratio": number_format(shown(finding.ratio), 1),
            "ground": capfirst(self._label(finding.ground)),
            "ground_colour": getattr(self, finding.ground),
            "least": number_format(TEXT, 1),
        }
        if finding.instead:
            return words + " " + _("Try %(colour)s here, or change the other.") % {"colour": finding.instead}
        return words + " " + _("Change the other colour: no shade of this one can be read on all that it stands on.")

    def _label(self, name: str) -> str:
        return str(cast("models.Field[Any, Any]", type(self)._meta.get_field(name)).verbose_name)


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


colour_panels = [
    MultiFieldPanel(
        [
            HelpPanel(
                gettext_lazy(
                    "The colours of the site and of the newsletter. When you save, every text is checked for contrast."
                )
            ),
            _row("light_paper", "light_surface", "light_ink"),
            _row("light_primary", "light_accent", "highlight"),
        ],
        heading=gettext_lazy("Colours"),
    ),
    MultiFieldPanel(
        [
            HelpPanel(gettext_lazy("For readers whose device is set to dark.")),
            _row("dark_paper", "dark_surface", "dark_ink"),
            _row("dark_primary", "dark_accent"),
        ],
        heading=gettext_lazy("Colours in the dark"),
    ),
]
