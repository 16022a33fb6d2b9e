"""A platform of knowledge circles, one circle with its first gathering, and the questions that it learns about."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from .relations import By, Relations, With
from .text import Body, T, heading, paragraph

ORGANISATIONS = (("HealthKIC", "other"),)


@dataclass(frozen=True)
class Platform:
    """A knowledge platform."""

    title: T
    lead: T
    goal: T
    idea: T
    relations: Relations


PLATFORM = Platform(
    T("Kennisplein HealthKIC", "HealthKIC knowledge platform"),
    T(
        "Een plek waar regio's van elkaar leren. Het plein bestaat uit kringen: vaste groepen die een tijd samen "
        "optrekken rond hun vragen.",
        "A place where regions learn from each other. The platform is made of circles: steady groups that spend some "
        "time together on their questions.",
    ),
    T(
        "Met de voorlopers uitvinden wat regio's nodig hebben om de stap van zorg naar gezondheid te zetten.",
        "To find out with the front runners what regions need to take the step from care to health.",
    ),
    T(
        "Population Health Management: kijken naar de gezondheid van een hele groep, en daar samen naar handelen.",
        "Population Health Management: look at the health of a whole group, and act on it together.",
    ),
    Relations(organisations=(With("HealthKIC", "initiator"),), focus_areas=("prevention",)),
)

TITLE = T("Kenniskring HealthKIC-regio's", "Knowledge circle of the HealthKIC regions")
LEAD = T(
    "Mensen uit verschillende regio's brengen mee waar zij in vastlopen. Ze zoeken uit wat werkt, en delen het met wie "
    "nog moet beginnen.",
    "People from different regions bring along what they get stuck on. They find out what works, and share it with "
    "those who have yet to begin.",
)
REGIONS = T("De regio's van HealthKIC", "The regions of HealthKIC")
BODY: Body = (
    heading("Zo werkt de kring", "How the circle works"),
    paragraph(
        "De kring heeft geen vaste agenda. Elke bijeenkomst kiest de vragen voor de volgende. Een vraag die een "
        "antwoord heeft, blijft staan: wie later komt, hoeft hem niet opnieuw te stellen.",
        "The circle has no fixed agenda. Every gathering chooses the questions for the next. A question that has been "
        "answered stays on the list: those who come later need not ask it again.",
    ),
)
RELATIONS = Relations(
    people=(
        By(
            "Sanne Korenlicht",
            "facilitator",
            "Gemeente Utrecht",
            T("begeleider van de kring", "facilitator of the circle"),
        ),
    ),
    organisations=(With("HealthKIC", "organiser"), With("UMC Utrecht", "member"), With("Gemeente Utrecht", "member")),
    ties=("phase-1",),
    focus_areas=("prevention",),
)


@dataclass(frozen=True)
class Place:
    """A venue."""

    name: str
    address: str
    town: str
    accessibility: T


VENUE = Place(
    "Landgoed Zonneoord",
    "",
    "Ede",
    T(
        "Bel vooraf als u met een rolstoel komt: dan wijzen we u de ingang zonder drempel.",
        "Call beforehand if you come in a wheelchair: we will show you the entrance without a step.",
    ),
)


@dataclass(frozen=True)
class AgendaItem:
    """A part of the afternoon."""

    time: datetime.time
    kind: Literal["talk", "table", "break", "other"]
    title: T
    text: T


@dataclass(frozen=True)
class Gathering:
    """A gathering of the circle."""

    title: T
    lead: T
    day: datetime.date
    starts: datetime.time
    ends: datetime.time
    participants_from: T
    agenda: tuple[AgendaItem, ...]
    conclusion: T
    relations: Relations


GATHERING = Gathering(
    T("Eerste bijeenkomst van de kenniskring", "First gathering of the knowledge circle"),
    T(
        "Een middag in Ede: eerst een inleiding over brandhaarden, daarna in gesprek over de vragen van elke regio.",
        "An afternoon in Ede: an introduction to hot spots first, then a conversation about each region's questions.",
    ),
    datetime.date(2022, 10, 3),
    datetime.time(13),
    datetime.time(17),
    T("De regio's van HealthKIC", "The regions of HealthKIC"),
    (
        AgendaItem(
            datetime.time(13, 15),
            "talk",
            T("Inleiding: werken met een brandhaardenanalyse", "Introduction: working with a hot-spot analysis"),
            T(
                "Waar stapelen problemen zich op, en hoe vind je dat?",
                "Where do problems pile up, and how do you tell?",
            ),
        ),
        AgendaItem(
            datetime.time(14, 15), "break", T("Pauze", "Break"), T("Koffie, en een rondje tuin.", "Coffee, and a walk.")
        ),
        AgendaItem(
            datetime.time(14, 45),
            "table",
            T("In gesprek: welke vragen delen we?", "Conversation: which questions do we share?"),
            T("Elke tafel kiest er drie voor de komende tijd.", "Every table chooses three for the time to come."),
        ),
    ),
    T(
        "De regio's kozen drie thema's om samen verder uit te zoeken, en een paar spraken meteen af om elkaar op te "
        "zoeken.",
        "The regions chose three themes to look into together, and some agreed at once to visit each other.",
    ),
    Relations(
        people=(By("Amina Brugwachter", "speaker", "UMC Utrecht"), By("Sanne Korenlicht", "chair")),
        organisations=(With("HealthKIC", "organiser"),),
        focus_areas=("prevention",),
    ),
)


@dataclass(frozen=True)
class Question:
    """A learning question, and what is known of its answer."""

    text: T
    status: Literal["open", "explored", "answered"] = "open"
    answer: T | None = None
    answer_page: str | None = None


@dataclass(frozen=True)
class Theme:
    """What the circle learns about."""

    title: T
    lead: T
    questions: tuple[Question, ...]
    relations: Relations


THEMES = (
    Theme(
        T("Besturen en organiseren", "Governing and organising"),
        T("Hoe een overleg een organisatie wordt die blijft.", "How a meeting becomes an organisation that lasts."),
        (
            Question(T("Hoe groeit een stuurgroep uit tot een AHO?", "How does a steering group grow into an AHO?")),
            Question(
                T("Hoe verdelen we het werk onder elkaar?", "How do we share out the work?"),
                "explored",
                T(
                    "Twee regio's proberen nu elk een eigen verdeling.",
                    "Two regions are each trying a division of labour.",
                ),
            ),
            Question(T("Hoe houden we het vol als mensen wisselen?", "How do we keep going when people change jobs?")),
            Question(
                T("Wat doe je als belangen botsen?", "What do you do when interests collide?"),
                "explored",
            ),
        ),
        Relations(focus_areas=("work",)),
    ),
    Theme(
        T("Samen maken met inwoners en professionals", "Making it together with residents and professionals"),
        T("Wie erover gaat, doet mee vanaf het begin.", "Those it is about take part from the start."),
        (
            Question(
                T("Hoe bereik je inwoners die nooit reageren?", "How do you reach residents who never respond?"),
                "answered",
                T(
                    "Ga naar de plek waar ze al komen, en neem iemand mee die ze kennen.",
                    "Go where they already are, and bring somebody they know.",
                ),
            ),
            Question(T("Wat maakt meedoen de moeite waard voor inwoners?", "What makes it worth residents' while?")),
            Question(
                T("Hoe sluit je aan bij wat inwoners zelf al doen?", "How do you join what residents already do?"),
                "answered",
                None,
                "circle-gathering",
            ),
        ),
        Relations(focus_areas=("prevention",)),
    ),
    Theme(
        T("Een routekaart voor de regio", "A road map for the region"),
        T("Van een gedeeld beeld naar een eerste stap.", "From a shared picture to a first step."),
        (
            Question(T("Hoe komt er vaart in?", "How do you pick up speed?")),
            Question(
                T("Wie bepaalt de volgende stap?", "Who decides on the next step?"),
                "answered",
                T("Wie de stap zet, met ruggensteun van de rest.", "Whoever takes it, with the backing of the rest."),
            ),
            Question(T("Wat staat er op een routekaart, en wat niet?", "What is on a road map, and what isn't?")),
        ),
        Relations(focus_areas=("digital",)),
    ),
)

AGENDA_TITLE = T("Leeragenda", "Learning agenda")
AGENDA_LEAD = T(
    "Alle vragen waar mensen in het netwerk samen een antwoord op zoeken, en de antwoorden die er al zijn.",
    "All the questions that people in the network try to answer together, and the answers that are there already.",
)
