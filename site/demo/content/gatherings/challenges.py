"""The challenges that administrators of the region put before each other."""

from ..text import T, paragraph
from .kinds import Challenge

CHALLENGES = (
    Challenge(
        "community",
        T("Sterke gemeenschappen in wijk en dorp", "Strong communities in neighbourhood and village"),
        T(
            "Hoe zorgen we dat mensen prettig samen wonen, leven en voor elkaar zorgen, ook als ze ouder worden?",
            "How do we make sure that people live well together and look after each other, also as they grow older?",
        ),
        (
            paragraph(
                "Professionals kunnen veel, maar een buurt kunnen ze niet vervangen. In deze opgave zoeken "
                "inwoners, organisaties en onderzoekers uit wat een gemeenschap sterk maakt, en wat haar in de weg "
                "zit.",
                "Professionals can do a lot, but they can't replace a neighbourhood. In this challenge residents, "
                "organisations and researchers find out what makes a community strong, and what stands in its way.",
            ),
        ),
        ("prevention",),
    ),
    Challenge(
        "enterprise",
        T("Vernieuwen door te ondernemen", "Renewal through enterprise"),
        T(
            "Nieuwe ideeën stranden vaak in grote organisaties. Wat hebben ondernemers in zorg en welzijn nodig?",
            "New ideas often strand in large organisations. What do enterprising people in health and welfare need?",
        ),
        (
            paragraph(
                "Wie iets nieuws begint, loopt aan tegen regels die voor het oude zijn gemaakt. Deze opgave gaat "
                "over ruimte om te proberen, en over leren van wat anderen al deden.",
                "Those who begin something new run into rules that were made for the old. This challenge is about "
                "room to try, and about learning from what others did before.",
            ),
        ),
        ("work",),
    ),
    Challenge(
        "technology",
        T("Techniek die mensen zelf kiezen", "Technology that people choose themselves"),
        T(
            "Hulpmiddelen werken pas als mensen ze willen gebruiken. Hoe ontwerpen we ze samen met inwoners?",
            "Devices work only when people want to use them. How do we design them together with residents?",
        ),
        (
            paragraph(
                "Te vaak begint vernieuwing bij het apparaat. In deze opgave begint zij bij de vraag: wat is er "
                "lastig, voor wie, en wie kan meedenken?",
                "Renewal too often begins with the device. In this challenge it begins with the question: what is "
                "hard, for whom, and who can help to think?",
            ),
        ),
        ("digital",),
    ),
    Challenge(
        "newcomers",
        T("Nieuwkomers doen mee", "Newcomers take part"),
        T(
            "Wie hier nieuw is, krijgt met veel loketten te maken. Hoe landt iemand goed in een dorp of een wijk?",
            "Those who are new here meet many desks. How does somebody settle well in a village or a neighbourhood?",
        ),
        (
            paragraph(
                "Wonen, werk, taal, gezondheid en contact met de buren hangen samen. Deze opgave zoekt naar hulp die "
                "dat ook doet, en die nieuwkomers zelf laat meebeslissen.",
                "Housing, work, language, health and contact with neighbours hang together. This challenge looks for "
                "support that does so too, and that lets newcomers decide.",
            ),
        ),
        ("prevention", "work"),
    ),
)
