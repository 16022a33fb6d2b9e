"""What a communications officer writes on a page of each type: its words in two languages, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
from news.models import ArticlePage, NewsIndexPage
from newsletter.models import NewsletterIndexPage
from pages.models import (
    AccessibilityStatementPage,
    BasePage,
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


@dataclass(frozen=True)
class T:
    """A text in both languages."""

    nl: str
    en: str


@dataclass(frozen=True)
class Block:
    """A block to add to a field: its name in the menu of blocks, where there is one, and its texts.

    A text's name is the path to it within the block; "" is the block itself.
    """

    field: str
    texts: dict[str, T]
    name: str = ""


def text(dutch: str, english: str) -> Block:
    """A paragraph in a body."""
    return Block("body", {"": T(dutch, english)}, "Tekst")


@dataclass(frozen=True)
class Recipe:
    """How a page of a type is written; what it isn't given, is left as the form has it."""

    page_type: type[BasePage]
    title: T
    below: type[BasePage] = HomePage
    """The type of the page that it is made below: the demo's home page, else the page made by that type's recipe."""
    lead: T | None = None
    texts: dict[str, T] = field(default_factory=dict)
    """Fields that are translated."""
    values: dict[str, str] = field(default_factory=dict)
    """Dates, numbers and choices, which are the same in every language."""
    chosen: dict[str, str] = field(default_factory=dict)
    """What is picked in a chooser, by its field; one of several rows is named `rows.field`."""
    blocks: tuple[Block, ...] = ()
    elsewhere: dict[str, T] = field(default_factory=dict)
    """Fields that are translated, and shown only where there are pages below it."""
    is_there: bool = False
    """The network has one and can have no second: the recipe adds to the page that the demo has."""

    @property
    def heading(self) -> T:
        """What the page is headed by: the home page by its statement, which stays as the demo has it."""
        return T("", "") if self.page_type is HomePage else self.title

    def words(self) -> Iterator[T]:
        """What a visitor reads on the page."""
        if not self.is_there:
            yield self.title
        if self.lead:
            yield self.lead
        yield from self.texts.values()
        for block in self.blocks:
            yield from block.texts.values()


FOCUS_AREA = "Gezond slapen"
VENUE = "Buurthuis De Ketel"

