from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class KeyFigureBlock(blocks.StructBlock):
    """A number that says something, and what it says."""

    value = blocks.CharBlock(label=_("Number"), max_length=12)
    label = blocks.CharBlock(label=_("What it counts"), max_length=80)

    class Meta:
        icon = "order"
        label_format = "{value} {label}"


class KeyFiguresBlock(blocks.StructBlock):
    """Two to four numbers in a row."""

    figures = blocks.ListBlock(KeyFigureBlock(), label=_("Figures"), min_num=1, max_num=4)

    class Meta:
        icon = "order"
        label = _("Key figures")
        description = _("Up to four numbers that say something, each with what it counts.")
        template = "blocks/key_figures.html"
        preview_value = {
            "figures": [
                {"value": "6", "label": _("tables")},
                {"value": "48", "label": _("people who took part")},
                {"value": "11", "label": _("questions")},
            ]
        }
