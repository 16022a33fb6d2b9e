"""The network, its focus areas, the organisations around it, and people who do not exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .text import T

NAME = "Health Hub Utrecht"
TAGLINE = T("Samen op weg naar een gezond en gelukkig Utrecht", "Together towards a healthy and happy Utrecht")
POSTAL_ADDRESS = "Health Hub Utrecht\nVoorbeeldwerf 2030\n0000 AA Utrecht"
CONTACT_ADDRESS = "info@healthhub.example"


@dataclass(frozen=True)
class FocusArea:
    """A theme of the network; other content refers to it by its key."""

    key: str
    name: T
    description: T


FOCUS_AREAS = (
    FocusArea(
        "prevention",
        T("Wijkgerichte preventie", "Neighbourhood prevention"),
        T(
            "Gezond blijven begint in de eigen straat: bij buren, de huisarts en het buurthuis.",
            "Staying well starts in your own street: with neighbours, the GP and the community centre.",
        ),
    ),
    FocusArea(
        "digital",
        T("Digitale transformatie", "Digital transformation"),
        T(
            "Techniek die zorg dichterbij brengt, en die iedereen kan gebruiken.",
            "Technology that brings care closer, and that everybody can use.",
        ),
    ),
    FocusArea(
        "work",
        T("Aantrekkelijke arbeidsmarkt", "Attractive labour market"),
        T(
            "Werk in zorg en welzijn waar mensen graag beginnen, leren en blijven.",
            "Jobs in health and welfare that people like to start in, learn in and stay in.",
        ),
    ),
)


@dataclass(frozen=True)
class Organisation:
    """An organisation; `partner_since` is the first year of its partnership, None when it has none.

    One that is called after an example is invented: of those that exist, only partnerships are told that are known.
    """

    name: str
    kind: Literal["hospital", "university", "municipality", "welfare", "other"]
    partner_since: int | None = None
    description: T | None = None
    region: str = ""
    website: str = ""


ORGANISATIONS = (
    Organisation(
        "Diakonessenhuis",
        "hospital",
        2019,
        T(
            "Ziekenhuis met vestigingen in Utrecht, Zeist en Doorn.",
            "Hospital with locations in Utrecht, Zeist and Doorn.",
        ),
        "Utrecht",
        "https://www.diakonessenhuis.nl/",
    ),
    Organisation(
        "Gemeente Utrecht",
        "municipality",
        description=T(
            "De stad, die ook gaat over wonen, groen en welzijn.",
            "The city, whose work includes housing, green space and welfare.",
        ),
        region="Utrecht",
    ),
    Organisation(
        "HAN University of Applied Sciences",
        "university",
        description=T(
            "Hogeschool in Arnhem en Nijmegen, met lectoren die met de praktijk onderzoek doen.",
            "University of applied sciences in Arnhem and Nijmegen, whose professors do research with the field.",
        ),
        region="Gelderland",
    ),
    Organisation("HealthKIC", "other"),
    Organisation("Rabobank", "other"),
    Organisation(
        "Reinaerde",
        "welfare",
        description=T(
            "Ondersteunt mensen met een beperking in de provincie Utrecht.",
            "Supports people with disabilities in the province of Utrecht.",
        ),
        region="Utrecht",
    ),
    Organisation("Sociaal Creatieve Raad", "other"),
    Organisation(
        "UMC Utrecht",
        "hospital",
        description=T(
            "Academisch ziekenhuis, waar zorg, onderzoek en onderwijs samenkomen.",
            "University hospital, where care, research and teaching meet.",
        ),
        region="Utrecht",
    ),
    Organisation(
        "Universiteit Utrecht",
        "university",
        description=T(
            "Onderzoekt en onderwijst, ook over samenwerken aan ingewikkelde vragen.",
            "Does research and teaches, also on working together on tangled questions.",
        ),
        region="Utrecht",
    ),
    Organisation("Universiteit voor Humanistiek", "university", region="Utrecht"),
    Organisation(
        "Hogeschool Voorbeeldwerf",
        "university",
        2020,
        T(
            "Leidt mensen op voor zorg en welzijn, en doet mee met onderzoek in de wijk.",
            "Trains people for health and welfare, and takes part in research in the neighbourhood.",
        ),
        "Utrecht",
    ),
    Organisation(
        "Huisartsen Voorbeeldstad",
        "welfare",
        2023,
        T(
            "Negentig huisartsen, die samen de avonden en de weekenden doen.",
            "Ninety GPs, who share the evenings and the weekends.",
        ),
        "Utrecht",
    ),
    Organisation(
        "Welzijn Voorbeeldpark",
        "welfare",
        2019,
        T(
            "Buurthuizen en buurtwerkers in vier wijken. Kent de mensen die geen loket kent.",
            "Community centres and workers in four neighbourhoods. Knows the people whom no desk knows.",
        ),
        "Utrecht",
    ),
    Organisation(
        "Woonstichting Voorbeeldhof",
        "other",
        2021,
        T(
            "Verhuurt twaalfduizend woningen, en bouwt waar mensen samen oud willen worden.",
            "Lets twelve thousand homes, and builds where people want to grow old together.",
        ),
        "Utrecht",
    ),
)


@dataclass(frozen=True)
class Job:
    """What somebody did somewhere in earlier years."""

    role: T
    organisation: str
    start: int
    end: int


@dataclass(frozen=True)
class Person:
    """Somebody invented, with what they do and where, since when, and what they did before that."""

    name: str
    role: T
    organisation: str
    since: int | None = None
    before: Job | None = None
    email: str = ""
    phone: str = ""


PEOPLE = (
    Person(
        "Noor Zonnewerf",
        T("hoofddocent", "lead lecturer"),
        "Universiteit Utrecht",
        2021,
        Job(T("verpleegkundige", "nurse"), "Diakonessenhuis", 2014, 2021),
        "noor.zonnewerf@example.org",
        "030 000 00 01",
    ),
    Person("Teun Lindepad", T("wijkverpleegkundige", "district nurse"), "Diakonessenhuis", 2018),
    Person(
        "Amina Brugwachter",
        T("adviseur digitale zorg", "digital care adviser"),
        "UMC Utrecht",
        2020,
        Job(T("onderzoeker", "researcher"), "Universiteit Utrecht", 2015, 2020),
    ),
    Person("Joris van de Fictie", T("begeleider", "support worker"), "Reinaerde"),
    Person(
        "Sanne Korenlicht",
        T("beleidsadviseur", "policy adviser"),
        "Gemeente Utrecht",
        2019,
        email="sanne.korenlicht@example.org",
        phone="030 000 00 02",
    ),
    Person("Yusuf Havenwijk", T("sociaal ontwerper", "social designer"), "Sociaal Creatieve Raad"),
)