RECIPES = [
    Recipe(
        HomePage,
        T("Health Hub Utrecht", "Health Hub Utrecht"),
        blocks=(text("Vandaag staat de deur open.", "The door is open today."),),
        is_there=True,
    ),
    Recipe(
        PartnersPage,
        T("Partners", "Partners"),
        blocks=(text("Wie wil aansluiten, belt ons.", "Whoever wants to join calls us."),),
        is_there=True,
    ),
    Recipe(
        PeoplePage,
        T("Mensen", "People"),
        blocks=(text("Deze gezichten kom je tegen.", "These are the faces you meet."),),
        is_there=True,
    ),
    Recipe(
        NewsletterIndexPage,
        T("Nieuwsbrief", "Newsletter"),
        lead=T("Om de week een bericht, nooit vaker.", "A message every other week, never more often."),
        is_there=True,
    ),
    Recipe(
        VisionPage,
        T("Blik op 2050", "A look at 2050"),
        lead=T("Waar we over een generatie willen zijn.", "Where we want to be in a generation."),
        texts={"motto": T("Rustig aan, maar door", "Slowly, but onward")},
        elsewhere={"name": T("Ver vooruit", "Far ahead")},
        values={"target_year": "2050"},
        blocks=(
            text("Een kind van nu is dan volwassen.", "A child of today has grown up by then."),
            Block(
                "principles",
                {
                    "title": T("Buren eerst", "Neighbours first"),
                    "text": T("Zij zijn er al.", "They are there already."),
                },
            ),
            Block(
                "criteria",
                {
                    "quality": T("geduld", "patience"),
                    "activity": T("We wachten op elkaar", "We wait for each other"),
                    "explanation": T("Niemand loopt alleen vooruit.", "Nobody runs ahead alone."),
                },
            ),
        ),
    ),
    Recipe(
        PhasePage,
        T("Zaaien", "Sowing"),
        VisionPage,
        lead=T("De eerste jaren maken we de grond klaar.", "In the first years we prepare the ground."),
        values={"number": "1", "start_year": "2041", "end_year": "2044"},
        blocks=(Block("goals", {"text": T("Elke wijk heeft een tuin", "Every neighbourhood has a garden")}),),
    ),
    Recipe(
        StrategyPage,
        T("Koers voor de avond", "A course for the evening"),
        lead=T("Zorg na zessen, afgesproken voor vijf jaar.", "Care after six, agreed for five years."),
        values={"start_year": "2027", "end_year": "2031"},
        chosen={"focus_area_links.focus_area": FOCUS_AREA},
        blocks=(
            text("Wie overdag werkt, kan alleen dan.", "Whoever works by day can only come then."),
            Block(
                "coalitions",
                {
                    "theme": T("Late spreekuren", "Late surgeries"),
                    "lead": T("Huisartsen van de stad", "Family doctors of the city"),
                    "partners": T("Apotheken en buurtteams", "Pharmacies and neighbourhood teams"),
                },
            ),
        ),
    ),
    Recipe(
        ChallengeIndexPage,
        T("Vragen van de straat", "Questions from the street"),
        lead=T("Wat bewoners ons voorleggen.", "What residents put before us."),
        blocks=(text("Elke vraag heeft een eigen blad.", "Every question has a page of its own."),),
    ),
    Recipe(
        ChallengePage,
        T("Slapen naast het spoor", "Sleeping beside the railway"),
        ChallengeIndexPage,
        lead=T("Duizend woningen hebben last van nachttreinen.", "A thousand homes are troubled by night trains."),
        chosen={"focus_area_links.focus_area": FOCUS_AREA},
        blocks=(text("We meten een jaar lang mee.", "We measure along for a year."),),
    ),
    Recipe(
        FocusAreaIndexPage,
        T("Waar we op letten", "What we look at"),
        lead=T("De thema's, bij elkaar gezet.", "The themes, put together."),
        blocks=(text("Een thema blijft zolang het nodig is.", "A theme stays for as long as it is needed."),),
    ),
    Recipe(
        FocusAreaPage,
        T("Gezond slapen in de stad", "Sleeping well in the city"),
        FocusAreaIndexPage,
        lead=T("Alles wat we doen voor een betere nacht.", "All that we do for a better night."),
        chosen={"focus_area": FOCUS_AREA},
        blocks=(text("Een goede dag begint in bed.", "A good day begins in bed."),),
    ),
    Recipe(
        PublicationIndexPage,
        T("Leesplank", "Reading shelf"),
        lead=T("Wat we op papier hebben gezet.", "What we have put on paper."),
    ),
    Recipe(
        PublicationPage,
        T("Factsheet over de nacht", "Factsheet about the night"),
        PublicationIndexPage,
        lead=T("Cijfers over slapen, op één vel.", "Figures about sleep, on one sheet."),
        values={
            "kind": "factsheet",
            "status": "published",
            "date": "2026-10-05",
            "document_url": "https://example.org/nacht.pdf",
        },
        blocks=(text("De cijfers komen van de buurtteams.", "The figures are from the neighbourhood teams."),),
    ),
    Recipe(
        GlossaryPage,
        T("Woordenlijst", "Word list"),
        lead=T("Woorden die niet iedereen kent.", "Words that not everybody knows."),
        blocks=(text("Mist er een woord? Mail ons.", "Is a word missing? Mail us."),),
    ),
    Recipe(
        GlossaryTermPage,
        T("Slaapschuld", "Sleep debt"),
        GlossaryPage,
        lead=T("Wat je tekortkomt aan nachtrust.", "What you lack of a night's rest."),
        texts={
            "abbreviation": T("SSD", "SLD"),
            "explanation": T("De schuld groeit met elke korte nacht.", "The debt grows with every short night."),
        },
    ),
    Recipe(
        InformationPage,
        T("Zo werken we samen", "How we work together"),
        lead=T("Afspraken die iedereen kan lezen.", "Agreements that everybody can read."),
        chosen={"focus_area_links.focus_area": FOCUS_AREA},
        blocks=(
            Block("body", {"text": T("Wie beslist", "Who decides")}, "Kop"),
            text("Wie meedoet, stemt mee.", "Whoever takes part has a vote."),
        ),
    ),
    Recipe(
        ContactPage,
        T("Bel of schrijf", "Call or write"),
        lead=T("We nemen zelf op.", "We answer ourselves."),
        blocks=(text("Op vrijdag zijn we om vier uur weg.", "On Fridays we leave at four."),),
    ),
    Recipe(
        PrivacyPage,
        T("Uw gegevens bij ons", "Your data with us"),
        lead=T("Zo weinig mogelijk, zo kort mogelijk.", "As little as possible, as short as possible."),
        values={"changed_on": "2026-09-01"},
        blocks=(
            Block(
                "processing",
                {
                    "what": T("Naam op een presentielijst", "Name on an attendance list"),
                    "purpose": T("Weten wie er was", "Knowing who was there"),
                    "basis": T("Toestemming van wie tekent", "Consent of whoever signs"),
                    "retention": T("Een maand na de dag", "A month after the day"),
                },
            ),
        ),
    ),
    Recipe(
        AccessibilityStatementPage,
        T("Toegankelijkheid van onze app", "Accessibility of our app"),
        lead=T("Wat er kan, en wat nog niet.", "What works, and what doesn't yet."),
        texts={
            "scope": T("de app van het netwerk", "the app of the network"),
            "stated_by": T("De directeur van het netwerk", "The director of the network"),
        },
        values={"status": "B", "examined_on": "2026-08-03", "stated_on": "2026-08-10"},
        blocks=(
            Block(
                "issues",
                {
                    "criterion": T("1.4.3 Contrast van de klok", "1.4.3 Contrast of the clock"),
                    "description": T("De klok is te licht.", "The clock is too pale."),
                    "measure": T("We maken haar donkerder.", "We make it darker."),
                },
            ),
        ),
    ),
    Recipe(
        NewsIndexPage,
        T("Nieuws uit de wijken", "News from the neighbourhoods"),
        lead=T("Klein nieuws, dichtbij.", "Small news, nearby."),
    ),
    Recipe(
        ArticlePage,
        T("De eerste slaapkliniek is open", "The first sleep clinic is open"),
        NewsIndexPage,
        lead=T("Sinds maandag kan iedereen er terecht.", "Since Monday everybody can go there."),
        values={"kind": "retrospective", "date": "2026-11-02"},
        chosen={"focus_area_links.focus_area": FOCUS_AREA, "ties.target": "Sterke gemeenschappen in wijk en dorp"},
        blocks=(
            Block("body", {"text": T("Een zachte opening", "A soft opening")}, "Kop"),
            text("Er was thee, en het was stil.", "There was tea, and it was quiet."),
        ),
    ),
    Recipe(
        AcademyIndexPage,
        T("Avondschool", "Evening school"),
        lead=T("Leren na het werk.", "Learning after work."),
        blocks=(text("Neem een collega mee.", "Bring a colleague along."),),
    ),
    Recipe(
        ProgrammePage,
        T("Leren luisteren", "Learning to listen"),
        AcademyIndexPage,
        lead=T("Vijf avonden over het goede gesprek.", "Five evenings about the good conversation."),
        texts={
            "audience": T("wijkverpleegkundigen", "community nurses"),
            "eligibility": T("wie een jaar in de wijk werkt", "those who have worked in a neighbourhood for a year"),
            "methods": T("oefenen met acteurs", "practising with actors"),
        },
        values={"kind": "masterclass"},
        blocks=(
            Block("aims", {"text": T("Minder invullen voor een ander", "Presuming less for others")}),
            text("De groep blijft klein.", "The group stays small."),
        ),
    ),
    Recipe(
        EditionPage,
        T("Leren luisteren in het voorjaar", "Learning to listen in spring"),
        ProgrammePage,
        lead=T("De derde keer, nu aan het water.", "The third time, now at the waterside."),
        texts={"participants_from": T("thuiszorg en welzijn", "home care and welfare")},
        values={"start": "2027-04-06", "end": "2027-05-04", "participants": "14"},
        blocks=(text("We beginnen met soep.", "We begin with soup."),),
    ),
    Recipe(
        LearningAgendaPage,
        T("Alle vragen bijeen", "All questions together"),
        AcademyIndexPage,
        lead=T("Wat we nog niet weten.", "What we don't know yet."),
        blocks=(text("Wie een antwoord heeft, meldt zich.", "Whoever has an answer tells us."),),
    ),
    Recipe(
        KnowledgePlatformPage,
        T("Nachtwerkplaats", "Night workshop"),
        AcademyIndexPage,
        lead=T("Kringen die over de nacht leren.", "Circles that learn about the night."),
        texts={
            "goal": T("Iedereen slaapt zeven uur.", "Everybody sleeps for seven hours."),
            "guiding_idea": T("Rust is zorg.", "Rest is care."),
        },
        blocks=(text("Twee keer per jaar komen we bijeen.", "Twice a year we come together."),),
    ),
    Recipe(
        KnowledgeCirclePage,
        T("Kring van de nachtzusters", "Circle of the night nurses"),
        KnowledgePlatformPage,
        lead=T("Wie 's nachts werkt, leert van elkaar.", "Those who work at night learn from each other."),
        texts={"regions": T("stad en polder", "city and polder")},
        values={"openness": "closed"},
        blocks=(text("De kring telt twaalf mensen.", "The circle counts twelve people."),),
    ),
    Recipe(
        LearningThemePage,
        T("Licht op de afdeling", "Light on the ward"),
        KnowledgeCirclePage,
        lead=T("Wat licht doet met wie wakker ligt.", "What light does to those who lie awake."),
        values={"start": "2027-01-04", "end": "2027-06-28"},
        blocks=(
            Block("questions", {"text": T("Welke lamp stoort het minst?", "Which lamp disturbs the least?")}),
            text("We lenen lampen uit.", "We lend out lamps."),
        ),
    ),
    Recipe(
        AgendaPage,
        T("Avonden en nachten", "Evenings and nights"),
        lead=T("Wanneer we elkaar zien.", "When we see each other."),
    ),
    Recipe(
        SeriesPage,
        T("Drie nachtwandelingen", "Three night walks"),
        AgendaPage,
        lead=T("Door de stad als zij slaapt.", "Through the city while it sleeps."),
        texts={"shared_conclusion": T("De nacht is van iedereen.", "The night is everybody's.")},
        values={"start": "2026-03-02", "end": "2026-05-04", "planned_sessions": "3"},
        blocks=(
            text("Neem een lamp mee.", "Bring a lamp."),
            Block("outcome", {"": T("De route ligt er.", "The route is there.")}, "Tekst"),
            Block(
                "follow_up",
                {"text": T("Bankjes plaatsen", "Placing benches"), "owner": T("De gemeente", "The municipality")},
                "Volgende stap",
            ),
        ),
    ),
    Recipe(
        GatheringPage,
        T("Ontbijt na de nachtdienst", "Breakfast after the night shift"),
        AgendaPage,
        lead=T("Samen eten voor het naar bed gaan.", "Eating together before going to bed."),
        texts={"audience": T("wie 's nachts werkt", "those who work at night")},
        values={"start": "1-3-2027 7.30", "end": "01-03-2027 09:00", "admission": "registration"},
        chosen={"venue": VENUE, "previous": "Dag van de partners", "contributions.person": "Noor Zonnewerf"},
        blocks=(
            text("Er is brood van de bakker om de hoek.", "There is bread from the baker round the corner."),
            Block(
                "agenda",
                {"title": T("Brood bakken", "Baking bread"), "text": T("Met de buren.", "With the neighbours.")},
            ),
        ),
    ),
    Recipe(
        PitchPage,
        T("Een bed in het buurthuis", "A bed in the community centre"),
        GatheringPage,
        lead=T("Een rustplek voor wie nachten maakt.", "A place to rest for those who work nights."),
        texts={"outcome_question": T("Wie maakt het bed op?", "Who makes the bed?")},
        values={"number": "2"},
        blocks=(
            text("Een bed kost weinig.", "A bed costs little."),
            Block("outcome", {"": T("De kerk heeft er een over.", "The church has one to spare.")}, "Tekst"),
            Block("questions", {"": T("Wie betaalt de lakens?", "Who pays for the sheets?")}),
            Block("research_themes", {"": T("Slapen op het werk", "Sleeping at work")}),
            Block("follow_up", {"text": T("Matras ophalen", "Fetching a mattress")}, "Actie"),
        ),
    ),
]
