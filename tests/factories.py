"""Makes the things that tests are about, with only what a test doesn't care about filled in."""

from datetime import UTC, date, datetime

import factory
import wagtail_factories
from wagtail.models import Locale

from academy.models import (
    AcademyIndexPage,
    AgendaPage,
    EditionPage,
    GatheringPage,
    KnowledgeCirclePage,
    KnowledgePlatformPage,
    LearningAgendaPage,
    LearningThemePage,
    PitchPage,
    ProgrammePage,
    SeriesPage,
)
from network.models import FocusArea, Organisation, PageFocusArea, Person, Picture, User, Venue
from news.models import ArticlePage, NewsIndexPage
from pages.models import (
    AccessibilityStatementPage,
    ChallengeIndexPage,
    ChallengePage,
    ContactPage,
    FocusAreaIndexPage,
    FocusAreaPage,
    GlossaryPage,
    GlossaryTermPage,
    HomePage,
    InformationPage,
    PartnersPage,
    PeoplePage,
    PhasePage,
    PrivacyPage,
    PublicationIndexPage,
    PublicationPage,
    StrategyPage,
    VisionPage,
)


class PictureFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = Picture


class FocusAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FocusArea

    name = factory.Sequence(lambda n: f"Focusgebied {n}")
    locale = factory.LazyFunction(Locale.get_default)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisatie {n}")


class VenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Zaal {n}")
    town = "Utrecht"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Persoon {n}")
    may_be_shown = True


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password("een-lang-wachtwoord")


class HomePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = HomePage

    title = "Netwerk"


class VisionPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = VisionPage

    title = "Visie"


class PhasePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PhasePage

    title = factory.Sequence(lambda n: f"Fase {n}")


class InformationPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = InformationPage

    title = "Contact"


class NewsIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsIndexPage

    title = "Nieuws"


class ArticlePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ArticlePage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Bericht {n}")
    lead = "Waar het bericht over gaat."
    date = date(2026, 3, 2)
    first_published_at = datetime(2026, 3, 2, 9, tzinfo=UTC)

    @factory.post_generation
    def focus_areas(self, create: bool, areas: list[FocusArea] | None) -> None:
        for order, area in enumerate(areas or []):
            PageFocusArea.objects.create(page=self, focus_area=area, sort_order=order)


class AcademyIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = AcademyIndexPage

    title = "Academie"


class ProgrammePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ProgrammePage

    title = factory.Sequence(lambda n: f"Leergang {n}")


class EditionPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = EditionPage

    title = factory.Sequence(lambda n: f"Editie {n}")
    start = date(2026, 3, 2)


class KnowledgePlatformPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = KnowledgePlatformPage

    title = "Kennisplein"


class KnowledgeCirclePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = KnowledgeCirclePage

    title = factory.Sequence(lambda n: f"Kenniskring {n}")


class LearningThemePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = LearningThemePage

    title = factory.Sequence(lambda n: f"Leerthema {n}")


class LearningAgendaPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = LearningAgendaPage

    title = "Leeragenda"


class AgendaPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = AgendaPage

    title = "Agenda"


class SeriesPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = SeriesPage

    title = factory.Sequence(lambda n: f"Reeks {n}")


class GatheringPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = GatheringPage

    title = factory.Sequence(lambda n: f"Bijeenkomst {n}")
    start = datetime(2026, 3, 2, 13, tzinfo=UTC)


class PitchPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PitchPage

    title = factory.Sequence(lambda n: f"Pitch {n}")


class ContactPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ContactPage

    title = "Contact"


class PrivacyPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PrivacyPage

    title = "Privacy"


class AccessibilityStatementPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = AccessibilityStatementPage

    title = "Toegankelijkheid"


class FocusAreaIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = FocusAreaIndexPage

    title = "Focusgebieden"


class FocusAreaPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = FocusAreaPage

    title = factory.Sequence(lambda n: f"Focusgebied {n}")


class PartnersPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PartnersPage

    title = "Partners"


class PeoplePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PeoplePage

    title = "Mensen"


class ChallengeIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ChallengeIndexPage

    title = "Opgaven"


class ChallengePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ChallengePage

    title = factory.Sequence(lambda n: f"Opgave {n}")


class StrategyPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StrategyPage

    title = factory.Sequence(lambda n: f"Strategie {n}")


class PublicationIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PublicationIndexPage

    title = "Publicaties"


class PublicationPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = PublicationPage

    title = factory.Sequence(lambda n: f"Publicatie {n}")


class GlossaryPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = GlossaryPage

    title = "Begrippen"


class GlossaryTermPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = GlossaryTermPage

    title = factory.Sequence(lambda n: f"Begrip {n}")
