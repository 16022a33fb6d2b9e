"""The front page."""

from __future__ import annotations

from .text import Body, KeyFigures, Picture, Quote, Statement, T, figure, heading, paragraph

TITLE = "Health Hub Utrecht"
KICKER = T("Netwerk voor gezondheid en geluk", "A network for health and happiness")
STATEMENT = T("Gezond en gelukkig leven maken we samen", "A healthy, happy life is something we make together")
LEAD = T(
    "Ziekenhuizen, gemeente, scholen en zorg- en welzijnsorganisaties in de regio Utrecht werken hier aan één doel: "
    "in 2030 leven Utrechters gezonder en gelukkiger. Lees wat er al is, en wat er nog komt.",
    "Hospitals, the city, schools and care and welfare organisations around Utrecht share one aim here: by 2030 "
    "people in Utrecht live healthier and happier lives. Read what is done, and what is still to come.",
)
PICTURE = "canal"
BODY: Body = (
    Statement(
        T(
            "Niemand lost het alleen op. Daarom begint vernieuwing bij ons met samenwerken.",
            "Nobody can solve this alone. So with us, renewal starts with working together.",
        )
    ),
    KeyFigures(
        (
            figure("2030", "2030", "het jaar waarin we onze doelen halen", "the year in which we reach our goals"),
            figure("3", "3", "fasen, van samen starten tot doelen halen", "phases, from starting to arriving"),
            figure(
                "30+",
                "30+",
                "professionals in de eerste editie van onze leergang",
                "professionals in the first edition of our course",
            ),
        )
    ),
    heading("Waar we aan werken", "What we work on"),
    paragraph(
        "Een bezoek aan de dokter duurt tien minuten. De rest van de dag leeft u gewoon uw leven: thuis, op het "
        "werk, in de buurt. Juist daar is veel te winnen. Daarom kijken wij verder dan ziekte en behandeling.",
        "A visit to the doctor takes ten minutes. The rest of the day you simply live your life: at home, at work, "
        "in the neighbourhood. That is where most can be gained. So we look beyond illness and treatment.",
    ),
    Picture(
        "garden",
        T(
            "Gezondheid groeit ook buiten de spreekkamer, zoals in een buurttuin.",
            "Health grows outside the consulting room too, in a community garden for example.",
        ),
    ),
    Quote(
        T(
            "Sinds we elkaars telefoonnummer hebben, hoeft een bewoner zijn verhaal nog maar één keer te vertellen.",
            "Now that we have each other's phone numbers, residents have to tell their story only once.",
        ),
        T("een wijkverpleegkundige in Utrecht", "a district nurse in Utrecht"),
    ),
)
