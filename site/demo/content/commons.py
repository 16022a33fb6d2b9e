"""What the network has in common: its partners and people, its themes, its challenges and its publications."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from .relations import By, Relations, With
from .text import Body, T, bullets, heading, paragraph

PARTNERS_TITLE = T("Partners", "Partners")
PARTNERS_LEAD = T(
    "Geen organisatie krijgt dit alleen voor elkaar. Dit zijn de partners van het netwerk, en wie er verder meedoet.",
    "No organisation gets this done alone. These are the partners of the network, and who else takes part.",
)
PEOPLE_TITLE = T("Mensen", "People")
PEOPLE_LEAD = T(
    "Achter elke leergang, kring en bijeenkomst staan mensen. Bij elke naam leest u wat iemand heeft bijgedragen.",
    "Behind every course, circle and gathering there are people. With each name you read what they contributed.",
)
CHALLENGES_TITLE = T("Opgaven", "Challenges")
CHALLENGES_LEAD = T(
    "Een opgave is een vraag uit de regio waar geen organisatie alleen uitkomt. Bij elke opgave ziet u wat er al is "
    "gedaan.",
    "A challenge is a question from the region that no organisation can solve alone. With each you see what has been "
    "done about it.",
)
PUBLICATIONS_TITLE = T("Publicaties", "Publications")
PUBLICATIONS_LEAD = T(
    "Wat wij leren, schrijven wij op. Wat nog komt, staat er ook al bij.",
    "What we learn, we write down. What is still to come is named here, too.",
)
THEMES_TITLE = T("Thema's", "Themes")
THEMES_LEAD = T(
    "Drie focusgebieden geven ons werk richting. Bij elk thema vindt u het nieuws, de leergangen en de bijeenkomsten "
    "die erover gaan.",
    "Three focus areas give our work its direction. With each theme you find the news, the courses and the gatherings "
    "that are about it.",
)


@dataclass(frozen=True)
class Theme:
    """The page of a focus area, which is named by its key."""

    focus_area: str
    lead: T
    picture: str
    body: Body


THEMES = (
    Theme(
        "prevention",
        T(
            "Gezond blijven lukt beter in een buurt waar mensen elkaar kennen. Daarom beginnen wij in de wijk, lang "
            "voordat iemand patiënt wordt.",
            "Staying well is easier where neighbours know each other. So we begin in the neighbourhood, long before "
            "anybody becomes a patient.",
        ),
        "neighbourhood",
        (
            paragraph(
                "Welke buurt heeft hulp het hardst nodig? Dat laat een "
                '<a href="term:hot-spots">brandhaardenanalyse</a> zien. Daarna gaan huisarts, welzijnswerk en gemeente '
                'samen langs de deuren. Zo werken zij aan <a href="term:phm">de gezondheid van de hele wijk</a>.',
                "Which area needs help most? "
                'A <a href="term:hot-spots">hot-spot analysis</a> shows it. Then the GP, welfare workers and the city '
                'go from door to door together. So they work on <a href="term:phm">the health of everybody in the '
                "neighbourhood</a>.",
            ),
        ),
    ),
    Theme(
        "digital",
        T(
            "Een controle op afstand, een plan dat iedere hulpverlener kan lezen: techniek kan zorg rustiger maken. "
            "Als iedereen ermee overweg kan.",
            "A check-up from home, a plan that every professional can read: technology can make care calmer. Provided "
            "that everybody can use it.",
        ),
        "video",
        (
            paragraph(
                "Wij beginnen bij de vraag, en dan pas bij het apparaat. Wie niet digitaal is of wil zijn, krijgt "
                "dezelfde zorg op een andere manier.",
                "We begin with the question, and only then with the device. Those who are not online, or don't want "
                "to be, get the same care in another way.",
            ),
        ),
    ),
    Theme(
        "work",
        T(
            "Goede zorg staat of valt met mensen die hun werk graag doen. Wij zoeken uit wat hen aantrekt, en vooral "
            "wat hen houdt.",
            "Good care stands or falls with people who like their work. We find out what draws them, and above all "
            "what keeps them.",
        ),
        "corridor",
        (
            paragraph(
                "Overstappen zonder opnieuw te beginnen, leren tijdens het werk, een dienst ruilen met de buren: "
                "kleine afspraken tussen organisaties maken een groot verschil.",
                "Changing jobs without starting all over, learning at work, swapping a shift with the neighbours: "
                "small agreements between organisations make a big difference.",
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Publication:
    """Something to read; `lines` are its paper, where it has one of its own."""

    title: T
    lead: T
    kind: Literal["report", "factsheet", "article", "tool"]
    date: datetime.date
    body: Body
    lines: tuple[str, ...]
    relations: Relations = field(default=Relations())


FACTSHEET = Publication(
    T("Factsheet: de eerste leergang", "Factsheet: the first course"),
    T(
        "Wat leverde de leergang van 2022 op? De cijfers en de lessen op één bladzijde, in het Nederlands.",
        "What did the course of 2022 bring? The figures and the lessons on one page, in Dutch.",
    ),
    "factsheet",
    datetime.date(2023, 2, 14),
    (
        heading("In het kort", "In brief"),
        bullets(
            (
                "ruim dertig professionals deden mee;",
                "zij werkten aan vragen uit drie focusgebieden;",
                "de leergang krijgt een vervolg.",
            ),
            (
                "over thirty professionals took part;",
                "they worked on questions from three focus areas;",
                "the course will have a sequel.",
            ),
        ),
    ),
    (
        "Samen Leren Transformeren",
        "De eerste leergang van de Health Hub Academy, 2022",
        "Ruim dertig professionals van de partners deden mee.",
        "Zij werkten aan drie focusgebieden: Wijkgerichte preventie,",
        "Digitale transformatie en Aantrekkelijke arbeidsmarkt.",
        "Les 1: begin bij een vraag uit uw eigen werk.",
        "Les 2: neem de tijd om elkaar te leren kennen.",
        "Les 3: vertel ook wat er misging.",
        "Deze factsheet hoort bij een voorbeeldsite.",
    ),
    Relations(
        people=(By("Noor Zonnewerf", "author", "Universiteit Utrecht", T("hoofddocent", "lead lecturer")),),
        organisations=(With("Universiteit Utrecht", "author"),),
        focus_areas=("prevention", "digital", "work"),
    ),
)

CONTACT_PEOPLE = Relations(
    people=(
        By("Sanne Korenlicht", "contact", "Gemeente Utrecht", T("over meedoen", "about taking part")),
        By(
            "Noor Zonnewerf",
            "contact",
            "Universiteit Utrecht",
            T("over de academie", "about the academy"),
        ),
    )
)

EVIDENCE = {
    "Partners ontmoeten elkaar en gaan samen aan de slag": "partners",
    "Iedereen spreekt dezelfde taal": "glossary",
    "Op elk focusgebied loopt een programma voor verandering": "themes",
}
"""The pages that show what came of a phase's goal, by the goal in Dutch."""
