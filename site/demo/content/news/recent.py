"""Somewhat older news; two of these articles stay in Dutch on purpose."""

from __future__ import annotations

from ..text import CallOut, KeyFigures, Picture, Quote, T, bullets, figure, heading, paragraph
from .article import Article

RECENT = (
    Article(
        key="career-changers",
        published_days_ago=11,
        title=T("Een dag meelopen: zij-instromers kijken mee in de zorg", None),
        lead=T(
            "Een kok, een buschauffeur en een boekhouder liepen een dag mee in het ziekenhuis. Twee van de drie "
            "willen blijven. Wat gaf de doorslag?",
            None,
        ),
        picture="corridor",
        focus_areas=("work",),
        body=(
            paragraph(
                "Wie op latere leeftijd in de zorg wil beginnen, weet vaak niet wat hem te wachten staat. Een folder "
                "zegt weinig. Daarom kunnen mensen met een ander beroep nu een hele dag meelopen, van de "
                "ochtendoverdracht tot het einde van de dienst.",
                None,
            ),
            Quote(
                T(
                    "In de keuken werkte ik ook onder druk. Alleen zegt hier af en toe iemand dank je wel.",
                    None,
                ),
                T("een deelnemer, eerder kok", None),
            ),
            heading("Wat de afdeling ervan leert", None),
            paragraph(
                "De meelopers stellen vragen die niemand meer stelt. Waarom wordt hetzelfde drie keer opgeschreven? "
                "Waarom ligt het verband aan de andere kant van de gang? Eén afdeling heeft haar kasten inmiddels "
                "anders ingericht.",
                None,
            ),
            bullets(
                (
                    "U loopt één dag mee, met een vaste begeleider.",
                    "U heeft geen diploma in de zorg nodig.",
                    "Na afloop hoort u eerlijk welke opleiding bij u past.",
                ),
                None,
            ),
            CallOut(
                T("Ook een dag meelopen?", None),
                T("<p>Schrijf naar info@healthhub.example en vertel welk werk u nu doet.</p>", None),
            ),
        ),
    ),
    Article(
        key="garden",
        published_days_ago=19,
        title=T("Op recept: twee uur in de buurttuin", "On prescription: two hours in the community garden"),
        lead=T(
            "Huisartsen verwijzen mensen die veel alleen zijn naar de tuin om de hoek. Daar groeit meer dan groente.",
            "GPs refer people who are often alone to the garden round the corner. More grows there than vegetables.",
        ),
        picture="garden",
        focus_areas=("prevention",),
        body=(
            paragraph(
                "Geen pil, maar een paar laarzen. Wie zich somber of alleen voelt, kan van de huisarts een "
                "verwijzing krijgen naar de buurttuin. Een vrijwilliger belt u op, haalt u de eerste keer thuis op "
                "en geeft u een klein stukje grond.",
                "Not a pill but a pair of boots. If you feel low or lonely, your GP can refer you to the community "
                "garden. A volunteer calls you, picks you up at home the first time, and gives you a small plot.",
            ),
            heading("Samen schoffelen", "Weeding together"),
            paragraph(
                "Praten hoeft niet, maar het gaat vanzelf. Boven een bak wortels vertel je makkelijker hoe het gaat "
                "dan in een spreekkamer. En op vrijdag eten de tuiniers samen wat er is geoogst.",
                "You need not talk, but it comes by itself. Over a box of carrots it is easier to tell how you are "
                "than in a consulting room. And on Fridays the gardeners eat together what they have picked.",
            ),
            KeyFigures(
                (
                    figure("2 uur", "2 hours", "per week, weer of geen weer", "a week, whatever the weather"),
                    figure("0 euro", "0 euros", "kost het om mee te doen", "is what it costs to take part"),
                )
            ),
            Quote(
                T(
                    "Ik kwam voor de frisse lucht. Nu missen ze me als ik een week niet kom.",
                    "I came for the fresh air. Now they miss me when I stay away for a week.",
                ),
                T("een tuinier van 71 jaar", "a gardener, 71 years old"),
            ),
        ),
    ),
    Article(
        key="shared-care-plan",
        published_days_ago=24,
        title=T("Eén zorgplan dat iedereen kan lezen", "One care plan that everybody can read"),
        lead=T(
            "Wijkverpleegkundigen, huisartsen en mantelzorgers testen een plan dat ze samen bijhouden. De eigenaar "
            "is degene om wie het gaat.",
            "District nurses, GPs and family carers are testing a plan that they keep together. Its owner is the "
            "person whom it is about.",
        ),
        picture="door",
        focus_areas=("digital", "prevention"),
        body=(
            paragraph(
                "Op de keukentafel van een oudere liggen soms vier mappen, van vier organisaties. Niemand weet wat "
                "er in de andere drie staat. In deze proef is er nog maar één plan. Het staat op een tablet, en wie "
                "dat liever heeft, krijgt het op papier.",
                "On an older person's kitchen table there may be four folders, from four organisations. Nobody knows "
                "what the other three say. In this trial there is just one plan. It is on a tablet, and on paper for "
                "those who prefer that.",
            ),
            heading("Gewone taal", "Plain language"),
            paragraph(
                "De grootste verandering is niet de techniek. Het is de taal. Omdat de bewoner meeleest, schrijven "
                "alle hulpverleners nu in gewone woorden. Dat bleek ook voor collega's prettig.",
                "The biggest change is not the technology. It is the language. As the resident reads along, all "
                "carers now write in ordinary words. Colleagues turned out to like that too.",
            ),
            Quote(
                T(
                    "Er staat nu dat ik graag naar de markt ga. Dat stond nog nooit in een dossier.",
                    "It now says that I like going to the market. That was never in a file before.",
                ),
                T("een bewoonster van 84 jaar", "a resident, 84 years old"),
            ),
            bullets(
                (
                    "De bewoner bepaalt wie mag meelezen.",
                    "Elke wijziging heeft een naam en een datum.",
                    "De proef is pas geslaagd als bewoners dat zelf vinden.",
                ),
                (
                    "The resident decides who may read along.",
                    "Every change has a name and a date.",
                    "The trial has succeeded only when residents say so.",
                ),
            ),
        ),
    ),
    Article(
        key="cycling",
        published_days_ago=34,
        title=T("Op de fiets naar het spreekuur", None),
        lead=T(
            "Kan een wijk zo worden ingericht dat bewegen vanzelf gaat? Op een stille route door de stad deden "
            "bewoners en ontwerpers samen de proef.",
            None,
        ),
        picture="bridge",
        focus_areas=("prevention",),
        body=(
            paragraph(
                "Een recept om meer te bewegen is snel geschreven. Maar wie langs een drukke weg woont, pakt toch de "
                "auto. Daarom tekenden bewoners, een fysiotherapeut en een ontwerper een route die wel prettig "
                "fietst: langs het water, over twee bruggen en zonder stoplichten.",
                None,
            ),
            heading("Wat er veranderde", None),
            bullets(
                (
                    "Er staan banken op plekken waar mensen even willen uitrusten.",
                    "Het gezondheidscentrum heeft nu meer fietsenrekken dan parkeerplaatsen.",
                    "Wie niet durft, kan de eerste keer met een vrijwilliger mee op de duofiets.",
                ),
                None,
            ),
            Picture("canal", T("De route loopt een stuk langs de werf.", None)),
            paragraph(
                "Na drie maanden kwamen merkbaar meer mensen op de fiets naar hun afspraak. Volgens de assistenten "
                "zijn ze ook vaker op tijd. Een tweede route, naar het sportpark, ligt op de tekentafel.",
                None,
            ),
            Quote(
                T("Ik had al twaalf jaar niet gefietst. De brug was spannend, daarna wilde ik door.", None),
                T("een bewoonster die meefietste", None),
            ),
        ),
    ),
)
