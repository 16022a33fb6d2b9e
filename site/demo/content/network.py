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
    """A real organisation; `partner_since` is the first year of its partnership, None when it has none."""

    name: str
    kind: Literal["hospital", "university", "municipality", "welfare", "other"]
    partner_since: int | None = None


ORGANISATIONS = (
    Organisation("Diakonessenhuis", "hospital", 2019),
    Organisation("Gemeente Utrecht", "municipality"),
    Organisation("HAN University of Applied Sciences", "university"),
    Organisation("HealthKIC", "other"),
    Organisation("Rabobank", "other"),
    Organisation("Reinaerde", "welfare"),
    Organisation("Sociaal Creatieve Raad", "other"),
    Organisation("UMC Utrecht", "hospital"),
    Organisation("Universiteit Utrecht", "university"),
    Organisation("Universiteit voor Humanistiek", "university"),
)


@dataclass(frozen=True)
class Person:
    """Somebody invented, with what they do and where."""

    name: str
    role: T
    organisation: str


PEOPLE = (
    Person("Noor Zonnewerf", T("hoofddocent", "lead lecturer"), "Universiteit Utrecht"),
    Person("Teun Lindepad", T("wijkverpleegkundige", "district nurse"), "Diakonessenhuis"),
    Person("Amina Brugwachter", T("adviseur digitale zorg", "digital care adviser"), "UMC Utrecht"),
    Person("Joris van de Fictie", T("begeleider", "support worker"), "Reinaerde"),
    Person("Sanne Korenlicht", T("beleidsadviseur", "policy adviser"), "Gemeente Utrecht"),
    Person("Yusuf Havenwijk", T("sociaal ontwerper", "social designer"), "Sociaal Creatieve Raad"),
)
