"""Builds a page of the demo in Dutch, with all that it is related to, and then in English."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Page

from network.models import Contribution, FocusArea, Involvement, Organisation, PageFocusArea, Person, Tie
from network.words import Words as WordsByLanguage
from pages.translations.given import translate

from ..content import timeline
from ..content.relations import NOTHING, Relations
from ..content.text import T
from ..translating import Words
from .bodies import words_in
from .library import Library, alt_of

FRIDAY, MONDAY_AFTER = 5, 8


def words(text: T | None) -> WordsByLanguage:
    """A text as a `WordsField` holds it."""
    return WordsByLanguage({} if text is None else {"nl": text.nl, "en": text.en or text.nl})


@dataclass
class Builder:
    """What building a page takes besides its words: pictures, focus areas, the other language, the moment."""

    english: Locale
    library: Library
    focus_areas: dict[str, FocusArea]
    now: datetime.datetime
    pages: dict[str, Page] = field(default_factory=dict)
    """The pages that others are tied to, by a key."""

    def add(
        self,
        parent: Page,
        page: Any,
        title: T,
        lead: T,
        *words: Any,
        picture: str | None = None,
        relations: Relations = NOTHING,
        key: str | None = None,
        published: datetime.datetime | None = None,
        slug: T | None = None,
    ) -> Any:
        """Put `page` below `parent`, published then or when the timeline says, and translate it if it has English.

        `words` are all other texts of the page; one that is missing raises KeyError.
        """
        page.title, page.lead = title.nl, lead.nl
        page.slug = slug.nl if slug else slugify(title.nl)
        if picture:
            page.picture, page.picture_alt = self.library[picture], alt_of(picture).nl
        self._relate(page, relations)
        parent.add_child(instance=page)
        page.save_revision().publish()
        translated = [page]
        if title.en is not None:
            known = Words(words_in((title, lead, words, alt_of(picture) if picture else ())))
            english_slug = (slug.en if slug else None) or slugify(title.en)
            known.add_slug(page.slug, english_slug)
            translated.append(translate(page, self.english, known.english_for))
        moment = published or self.now - datetime.timedelta(days=timeline.DAYS_AGO.get(title.nl, timeline.LONG_AGO))
        Page.objects.filter(pk__in=[each.pk for each in translated]).update(
            first_published_at=moment, last_published_at=moment
        )
        if key:
            self.pages[key] = page
        return page

    def _relate(self, page: Any, relations: Relations) -> None:
        page.focus_area_links = [
            PageFocusArea(focus_area=self.focus_areas[key], sort_order=order)
            for order, key in enumerate(relations.focus_areas)
        ]
        page.contributions = [
            Contribution(
                sort_order=order,
                person=Person.objects.get(name=by.person),
                role=by.role,
                organisation=Organisation.objects.get(name=by.organisation) if by.organisation else None,
                capacity=words(by.capacity),
            )
            for order, by in enumerate(relations.people)
        ]
        page.involvements = [
            Involvement(sort_order=order, organisation=Organisation.objects.get(name=each.organisation), role=each.role)
            for order, each in enumerate(relations.organisations)
        ]
        page.ties = [Tie(sort_order=order, target=self.pages[key]) for order, key in enumerate(relations.ties)]

    def day(self, when: datetime.date | int) -> datetime.date:
        """A date as it is, or so many days after the day of loading."""
        if isinstance(when, int):
            return timezone.localdate(self.now) + datetime.timedelta(days=when)
        return when

    def moment(self, when: datetime.date | int, at: datetime.time) -> datetime.datetime:
        """A time of a day, in the network's time zone."""
        return datetime.datetime.combine(self.working_day(when), at, tzinfo=timezone.get_current_timezone())

    def working_day(self, when: datetime.date | int) -> datetime.date:
        """A date as it is, or so many days after the day of loading, and on Monday instead of in a weekend."""
        day = self.day(when)
        is_weekend = isinstance(when, int) and day.isoweekday() > FRIDAY
        return day + datetime.timedelta(days=MONDAY_AFTER - day.isoweekday()) if is_weekend else day
