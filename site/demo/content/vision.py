"""The vision with its principles and criteria, and the three phases that lead to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .text import Body, Quote, T, heading, paragraph

TITLE = T("Onze visie", "Our vision")
NAME = "Utrecht Gelukkig Gezond 2030"
TARGET_YEAR = 2030
PICTURE = "road"
LEAD = T(
    "In 2030 leven mensen in Utrecht gezonder en gelukkiger. Dat lukt alleen als organisaties over hun eigen grenzen "
    "heen kijken. Onze route telt drie fasen, en loopt van 2019 tot en met 2030.",
    "By 2030 people in Utrecht live healthier and happier lives. That takes organisations that look beyond their own "
    "walls. Our route has three phases and runs from 2019 to the end of 2030.",
)
MOTTO = T("Alleen gaat het soms sneller. Samen komen we verder.", "Alone may be quicker. Together we get further.")
BODY: Body = (
    heading("Vier soorten opgaven, één leven", "Four kinds of work, one life"),
    paragraph(
        "Een ziekenhuis denkt aan behandelen, een welzijnsorganisatie aan meedoen, een werkgever aan inkomen, een "
        "gemeente aan wonen en groen. Voor een bewoner hangt dat allemaal samen. Wie schulden heeft, slaapt slecht. "
        "Wie alleen is, wordt eerder ziek. Onze partners brengen daarom hun medische, sociale, economische en "
        "ruimtelijke kennis bij elkaar.",
        "A hospital thinks of treatment, a welfare organisation of taking part, an employer of income, a city of "
        "housing and green space. To a resident these are all connected. People in debt sleep badly. People who are "
        "lonely fall ill sooner. So our partners bring together what they know: medical, social, economic and "
        "spatial.",
    ),
    heading("Het hele leven telt", "All of life counts"),
    paragraph(
        "We richten ons niet op één ziekte of één vraag. Het gaat om de gewone dag, van opstaan tot slapengaan, en "
        "om alle leeftijden. Kleine veranderingen in die gewone dag maken vaak het grootste verschil.",
        "We do not aim at one illness or one need. It is about ordinary days, from getting up to going to bed, at "
        "every age. Small changes in an ordinary day often make the biggest difference.",
    ),
    Quote(
        T(
            "Eerst vroegen we wat iemand mankeert. Nu vragen we wat iemand graag wil doen.",
            "We used to ask what was wrong with someone. Now we ask what they would love to do.",
        ),
        T("een huisarts in de regio Utrecht", "a GP in the Utrecht region"),
    ),
)


@dataclass(frozen=True)
class Principle:
    """Something that the partners are convinced of."""

    title: T
    text: T


PRINCIPLES = (
    Principle(
        T("Van onderop én van bovenaf", "From the ground up and from the top down"),
        T(
            "We vragen pas iets van bewoners als onze eigen organisaties hun werk op elkaar hebben afgestemd.",
            "We ask something of residents only once our own organisations have lined up their work.",
        ),
    ),
    Principle(
        T("Een heel leven lang", "A whole life long"),
        T(
            "Van baby tot overgrootouder: we kijken naar het dagelijks leven en niet alleen naar een aandoening.",
            "From babies to great-grandparents: we look at daily life, not just at a condition.",
        ),
    ),
    Principle(
        T("Geen partner kan alles", "No partner can do it all"),
        T(
            "Wat de een niet in huis heeft, brengt de ander mee. Dat geven we eerlijk toe.",
            "What one partner lacks, another brings along. We are honest about that.",
        ),
    ),
)


@dataclass(frozen=True)
class Criterion:
    """A quality that every initiative must have, and what the partners do for it."""

    quality: T
    activity: T
    explanation: T


CRITERIA_RULE = T(
    "Een initiatief slaagt pas als het aan alle vier voldoet.", "An initiative succeeds only if it meets all four."
)
CRITERIA = (
    Criterion(
        T("Empathie", "Empathy"),
        T("Empathisch ontwerpen", "Design with empathy"),
        T(
            "We beginnen bij wat mensen meemaken, en ontwerpen het samen met hen.",
            "We start from what people go through, and design it with them.",
        ),
    ),
    Criterion(
        T("Ethiek", "Ethics"),
        T("Ethisch doordenken", "Think through the ethics"),
        T(
            "We bespreken vooraf voor wie iets goed is, en wie er misschien last van krijgt.",
            "We discuss beforehand whom it is good for, and whom it might harm.",
        ),
    ),
    Criterion(
        T("Efficiëntie", "Efficiency"),
        T("Efficiënt organiseren", "Organise efficiently"),
        T(
            "We verspillen geen tijd, geld of energie van medewerkers en bewoners.",
            "We waste no time, money or energy of staff and residents.",
        ),
    ),
    Criterion(
        T("Effectiviteit", "Effectiveness"),
        T("Effectief inzetten", "Put to effective use"),
        T(
            "We doen wat aantoonbaar helpt, op de plek waar het nodig is.",
            "We do what demonstrably helps, in the place that needs it.",
        ),
    ),
)


@dataclass(frozen=True)
class Goal:
    """What a phase should bring, and how far it is."""

    text: T
    status: Literal["planned", "under_way", "reached"]


@dataclass(frozen=True)
class Phase:
    """A stretch of years on the way to the vision."""

    number: int
    name: T
    start_year: int
    end_year: int
    lead: T
    goals: tuple[Goal, ...]


PHASES = (
    Phase(
        1,
        T("Samen Starten", "Starting Together"),
        2019,
        2022,
        T(
            "De partners leren elkaar kennen en beginnen met het eerste gezamenlijke werk. Ook leggen ze de basis "
            "onder het netwerk: afspraken, bestuur en geld.",
            "The partners get to know each other and begin their first work together. They also lay the base of the "
            "network: agreements, governance and money.",
        ),
        (
            Goal(
                T("Partners ontmoeten elkaar en gaan samen aan de slag", "Partners meet and set to work together"),
                "reached",
            ),
            Goal(T("Iedereen spreekt dezelfde taal", "Everybody speaks the same language"), "reached"),
            Goal(
                T(
                    "Er is een werkwijze die de stem van bewoners een vaste plek geeft, gemaakt met bewoners zelf",
                    "There is a way of working that gives residents a fixed say, made with residents themselves",
                ),
                "reached",
            ),
            Goal(
                T(
                    "Het fundament staat: netwerk, leidende principes, bestuur en financiering",
                    "The foundation is laid: network, guiding principles, governance and funding",
                ),
                "reached",
            ),
        ),
    ),
    Phase(
        2,
        T("Meters Maken", "Gaining Ground"),
        2023,
        2026,
        T(
            "Uit losse initiatieven groeien programma's die echt iets veranderen. De partners zoeken daarvoor ook "
            "steun bij het Rijk en de Europese Unie.",
            "Separate initiatives grow into programmes that really change something. For these the partners also "
            "look for support from the State and the European Union.",
        ),
        (
            Goal(
                T(
                    "Op elk focusgebied loopt een programma voor verandering",
                    "A programme for change is running in each focus area",
                ),
                "reached",
            ),
            Goal(
                T("Rijk en EU betalen flink mee", "The State and the EU pay a substantial share"),
                "under_way",
            ),
            Goal(
                T(
                    "Bewoners merken verschil in hun eigen wijk",
                    "Residents notice the difference in their own neighbourhood",
                ),
                "under_way",
            ),
        ),
    ),
    Phase(
        3,
        T("Doelen Halen", "Reaching Our Goals"),
        2027,
        2030,
        T(
            "Wat werkt, maken we beter en groter. En met alles wat we geleerd hebben, kijken we vooruit naar de tien "
            "jaar erna.",
            "What works, we make better and bigger. And with all that we have learnt, we look ahead to the ten years "
            "that follow.",
        ),
        (
            Goal(
                T("De programma's uit fase 2 zijn aangescherpt", "The programmes of phase 2 have been sharpened"),
                "planned",
            ),
            Goal(T("De programma's draaien overal in de regio", "The programmes run all over the region"), "planned"),
            Goal(
                T(
                    "De lessen zijn opgeschreven en voor iedereen te vinden",
                    "The lessons are written down for all to find",
                ),
                "planned",
            ),
            Goal(
                T(
                    "Er ligt een plan tot 2040, het jaar waarin ook veel nationale missies aflopen",
                    "There is a plan up to 2040, when many of the national missions end as well",
                ),
                "planned",
            ),
        ),
    ),
)
