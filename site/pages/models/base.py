from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from blocks.chosen import chosen_in
from network.models import Contribution, FocusArea, Involvement

from .. import panels
from ..cards import Card
from ..checks.form import CheckedPageForm
from ..links import resolve_links
from ..pictures import fetch_body_pictures
from ..related import most_in_common
from ..search.kinds import SearchKind
from ..search.text import text_of
from ..structured_data import Shown, Thing
from ..ties import tied_cards


class BasePage(Page):
    """What every page has: a lead, a picture with its alternative text, and focus areas."""

    lead = models.TextField(
        _("lead"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the page says, in two sentences. Also stands on cards, in search results and in the newsletter."
        ),
    )
    picture = models.ForeignKey(
        "network.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=200,
        blank=True,
        help_text=_("What somebody who can't see the picture should know."),
    )
    picture_is_decorative = models.BooleanField(
        _("decoration only"), default=False, help_text=_("The picture adds nothing to the text.")
    )

    is_translated_by_editors: ClassVar[bool] = True
    """False for a type whose pages are made in every language by something else."""

    search_kind: ClassVar[SearchKind] = SearchKind.NETWORK
    """What a visitor narrows a search down to, to find pages of this type among others."""

    og_type: ClassVar[str] = "website"
    """What Open Graph calls a page of this type."""

    introduction_panels: ClassVar[list[Any]] = [
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_is_decorative")],
            heading=_("Picture"),
        ),
    ]
    content_panels = [*Page.content_panels, *introduction_panels]
    served_with: ClassVar[tuple[str, ...]] = ()
    """What a visitor's page is fetched with, in the same query: names of foreign keys."""
    related_shown: ClassVar[int] = 0
    """How many related pages a page of this type shows."""
    known_to_lack: frozenset[str] = frozenset()
    """The relations that whoever fetched the page has seen to be empty: nobody has to ask for them."""
    base_form_class = CheckedPageForm
    details_panels: ClassVar[list[Any]] = []
    relation_panels: ClassVar[list[Any]] = []
    promote_panels: ClassVar[list[Any]] = panels.SHARING
    # What editors search by goes by the autocomplete fields as well: by how a word begins.
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=1),
        index.SearchField("searchable_text", boost=0.5),
        index.AutocompleteField("lead"),
        index.AutocompleteField("searchable_text"),
    ]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Any:  # noqa: N805
        return panels.tabs_of(cls).bind_to_model(cls)

    @property
    def searchable_text(self) -> str:
        """What editors wrote in the fields of the page's own type: a search finds it by that."""
        return text_of(self)

    @cached_property
    def focus_areas(self) -> list[FocusArea]:
        """The focus areas that the page is about, in the page's language."""
        if "focus_area_links" in self.known_to_lack:
            return []
        links = self.focus_area_links.all()
        if isinstance(links, models.QuerySet):
            return FocusArea.in_language(links.order_by().values("focus_area"), self.locale_id)
        # A draft keeps its rows in memory, where nothing can be joined to them.
        return FocusArea.in_language([link.focus_area_id for link in links], self.locale_id)

    @cached_property
    def people(self) -> list[Contribution]:
        """What people did for it, of those who agreed to be shown."""
        if "contributions" in self.known_to_lack:
            return []
        rows = self.contributions.all().select_related("person", "organisation")
        return [row for row in rows if row.person.may_be_shown]

    @cached_property
    def organisations(self) -> list[Involvement]:
        """The organisations that have to do with it."""
        if "involvements" in self.known_to_lack:
            return []
        return list(self.involvements.all().select_related("organisation"))

    @cached_property
    def _tied(self) -> tuple[list[Card], list[Card], list[Card]]:
        has_related = self.path and self.related_shown and not self.known_to_lack >= {"ties", "focus_area_links"}
        if not has_related and self.known_to_lack >= {"ties", "tied"}:
            return [], [], []
        related = most_in_common(self, self.related_candidates())[: self.related_shown] if has_related else None
        return tied_cards(self, related)

    def related_candidates(self) -> Any:
        """The pages among which the related ones are looked for: none that this page shows anyway."""
        chosen = {page.translation_key for page in chosen_in(getattr(self, "body", None), Page)}
        return Page.objects.exclude(translation_key__in=chosen)

    @property
    def belongs_to(self) -> list[Card]:
        """The public pages that it is about or belongs to."""
        return self._tied[0]

    @property
    def about_it(self) -> list[Card]:
        """The public pages that are about it or belong to it."""
        return self._tied[1]

    @property
    def related(self) -> list[Card]:
        """A few public pages that have most in common with it, of those that aren't tied to it."""
        return self._tied[2]

    @property
    def has_sign_up(self) -> bool:
        """Whether its body asks for a subscription to the newsletter, so that nothing else on the page has to."""
        return any(block.block_type == "sign_up" for block in getattr(self, "body", None) or [])

    @cached_property
    def is_anything_hidden(self) -> bool:
        """Whether any page of the site is kept from anybody; most networks hide nothing."""
        return PageViewRestriction.objects.exists()

    def structured_data(self, shown: Shown) -> Thing | None:
        """What the page says about itself to programs, in the words of schema.org; most say nothing."""
        return None

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Who may see the page; Wagtail looks up every page above it, which is needed only if one is hidden."""
        if not self.is_anything_hidden:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        if body := getattr(self, "body", None):
            fetch_body_pictures(body)
            resolve_links(body)
        return context
