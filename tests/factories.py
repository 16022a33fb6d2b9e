"""Makes the things that tests are about, with only what a test doesn't care about filled in."""

from datetime import UTC, date, datetime

import factory
import wagtail_factories
from wagtail.models import Locale

from academy.models import AcademyIndexPage, Edition, ProgrammePage
from network.models import FocusArea, Organisation, PageFocusArea, Person, Picture, User
from news.models import ArticlePage, NewsIndexPage
from pages.models import HomePage, InformationPage, PhasePage, VisionPage


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


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    programme = factory.SubFactory(ProgrammePageFactory)
    start = date(2026, 3, 2)
