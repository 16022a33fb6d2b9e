"""Cards: what a page of any type looks like in a list of pages of many types."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.apps import apps
from django.db.models import CharField, DateField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.models import Page

from network.models import Picture

from .visibility import public


class CardMixin:
    """Lets a page type into lists of pages of many types: where the page is about, on a phase, under a person.

    `card_date` names the field with the day that a list shows and sorts by: a date, or a moment of which the
    day in the network's time zone counts. Empty: the page has no such day. `card_kind` names a field with
    choices that says what kind of its type the page is; empty: the name of its type says so. `card_names` are what
    readers call one page of the type and several, where editors call it something else.
    """

    card_date: ClassVar[str] = ""
    card_kind: ClassVar[str] = ""
    card_names: ClassVar[tuple[Any, Any] | None] = None

    @property
    def kind_label(self) -> str | Promise:
        """What kind of page it is, in the reader's language."""
        page: Any = self
        return getattr(page, f"get_{self.card_kind}_display")() if self.card_kind else names_of(type(page))[0]


def names_of(page_type: Any) -> tuple[Any, Any]:
    """What readers call one page of a type, and several."""
    names = page_type._meta.verbose_name, page_type._meta.verbose_name_plural
    return getattr(page_type, "card_names", None) or names


@dataclass
class Card:
    """A page in a list: what a reader needs to know before following the link."""

    page: Page
    title: str
    lead: str
    group: str | Promise
    """The name of the page's type, in the plural."""
    kind: str | Promise
    date: datetime.date | None
    picture_id: int | None = None
    picture: Picture | None = None
    """What `pages.pictures.fetch_pictures` found; until then nothing."""
    roles: str = ""
    """What somebody did for it, where the card stands on the page of a person or an organisation."""

    @property
    def day(self) -> datetime.date:
        """The date of a page that is news: its own, else that of its publication."""
        return self.date or timezone.localdate(self.page.first_published_at or timezone.now())


def types_with_cards() -> list[Any]:
    """Every page type that can be in a list of many types, in a fixed order."""
    return [model for model in apps.get_models() if issubclass(model, Page) and issubclass(model, CardMixin)]


def with_card_fields(pages: Any) -> Any:
    """A queryset of pages of many types, with `card_day`, `card_lead` and `card_choice`; no query of its own."""
    return _with_fields_of(types_with_cards(), pages.type(CardMixin))


def _with_fields_of(types: Iterable[Any], pages: Any) -> Any:
    types = list(types)
    dated, chosen = ([model for model in types if getattr(model, name, "")] for name in ("card_date", "card_kind"))
    # Twice what comes last: at least two are needed.
    found = pages.annotate(
        card_day=Coalesce(*(_day(model) for model in dated), Value(None), Value(None), output_field=DateField()),
        card_lead=Coalesce(
            *(F(f"{model._meta.model_name}__lead") for model in types), Value(""), output_field=TextField()
        ),
        card_choice=Coalesce(
            *(F(f"{model._meta.model_name}__{model.card_kind}") for model in chosen),
            Value(""),
            Value(""),
            output_field=CharField(),
        ),
        card_picture=Coalesce(
            *(F(f"{model._meta.model_name}__picture_id") for model in types), Value(None), output_field=IntegerField()
        ),
    )
    return found.select_related("content_type")


def _day(model: Any) -> Any:
    path = f"{model._meta.model_name}__{model.card_date}"
    field = model._meta.get_field(model.card_date)
    return TruncDate(path) if field.get_internal_type() == "DateTimeField" else Cast(path, DateField())


def cards(pages: Any) -> list[Card]:
    """The cards of those pages in a queryset that anybody may see: latest day first, the undated last; one query."""
    found = public(pages if "card_day" in pages.query.annotations else with_card_fields(pages)).order_by(
        F("card_day").desc(nulls_last=True), "title"
    )
    return [_card(page) for page in found]


def cards_of(pages: Any, types: Iterable[Any]) -> list[Card]:
    """The cards of all pages in a queryset, which are of these `types` and needn't be in lists elsewhere; one query."""
    return [_card(page) for page in _with_fields_of(types, pages)]


def newest_cards(pages: Any, count: int) -> list[Card]:
    """The cards of the public pages in a queryset that were published last; one query."""
    found = public(with_card_fields(pages)).order_by("-first_published_at", "-pk")
    return [_card(page) for page in found[:count]]


def coming_cards(pages: Any, count: int) -> list[Card]:
    """The cards of the public pages in a queryset whose day is today or later, the first day first; one query."""
    found = public(with_card_fields(pages)).filter(card_day__gte=timezone.localdate())
    return [_card(page) for page in found.order_by("card_day", "title")[:count]]


def in_groups(found: Iterable[Card]) -> list[tuple[str, list[Card]]]:
    """Cards by page type, in the order in which the types first come up."""
    groups: dict[str, list[Card]] = {}
    for card in found:
        groups.setdefault(str(card.group), []).append(card)
    return list(groups.items())


def _card(page: Any) -> Card:
    model = page.cached_content_type.model_class()
    kind, plural = names_of(model)
    if page.card_choice:
        kind = dict(model._meta.get_field(model.card_kind).flatchoices)[page.card_choice]
    return Card(page, page.title, page.card_lead, plural, kind, page.card_day, page.card_picture)
