"""A region that learns: the course of 2020 to 2025, and the six sessions that it began with."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ..relations import By, Relations, With
from ..text import Body, T, bullets, heading, paragraph
from .kinds import Coalition, Gathering, Question, Step, Theme

WORK = Relations(focus_areas=("work",))
PEOPLE = (
    By("Liselot Dijkvonk", "supervisor", "UtrechtZorg", T("adviseur", "adviser")),
    By("Wieke Boterbloem", "contact", "UtrechtZorg", T("adviseur leren", "adviser on learning")),
    By("Tarik Molenwiek", "contact", "UtrechtZorg", T("projectleider", "project leader")),
)


@dataclass(frozen=True)
class Strategy:
    """A course that partners have set for some years."""

    title: T
    lead: T
    start_year: int
    end_year: int
    body: Body
    coalitions: tuple[Coalition, ...]
    relations: Relations


STRATEGY = Strategy(
    T("Samenwerken aan een lerende regio", "Working together on a learning region"),
    T(
        "Van 2020 tot en met 2025 trekken zorg, welzijn, onderwijs en overheid samen op. Wat de een leert, hoeft de "
        "ander niet opnieuw uit te vinden.",
        "From 2020 to 2025 health, welfare, education and government work side by side. What one learns, another need "
        "not invent again.",
    ),
    2020,
    2025,
    (
        paragraph(
            "Veel projecten laten zien dat het anders kan. Daarna stopt het geld, en begint iemand anders van voren "
            "af aan. Deze koers is bedoeld voor de lange adem: minder losse projecten, meer afspraken die blijven.",
            "Many projects show that things can be different. Then the money stops, and somebody else begins all over "
            "again. This course is meant for the long haul: fewer separate projects, more agreements that last.",
        ),
        heading("Drie thema's", "Three themes"),
        bullets(
            (
                "<b>De kandidaat centraal:</b> een weg naar werk in zorg en welzijn, voor wie dat wil.",
                "<b>Een cultuur van leren:</b> tijd en ruimte om te blijven leren, ook na twintig jaar.",
                "<b>Nieuwe vormen van opleiden:</b> een opleiding die bij de mens past, en niet andersom.",
            ),
            (
                "<b>The candidate comes first:</b> a way into health and welfare, for those who want it.",
                "<b>A culture of learning:</b> time and room to keep learning, even after twenty years.",
                "<b>New ways of training:</b> training that fits the person, and not the other way round.",
            ),
        ),
    ),
    (
        Coalition(
            T("De kandidaat centraal", "The candidate comes first"),
            T("UtrechtZorg", "UtrechtZorg"),
            T("Zorgorganisaties, scholen en de regionale overheid", "Care organisations, schools, regional government"),
        ),
        Coalition(
            T("Leer- en ontwikkelcultuur", "Culture of learning and development"),
            T("Wordt nog gekozen", "Still to be chosen"),
            T("Zorgorganisaties en private partijen", "Care organisations and private parties"),
        ),
        Coalition(
            T("Nieuwe leer- en opleidingsconcepten", "New concepts of learning and training"),
            T("Wordt nog gekozen", "Still to be chosen"),
            T("Scholen en zorgorganisaties", "Schools and care organisations"),
        ),
    ),
    Relations(people=PEOPLE, organisations=(With("UtrechtZorg", "initiator"),), focus_areas=("work",)),
)


@dataclass(frozen=True)
class Publication:
    """A publication that has been announced."""

    title: T
    lead: T
    relations: Relations


PUBLICATION = Publication(
    T("Rapport: Samenwerken aan een lerende regio", "Report: Working together on a learning region"),
    T(
        "De opbrengst van zes ontwikkelsessies, in één boekje. Het is aangekondigd, en verschijnt op deze plek.",
        "The yield of six development sessions, in one booklet. It has been announced, and will appear here.",
    ),
    Relations(organisations=(With("UtrechtZorg", "author"),), ties=("region",), focus_areas=("work",)),
)

HALF_PAST_THREE, FIVE = datetime.time(15, 30), datetime.time(17)


def _session(number: int, month: int, day: int, title: T, lead: T) -> Gathering:
    return Gathering(
        f"region-{number}",
        title,
        lead,
        datetime.date(2021, month, day),
        HALF_PAST_THREE,
        FIVE,
        is_online=True,
        admission="registration",
        relations=WORK,
    )


@dataclass(frozen=True)
class Series:
    """Sessions that belong together."""

    title: T
    lead: T
    start: datetime.date
    end: datetime.date
    participants: int
    participants_from: T
    body: Body
    conclusion: T
    outcome: Body
    steps: tuple[Step, ...]
    themes: tuple[Theme, ...]
    sessions: tuple[Gathering, ...]
    relations: Relations


SERIES = Series(
    T("Zes ontwikkelsessies", "Six development sessions"),
    T(
        "In het voorjaar van 2021 dachten mensen uit de hele sector online na over leren en ontwikkelen in de regio.",
        "In the spring of 2021 people from the whole sector met online, to think about learning in the region.",
    ),
    datetime.date(2021, 1, 14),
    datetime.date(2021, 3, 11),
    200,
    T(
        "Zorg en welzijn, onderwijs, regionale overheid en private partijen",
        "Health and welfare, education, regional government and private parties",
    ),
    (
        paragraph(
            "Elke sessie had dezelfde opbouw: een kort verhaal, een vraag, en dan in kleine groepen verder. Wie wilde, "
            "kwam zes keer. Wie één middag had, was net zo welkom.",
            "Each session went the same way: a short talk, a question, and then on in small groups. Those who wanted "
            "to came six times. Those with one afternoon to spare were just as welcome.",
        ),
    ),
    T(
        "Samen optrekken is geen gunst aan de ander. Het helpt de regio, de sector en de eigen organisatie.",
        "Working together is no favour to others. It helps the region, the sector and one's own organisation.",
    ),
    (
        paragraph(
            "De thema's raakten wat er op de werkvloer speelt. In de groepen kwamen dromen op tafel, en ook de lastige "
            "kanten: wie betaalt, wie heeft tijd, en wie begint?",
            "The themes matched what happens at work. In the groups there were dreams on the table, and the hard parts "
            "as well: who pays, who has time, and who begins?",
        ),
    ),
    (
        Step(
            T("Alle inbreng bundelen in een publicatie", "Gather all contributions in a publication"),
            T("UtrechtZorg", "UtrechtZorg"),
            "under_way",
            result="region-publication",
        ),
        Step(
            T("Een actieagenda voor de regio vaststellen", "Settle an action agenda for the region"),
            T("Alle deelnemers samen", "All participants together"),
        ),
        Step(
            T(
                "Ontwikkelcoalities vormen die het leerlandschap verder ontwerpen",
                "Form coalitions that go on designing how the region learns",
            ),
            T("Alle deelnemers samen", "All participants together"),
        ),
    ),
    (
        Theme(
            T("Thema: de kandidaat centraal", "Theme: the candidate comes first"),
            T("Iedereen die het kan en wil, vindt een plek.", "Everybody who can and wants to finds a place."),
            (
                Question(
                    T(
                        "Hoe maken leren en ontwikkelen de zorg bereikbaar voor elke kandidaat?",
                        "How do learning and development open up care to every candidate?",
                    ),
                    "explored",
                ),
            ),
            WORK,
        ),
        Theme(
            T("Thema: leer- en ontwikkelcultuur", "Theme: a culture of learning and development"),
            T("Leren hoort bij het werk.", "Learning is a part of the job."),
            (
                Question(
                    T(
                        "Hoe maak je ruimte om een leven lang te leren in zorg en welzijn?",
                        "How do you make room for lifelong learning in health and welfare?",
                    ),
                    "explored",
                ),
            ),
            WORK,
        ),
        Theme(
            T("Thema: nieuwe leer- en opleidingsconcepten", "Theme: new concepts of learning and training"),
            T("Niet iedereen leert op dezelfde manier.", "Not everybody learns in the same way."),
            (
                Question(
                    T(
                        "Hoe zetten we de stap naar leren op maat?",
                        "How do we take the step towards personalised learning?",
                    ),
                    "open",
                ),
            ),
            WORK,
        ),
    ),
    (
        _session(
            1,
            1,
            14,
            T("Sessie 1: een gezamenlijke visie", "Session 1: a shared vision"),
            T("Hoe ziet een regio eruit die blijft leren?", "What does a region look like that keeps learning?"),
        ),
        _session(
            2,
            1,
            28,
            T("Sessie 2: de kandidaat", "Session 2: the candidate"),
            T("Wie wil er in de zorg werken, en komt er nu niet in?", "Who wants to work in care, and can't get in?"),
        ),
        _session(
            3,
            2,
            4,
            T("Sessie 3: tijd om te leren", "Session 3: time to learn"),
            T("Leren onder werktijd: hoe doen anderen dat?", "Learning during working hours: how do others do it?"),
        ),
        _session(
            4,
            2,
            11,
            T("Sessie 4: opleiden op maat", "Session 4: training made to measure"),
            T(
                "Van één lesrooster voor iedereen naar een eigen route.",
                "From one timetable for all to one's own route.",
            ),
        ),
        _session(
            5,
            2,
            25,
            T("Sessie 5: wat willen we bereiken?", "Session 5: what do we want to achieve?"),
            T("De ambities, en wat ze vragen van elke organisatie.", "The ambitions, and what they ask of everybody."),
        ),
        _session(
            6,
            3,
            11,
            T("Sessie 6: wie doet wat?", "Session 6: who does what?"),
            T("Alles bij elkaar, en de eerste afspraken.", "All of it together, and the first agreements."),
        ),
    ),
    Relations(people=PEOPLE, organisations=(With("UtrechtZorg", "organiser"),), focus_areas=("work",)),
)
