"""The demo's agenda: what the network's people came together for, and what they will."""

from ..text import T
from .administrators import FIRST_TIME, GATHERING
from .challenges import CHALLENGES
from .coming import COMING
from .people import ORGANISATIONS, PEOPLE
from .places import PLACES
from .region import PUBLICATION, SERIES, STRATEGY

TITLE = T("Agenda", "Agenda")
LEAD = T(
    "Waar u elkaar kunt ontmoeten, en wat er van eerdere bijeenkomsten is gekomen.",
    "Where you can meet each other, and what became of earlier gatherings.",
)
GATHERINGS = (FIRST_TIME, GATHERING, *COMING)

__all__ = [
    "CHALLENGES",
    "GATHERINGS",
    "LEAD",
    "ORGANISATIONS",
    "PEOPLE",
    "PLACES",
    "PUBLICATION",
    "SERIES",
    "STRATEGY",
    "TITLE",
]
