"""The editor's panels that page types share, grouped as a person thinks: content, details, relations, sharing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

FOCUS_AREAS = InlinePanel(
    "focus_area_links",
    label=_("focus area"),
    heading=_("Focus areas"),
    help_text=_("What it is about. The focus area's page gathers it, and readers of the newsletter choose by it."),
)
PEOPLE = InlinePanel(
    "contributions",
    label=_("contribution"),
    heading=_("People"),
    help_text=_("Who did what. Only people who agreed to be shown are on the site."),
)
ORGANISATIONS = InlinePanel(
    "involvements",
    label=_("organisation"),
    heading=_("Organisations"),
    help_text=_("Which organisation does what for it. The organisation's page names this one."),
)
SHARING = [
    MultiFieldPanel(
        [
            FieldPanel("slug", help_text=_("The last part of the address. Who has the old one is led to the new one.")),
            FieldPanel("seo_title", help_text=_("Only if search results should say something else than the title.")),
            FieldPanel(
                "search_description", help_text=_("Only if search results should say something else than the lead.")
            ),
        ],
        heading=_("Search engines"),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "show_in_menus",
                help_text=_("In the menu at the top; only for a page that stands right below the home page."),
            )
        ],
        heading=_("Menu"),
    ),
]
WHOLES = ["pages.PhasePage", "pages.ChallengePage", "pages.StrategyPage"]


def ties(heading: Any, page_types: list[str], help_text: Any = "") -> InlinePanel:
    """The pages that a page is about or belongs to, chosen from those of `page_types`."""
    panels = [PageChooserPanel("target", page_types)]
    return InlinePanel("ties", panels=panels, label=_("page"), heading=heading, help_text=help_text)


BELONGS_TO = ties(
    _("Belongs to"), WHOLES, _("A phase, a challenge or a strategy. The page is shown there, and they are shown here.")
)
RELATIONS = [FOCUS_AREAS, PEOPLE, ORGANISATIONS, BELONGS_TO]


def tabs_of(page_type: Any) -> TabbedInterface:
    """The editor of a page type, a tab for each group of panels that isn't empty."""
    groups = [
        (_("Content"), page_type.content_panels),
        (_("Details"), page_type.details_panels),
        (_("Relations"), page_type.relation_panels),
        (_("Sharing"), page_type.promote_panels),
        (_("Settings"), page_type.settings_panels),
    ]
    tabs = [ObjectList(panels, heading=heading) for heading, panels in groups if panels]
    return TabbedInterface(tabs, base_form_class=page_type.base_form_class)
