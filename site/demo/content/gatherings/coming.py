"""What is still to come, counted from the day of loading."""

from __future__ import annotations

import datetime

from ..relations import By, Relations, With
from ..text import T, bullets, paragraph
from .kinds import Gathering, Item

HUB = (With("Hogeschool Voorbeeldwerf", "organiser"),)

COMING = (
    Gathering(
        "coffee",
        T("Koffie met de buren van het vak", "Coffee with the neighbours of your profession"),
        T(
            "Een ochtend zonder presentaties. U schuift aan bij mensen die hetzelfde proberen als u, in een andere "
            "organisatie.",
            "A morning without presentations. You join people who are trying the same thing as you, in another "
            "organisation.",
        ),
        3,
        datetime.time(9, 30),
        datetime.time(11),
        place="wharf",
        audience=T("Iedereen die in de regio werkt of woont", "Everybody who works or lives in the region"),
        body=(
            paragraph(
                "U hoeft niets voor te bereiden. Aan elke tafel ligt een vraag uit het netwerk. Na een half uur "
                "wisselt u van tafel, en wie een goed gesprek heeft, blijft gewoon zitten.",
                "You need not prepare anything. On each table there is a question from the network. After half an "
                "hour you change tables, and those who are in the middle of a good talk simply stay.",
            ),
        ),
        relations=Relations(
            people=(By("Sanne Korenlicht", "contact", "Gemeente Utrecht"),),
            organisations=(With("Welzijn Voorbeeldpark", "organiser"), With("Gemeente Utrecht", "partner")),
            focus_areas=("prevention",),
        ),
    ),
    Gathering(
        "workshop",
        T("Werkplaats: één plan aan de keukentafel", "Workshop: one plan at the kitchen table"),
        T(
            "Hoe houdt u samen met een bewoner één plan bij? U oefent het, met mensen die het al een jaar doen.",
            "How do you keep one plan together with a resident? You practise it, with people who have done so for a "
            "year.",
        ),
        24,
        datetime.time(13),
        datetime.time(16, 30),
        place="wharf",
        is_online=True,
        audience=T("Wijkverpleging, huisartsen en welzijn", "District nursing, GPs and welfare"),
        admission="registration",
        registration_url="https://healthhub.example/aanmelden",
        register_until=17,
        body=(
            paragraph(
                "De middag is bedoeld voor wie aan de slag wil. Neem een voorbeeld uit uw eigen werk mee, zonder "
                "namen.",
                "The afternoon is meant for those who want to get going. Bring an example from your own work, "
                "without names.",
            ),
            bullets(
                ("Er is plaats voor zestig mensen.", "Online volgt u het eerste deel.", "Er is een tolk gebarentaal."),
                (
                    "There is room for sixty people.",
                    "Online you follow the first part.",
                    "There is a sign language interpreter.",
                ),
            ),
        ),
        agenda=(
            Item(
                datetime.time(13),
                "talk",
                T("Wat een jaar met één plan ons leerde", "What a year with one plan taught us"),
                people=("Teun Lindepad", "Amina Brugwachter"),
            ),
            Item(datetime.time(14, 15), "break", T("Koffie en thee", "Coffee and tea")),
            Item(
                datetime.time(14, 45),
                "table",
                T("Oefenen met uw eigen voorbeeld", "Practise with your own example"),
                T("In groepen van zes, met een bewoner aan tafel.", "In groups of six, with a resident at the table."),
            ),
        ),
        relations=Relations(
            people=(
                By("Teun Lindepad", "speaker", "Diakonessenhuis", T("wijkverpleegkundige", "district nurse")),
                By(
                    "Amina Brugwachter",
                    "speaker",
                    "UMC Utrecht",
                    T("adviseur digitale zorg", "adviser on digital care"),
                ),
            ),
            organisations=(
                With("Diakonessenhuis", "organiser"),
                With("Huisartsen Voorbeeldstad", "partner"),
                With("UMC Utrecht", "partner"),
            ),
            ties=("phase-2",),
            focus_areas=("digital", "prevention"),
        ),
        picture="door",
    ),
    Gathering(
        "evening",
        T("Avond over werken en leren", "An evening on working and learning"),
        T(
            "Drie zij-instromers vertellen hoe zij hun draai vonden in de zorg.",
            "Three career changers tell how they found their feet in care.",
        ),
        38,
        datetime.time(19, 30),
        datetime.time(21),
        place="wharf",
        plan="cancelled",
        plan_note=T(
            "Twee van de drie sprekers zijn verhinderd. We zoeken een nieuwe datum.",
            "Two of the three speakers can't come. We are looking for a new date.",
        ),
        admission="registration",
        registration_url="https://healthhub.example/aanmelden",
        relations=Relations(organisations=HUB, focus_areas=("work",)),
    ),
    Gathering(
        "partners-day",
        T("Dag van de partners", "Partners' day"),
        T(
            "Alle partners bij elkaar: wat is er dit jaar bereikt, en waar gaan we volgend jaar voor?",
            "All partners together: what has been achieved this year, and what do we aim for next?",
        ),
        66,
        datetime.time(10),
        datetime.time(16),
        plan="moved",
        plan_note=T(
            "Het is een week later dan eerst was aangekondigd.", "It is a week later than was first announced."
        ),
        place="wharf",
        audience=T("Partners van het netwerk", "Partners of the network"),
        admission="invitation",
        relations=Relations(organisations=HUB, ties=("phase-2",), focus_areas=("prevention", "digital", "work")),
    ),
)
