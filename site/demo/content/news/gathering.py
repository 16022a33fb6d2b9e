"""The look back at a gathering of administrators."""

from __future__ import annotations

import datetime

from ..text import KeyFigures, Picture, Quote, T, bullets, figure, heading, paragraph
from .article import Article

GATHERING = Article(
    key="administrators-gathering",
    about=("administrators",),
    date=datetime.date(2023, 12, 7),
    kind="retrospective",
    title=T("Bestuurders aan tafel tussen de boerderijen", "Administrators at the table among the farmhouses"),
    lead=T(
        "In het Openluchtmuseum in Arnhem bogen bestuurders zich over zes opgaven uit de regio. Ze gingen naar huis "
        "met afspraken, en met drie woorden die elke tafel noemde.",
        "In the Open Air Museum in Arnhem, administrators worked on six challenges from the region. They went home "
        "with agreements, and with three words that every table came up with.",
    ),
    picture="farm",
    focus_areas=("prevention", "digital"),
    body=(
        paragraph(
            "Zorgalliantie en het Centre of Expertise Krachtige Kernen nodigden eind 2023 voor de tweede keer "
            "bestuurders uit voor een eigen bijeenkomst. De plek paste goed: tussen de oude boerderijen zie je hoe "
            "buren vroeger voor elkaar zorgden. De vraag van de dag: wat is er van de plannen van vorig jaar "
            "gekomen, en wat pakken we nu op?",
            "Late in 2023, Zorgalliantie and the Centre of Expertise Krachtige Kernen invited administrators to a "
            "meeting of their own for the second time. The place was well chosen: among the old farmhouses you see "
            "how neighbours used to look after each other. The question of the day: what became of last year's "
            "plans, and what do we take up now?",
        ),
        KeyFigures(
            (
                figure("6", "6", "pitches over opgaven uit de regio", "pitches on challenges from the region"),
                figure("2", "2", "presentatoren per pitch", "presenters to a pitch"),
                figure("2e", "2nd", "editie van deze bijeenkomst", "edition of this gathering"),
            )
        ),
        heading("Zes opgaven, zes gesprekken", "Six challenges, six conversations"),
        paragraph(
            "Bij elke opgave vertelden mensen uit de praktijk en van hogeschool HAN waar het om draait. Daarna "
            "schoof iedereen aan bij een gesprekstafel.",
            "For each challenge, people from the field and from HAN University of Applied Sciences told what it is "
            "about. After that everybody joined a table.",
        ),
        bullets(
            (
                "<b>Bouwen van onderop:</b> begin bij wat inwoners zelf belangrijk vinden.",
                "<b>Inspiratie uit Japan:</b> heb oog voor je omgeving en vier kleine stappen.",
                "<b>Werken in wijk en dorp:</b> deel verhalen, en neem de tijd om elkaar te leren kennen.",
                "<b>Ondernemen met impact:</b> zoek ambassadeurs en bouw een groep mensen om je idee heen.",
                "<b>Technologie voor gezondheid:</b> bedenk eerst voor wie het een oplossing is.",
                "<b>Nieuwkomers doen mee:</b> regel hulp op alle terreinen van het leven tegelijk.",
            ),
            (
                "<b>Building from the ground up:</b> start from what residents find important.",
                "<b>Inspiration from Japan:</b> be aware of those around you and celebrate small steps.",
                "<b>Working in neighbourhood and village:</b> share stories, and take time to get acquainted.",
                "<b>Enterprise with impact:</b> find ambassadors and gather people around your idea.",
                "<b>Technology for health:</b> first decide for whom it is a solution.",
                "<b>Newcomers take part:</b> arrange support in all areas of life at once.",
            ),
        ),
        Picture(
            "table",
            T(
                "Aan elke tafel kwam één hoofdlijn op papier, met een volgende stap.",
                "Each table put one main line on paper, with a next step.",
            ),
        ),
        heading("Drie woorden die overal klonken", "Three words heard everywhere"),
        paragraph(
            "Gelijkwaardigheid, samen eigenaar zijn en wederkerigheid: zonder die drie werkt het niet, vonden alle "
            "tafels. De zesde tafel maakte meteen afspraken. Het onderwerp komt op de agenda in de gemeente "
            "Overbetuwe, mensen uit de doelgroep gaan zelf trajecten begeleiden, en woningcorporaties worden met "
            "elkaar in contact gebracht.",
            "Equality, shared ownership and reciprocity: without these three it won't work, all tables felt. The "
            "sixth table made agreements at once. The subject goes on the agenda in the municipality of Overbetuwe, "
            "people from the group itself will guide others, and housing corporations are put in touch.",
        ),
        Quote(
            T(
                "Vandaag was ik geen directeur, maar iemand met een vraag. Dat praat een stuk makkelijker.",
                "Today I was not a director but somebody with a question. That makes talking a lot easier.",
            ),
            T("een bestuurder van een zorgorganisatie", "an administrator of a care organisation"),
        ),
    ),
)
