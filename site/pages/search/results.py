"""What was found, as a visitor sees it: read from the database for the few results that a page shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.models import Page

from network.models import Affiliation, Organisation, Person

from ..cards import CardMixin, cards_of
from .highlighting import Passage, highlighted, is_marked
from .kinds import SearchKind
from .matching import Hit


@dataclass
class Result:
    """One result."""

    title: SafeString
    text: SafeString
    """What it says, or the parts of it that have to do with the question."""
    kind: str | Promise
    language: str
    row: Any
    """The page, the person or the organisation: whose address a template knows."""
    date: datetime.date | None = None

    @property
    def stands_below(self) -> str:
        """Below which page of the frame a person or an organisation has its own; nothing for a page."""
        return {Person: "people", Organisation: "partners"}.get(type(self.row), "")


def results(hits: Sequence[Hit], words: str, language: str) -> list[Result]:
    """The hits as results, in their order; `language` is the visitor's. At most four queries, however many hits."""
    drafts = {**_pages(hits), **_organisations(hits, language), **_people(hits, language)}
    shown = [drafts[hit.model, hit.pk] for hit in hits if (hit.model, hit.pk) in drafts]
    passages = [passage for draft in shown for passage in draft.passages]
    marked = iter(highlighted(passages, words))
    for draft in shown:
        draft.result.title, *texts = [next(marked) for _passage in draft.passages]
        draft.result.text = next((text for text in texts if is_marked(text)), texts[0])
    return [draft.result for draft in shown]


@dataclass
class _Draft:
    """A result, and the passages that its title and its text are made of: the title, what it says, and what else."""

    result: Result
    passages: list[Passage]


Drafts = dict[tuple[Any, int], _Draft]


def _draft(row: Any, kind: Any, language: str, title: str, *texts: Passage, date: Any = None) -> _Draft:
    nothing = SafeString("")
    return _Draft(Result(nothing, nothing, kind, language, row, date), [Passage(title, language), *texts])


def _ids(hits: Iterable[Hit], model: Any) -> list[int]:
    return [hit.pk for hit in hits if hit.model is model]


def _pages(hits: Sequence[Hit]) -> Drafts:
    by_id = {hit.pk: hit for hit in hits if issubclass(hit.model, Page)}
    if not by_id:
        return {}
    pages = Page.objects.filter(pk__in=by_id).annotate(body_text=F("index_entries__body_text"))
    drafts: Drafts = {}
    for card in cards_of(pages, {hit.model for hit in by_id.values()}):
        hit = by_id[card.page.pk]
        kind = card.kind if issubclass(hit.model, CardMixin) else hit.kind.label
        rest = (card.page.body_text or "").removeprefix(card.lead)
        texts = Passage(card.lead, hit.language), Passage(rest, hit.language, is_whole=False)
        drafts[hit.model, hit.pk] = _draft(card.page, kind, hit.language, card.title, *texts, date=card.date)
    return drafts


def _organisations(hits: Sequence[Hit], language: str) -> Drafts:
    ids = _ids(hits, Organisation)
    return {
        (Organisation, row.pk): _draft(row, row.kind_label, language, row.name, Passage(str(row.description), language))
        for row in (Organisation.objects.filter(pk__in=ids) if ids else [])
    }


def _people(hits: Sequence[Hit], language: str) -> Drafts:
    ids = _ids(hits, Person)
    if not ids:
        return {}
    places: dict[int, list[str]] = {}
    # One query for both: people without an affiliation are few, and come with the second.
    affiliations = Affiliation.objects.filter(person__in=ids).select_related("organisation", "person")
    people = {row.person_id: row.person for row in affiliations}
    for row in affiliations:
        if not row.is_past:
            places.setdefault(row.person_id, []).append(", ".join(filter(None, [str(row.role), str(row.organisation)])))
    if missing := set(ids) - people.keys():
        people |= Person.objects.in_bulk(missing)
    label = SearchKind.PEOPLE.label
    return {
        (Person, pk): _draft(
            person, label, language, person.name, Passage(capfirst("; ".join(places.get(pk, []))), language)
        )
        for pk, person in people.items()
    }
