"""A gathering, alone or as a session of a series: when and where, whether it goes ahead, what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from academy.follow_up import follow_up_of
from academy.models import AgendaPage, GatheringPage, SeriesPage
from academy.models.gatherings import When
from network.models import Contribution, Involvement, PageFocusArea, Person, Tie, Venue
from network.words import Words
from pages.checks import check
from pages.checks.reading import content_of
from tests import factories
from tests.conftest import Tree

ADDRESS = "/nl/agenda/bijeenkomst/"


@pytest.fixture
def agenda(tree: Tree) -> AgendaPage:
    page: AgendaPage = factories.AgendaPageFactory(parent=tree.home, slug="agenda")
    return page


def gather(parent: Page, /, **fields: Any) -> GatheringPage:
    given = {"slug": "bijeenkomst", "title": "Samen aan tafel", **fields}
    page: GatheringPage = factories.GatheringPageFactory(parent=parent, **given)
    return page


def step(text: str, kind: str = "next_step", **more: Any) -> tuple[str, dict[str, Any]]:
    return kind, {"text": text, "owner": "", "status": "planned", **more}


def full(agenda: Page, tree: Tree) -> GatheringPage:
    """A gathering with everything that it can have."""
    venue: Venue = factories.VenueFactory(
        name="De Werf", address="Kade 1", accessibility=Words(nl="Er is een lift.", en="There is a lift.")
    )
    speaker: Person = factories.PersonFactory(name="Noor Zonnewerf")
    before = gather(agenda, title="De eerste keer", slug="eerste", start=datetime(2025, 3, 2, 13, tzinfo=UTC))
    article = factories.ArticlePageFactory(parent=tree.news, title="Hoe het was")
    page = gather(
        agenda,
        end=datetime(2026, 3, 2, 16, tzinfo=UTC),
        venue=venue,
        is_online=True,
        audience="Bestuurders",
        admission="invitation",
        previous=before,
        participants=40,
        participants_qualifier="about",
        agenda=[("item", {"title": "Het gesprek", "kind": "table", "text": "", "people": [speaker]})],
        shared_conclusion="Alleen samen.",
        outcome=[("text", "<p>Er kwam veel uit.</p>")],
        follow_up=[
            step("Het plan schrijven", owner="De gemeente", due=date(2026, 5, 1), result_page=article),
            step("De buren bellen", "action", status="done"),
        ],
    )
    factories.PitchPageFactory(parent=page, title="Een pitch over wonen")
    role = Contribution.Role.CHAIR
    Contribution.objects.create(page=page, person=speaker, role=role, capacity=Words(nl="voorzitter", en="chair"))
    Involvement.objects.create(page=page, organisation=factories.OrganisationFactory(name="Zorgalliantie"))
    Tie.objects.create(page=article, target=page)
    challenge = factories.ChallengePageFactory(
        parent=factories.ChallengeIndexPageFactory(parent=tree.home), title="Wonen in het dorp"
    )
    Tie.objects.create(page=page, target=challenge)
    return page


def test_it_says_everything_that_is_known_of_it(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    full(agenda, tree)
    with time_machine.travel(datetime(2026, 2, 1, tzinfo=UTC), tick=False):
        page = client.get(ADDRESS).content.decode()
    for said in (
        "maandag 2 maart 2026",
        "De Werf",
        "Kade 1",
        "Er is een lift.",
        "Bestuurders",
        "Het gesprek",
        "Een pitch over wonen",
        "Alleen samen.",
        "Er kwam veel uit.",
        "Het plan schrijven",
        "De gemeente",
        "Hoe het was",
        "Noor Zonnewerf",
        "voorzitter",
        "Zorgalliantie",
        "Wonen in het dorp",
        "De eerste keer",
    ):
        assert said in page


def test_what_it_refers_to_is_in_english_as_well(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    page = full(agenda, tree)
    for original in (agenda, page.previous, page):
        english = original.copy_for_translation(tree.english)
        english.title, english.slug = f"English {original.pk}", f"english-{original.pk}"
        english.save_revision().publish()
    said = client.get(page.get_translation(tree.english).url).content.decode()
    assert "Monday 2 March 2026, 14:00 to 17:00" in said
    assert f"English {page.previous.pk}" in said
    assert "De eerste keer" not in said


@pytest.mark.parametrize("type_", [GatheringPage, SeriesPage])
def test_half_filled_in_it_still_previews(tree: Tree, type_: Any) -> None:
    answer = type_(title="Alleen een titel", locale=tree.dutch).make_preview_request()
    assert answer.status_code == 200
    assert "Alleen een titel" in answer.content.decode()


@pytest.mark.parametrize("plan", ["cancelled", "moved"])
def test_called_off_or_moved_it_says_so_before_anything_else(agenda: AgendaPage, client: Client, plan: str) -> None:
    gather(agenda, plan=plan, plan_note="De zaal heeft lekkage.")
    page = client.get(ADDRESS).content.decode()
    assert page.index("De zaal heeft lekkage.") < page.index("<h1")
    assert "De zaal heeft lekkage." in client.get("/nl/agenda/").content.decode()


@pytest.mark.parametrize(
    ("plan", "last_day", "can", "over"),
    [
        ("on", None, True, False),
        ("on", date(2026, 2, 20), True, False),
        ("on", date(2026, 2, 19), False, True),
        ("moved", date(2026, 2, 20), True, False),
        ("cancelled", date(2026, 2, 20), False, False),
        ("cancelled", date(2026, 2, 19), False, False),
    ],
)
def test_one_can_register_in_time_and_for_what_goes_ahead(
    plan: str, last_day: date | None, can: bool, over: bool
) -> None:
    page = GatheringPage(
        start=datetime(2026, 3, 2, 13, tzinfo=UTC),
        plan=plan,
        registration_url="https://example.org/aanmelden",
        registration_deadline=last_day,
    )
    with time_machine.travel(datetime(2026, 2, 20, 22, tzinfo=UTC), tick=False):
        assert (page.can_register, page.is_registration_over) == (can, over)
    with time_machine.travel(datetime(2026, 3, 3, 12, tzinfo=UTC), tick=False):
        assert (page.can_register, page.is_registration_over) == (False, False)


@pytest.mark.parametrize(
    ("now", "when"),
    [
        # The clock goes forward in the night of 28 to 29 March: midnight is 23:00 UTC before it, 22:00 after it.
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), When.COMING),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), When.TODAY),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), When.TODAY),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), When.PAST),
    ],
)
def test_its_day_is_that_of_amsterdam_also_when_the_clock_changes(now: datetime, when: When) -> None:
    with time_machine.travel(now, tick=False):
        assert GatheringPage(start=datetime(2026, 3, 29, 12, tzinfo=UTC)).when is when
    assert GatheringPage().when is None


def test_it_cannot_end_before_it_starts(agenda: AgendaPage) -> None:
    page = gather(agenda)
    page.end = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"end"}
    with pytest.raises(IntegrityError):
        GatheringPage.objects.filter(pk=page.pk).update(end=page.end)


@pytest.mark.parametrize("field", ["start", "end"])
@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_a_date_that_nobody_can_mean_is_refused(agenda: AgendaPage, field: str, year: int) -> None:
    page = gather(agenda, end=datetime(2026, 3, 2, 16, tzinfo=UTC))
    setattr(page, field, datetime(year, 6, 1, tzinfo=UTC))
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert field in refused.value.message_dict
    with pytest.raises(IntegrityError):
        GatheringPage.objects.filter(pk=page.pk).update(**{field: getattr(page, field)})


def test_a_series_cannot_end_before_it_starts(agenda: AgendaPage) -> None:
    series = factories.SeriesPageFactory(parent=agenda, start=date(2026, 3, 2))
    series.end = date(2026, 3, 1)
    with pytest.raises(ValidationError) as refused:
        series.full_clean()
    assert set(refused.value.message_dict) == {"end"}
    with pytest.raises(IntegrityError):
        SeriesPage.objects.filter(pk=series.pk).update(end=series.end)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-03-02 14:00", datetime(2026, 3, 2, 13, tzinfo=UTC)),
        ("2026-07-02 14:00", datetime(2026, 7, 2, 12, tzinfo=UTC)),
        ("2026-03-29 02:30", None),  # the hour that the clock skips
    ],
)
def test_hours_in_the_form_are_those_of_amsterdam(typed: str, kept: datetime | None, tree: Tree) -> None:
    form_class: Any = GatheringPage.get_edit_handler().get_form_class()
    field = form_class(instance=GatheringPage(locale=tree.dutch)).fields["start"]
    if kept:
        assert field.clean(typed) == kept
    else:
        with pytest.raises(ValidationError):
            field.clean(typed)


def test_a_past_due_date_stops_nobody_from_publishing(agenda: AgendaPage) -> None:
    page = gather(agenda, follow_up=[step("Bellen", due=date(2020, 1, 1))])
    page.full_clean()
    late, *_ = follow_up_of([GatheringPage.objects.get(pk=page.pk)])[page.pk]
    assert late.is_late
    (advice,) = [finding for finding in check(content_of(page)) if finding.where.endswith(".due")]
    assert not advice.blocks
    page.follow_up = [step("Bellen", due=date(2020, 1, 1), status="done")]
    done, *_ = follow_up_of([page])[page.pk]
    assert not done.is_late
    assert not [finding for finding in check(content_of(page)) if finding.where.endswith(".due")]


def test_a_result_is_linked_to_only_while_anybody_may_see_it(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    article = factories.ArticlePageFactory(parent=tree.news, slug="gelukt", title="Het is gelukt")
    gather(agenda, follow_up=[step("Bellen", result_page=article)])
    assert "/nl/nieuws/gelukt/" in client.get(ADDRESS).content.decode()
    article.unpublish()
    assert "/nl/nieuws/gelukt/" not in client.get(ADDRESS).content.decode()


def test_a_previous_edition_that_nobody_may_see_is_left_out(agenda: AgendaPage, client: Client) -> None:
    before = gather(agenda, title="De eerste keer", slug="eerste")
    gather(agenda, previous=before)
    assert "De eerste keer" in client.get(ADDRESS).content.decode()
    before.unpublish()
    assert "De eerste keer" not in client.get(ADDRESS).content.decode()


def test_who_takes_their_consent_back_leaves_at_once(agenda: AgendaPage, tree: Tree, client: Client) -> None:
    full(agenda, tree)
    assert "Noor Zonnewerf" in client.get(ADDRESS).content.decode()
    Person.objects.update(may_be_shown=False)
    assert "Noor Zonnewerf" not in client.get(ADDRESS).content.decode()


def test_a_session_knows_its_number_and_its_neighbours(agenda: AgendaPage) -> None:
    series = factories.SeriesPageFactory(parent=agenda)
    march, january, called_off, february = (
        gather(series, title=title, slug=title, start=datetime(2026, month, 2, 13, tzinfo=UTC), plan=plan)
        for title, month, plan in (
            ("maart", 3, "on"),
            ("januari", 1, "on"),
            ("afgelast", 1, "cancelled"),
            ("februari", 2, "moved"),
        )
    )
    place = february.session
    assert place is not None
    assert (place.number, place.total) == (2, 3)
    assert (place.previous, place.following) == (january, march)
    assert called_off.session is None
    assert gather(agenda, slug="los").session is None


def test_a_series_shows_its_sessions_and_how_many_were_planned(agenda: AgendaPage, client: Client) -> None:
    series = factories.SeriesPageFactory(parent=agenda, slug="reeks", planned_sessions=6, shared_conclusion="Samen!")
    gather(series, title="Eerste sessie")
    theme = factories.LearningThemePageFactory(parent=series, title="Blijven leren")
    theme.questions = [("question", {"text": "Hoe maken we tijd?", "status": "open"})]
    theme.save()
    page = client.get("/nl/agenda/reeks/").content.decode()
    for said in ("Eerste sessie", "Blijven leren", "Hoe maken we tijd?", "Samen!"):
        assert said in page
    assert "1 van 6" in page or "1 of 6" in page


@pytest.mark.parametrize("count", [1, 20])
def test_it_costs_as_much_for_one_of_everything_as_for_twenty(
    agenda: AgendaPage, tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = full(agenda, tree)
    article = factories.ArticlePageFactory(parent=tree.news)
    people = [factories.PersonFactory() for _ in range(count)]
    for person in people:
        pitch = factories.PitchPageFactory(parent=page)
        for part in (page, pitch):
            organisation = factories.OrganisationFactory()
            Contribution.objects.create(page=part, person=person, organisation=organisation, role="presenter")
    page.follow_up = [step(f"Stap {number}", result_page=article) for number in range(count)]
    page.agenda = [("item", {"title": "Deel", "kind": "talk", "text": "", "people": people})] * count
    page.save()
    client.get(ADDRESS)
    with django_assert_max_num_queries(12):
        assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_a_series_costs_as_much_for_one_session_as_for_twenty(
    agenda: AgendaPage, tree: Tree, client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    series = factories.SeriesPageFactory(parent=agenda, slug="reeks", picture=factories.PictureFactory())
    article = factories.ArticlePageFactory(parent=tree.news)
    Tie.objects.create(page=article, target=series)
    area = factories.FocusAreaFactory()
    for page in (series, factories.ArticlePageFactory(parent=tree.news)):
        PageFocusArea.objects.create(page=page, focus_area=area)
    for number in range(count):
        Involvement.objects.create(page=series, organisation=factories.OrganisationFactory())
        gather(series, slug=f"sessie-{number}", venue=factories.VenueFactory())
        theme = factories.LearningThemePageFactory(parent=series)
        theme.questions = [("question", {"text": "Hoe?", "status": "answered", "answer_page": article})]
        theme.save()
        Contribution.objects.create(page=series, person=factories.PersonFactory())
    series.follow_up = [step(f"Stap {number}", result_page=article) for number in range(count)]
    series.save()
    client.get("/nl/agenda/reeks/")
    with django_assert_max_num_queries(12):
        assert client.get("/nl/agenda/reeks/").status_code == 200
