"""The gatherings of administrators: the first time in short, the second with its six pitches."""

from __future__ import annotations

import datetime

from ..relations import By, Relations, With
from ..text import Quote, T, bullets, paragraph
from .kinds import Gathering, Item
from .people import HAN
from .pitches import PITCHES

ORGANISERS = (With("Zorgalliantie", "organiser"), With("Centre of Expertise Krachtige Kernen", "organiser"))
CHAIRS = ("Hanna Rietpoort", "Bas Windkracht")

FIRST_TIME = Gathering(
    "administrators-first",
    T("Bestuurders bijeen: de eerste keer", "Administrators meet: the first time"),
    T(
        "Bestuurders uit zorg, welzijn en gemeenten zetten samen de opgaven van de regio op een rij.",
        "Administrators from health, welfare and municipalities listed the challenges of the region together.",
    ),
    datetime.date(2022, 11, 24),
    datetime.time(13),
    datetime.time(17),
    admission="invitation",
    audience=T("Bestuurders uit de regio", "Administrators from the region"),
    relations=Relations(organisations=ORGANISERS, focus_areas=("prevention",)),
)

GATHERING = Gathering(
    "administrators",
    T("Bestuurders bijeen: zes pitches, zes tafels", "Administrators meet: six pitches, six tables"),
    T(
        "Wat is er van de plannen van vorig jaar gekomen, en wat pakken we nu op? Bestuurders en lectoren spraken "
        "erover in het Openluchtmuseum.",
        "What became of last year's plans, and what do we take up now? Administrators and professors talked about it "
        "in the Open Air Museum.",
    ),
    datetime.date(2023, 11, 30),
    datetime.time(13),
    datetime.time(17, 30),
    place="museum",
    admission="invitation",
    audience=T("Bestuurders uit de regio", "Administrators from the region"),
    participants_from=T("Zorg, welzijn, gemeenten en hogeschool", "Health, welfare, municipalities and the university"),
    previous="administrators-first",
    body=(
        paragraph(
            "Elke pitch werd gegeven door twee mensen: een bestuurder die ermee zit, en een lector die het onderzoekt. "
            "Daarna ging iedereen aan een van de zes tafels verder, net zo lang tot er één hoofdlijn op papier stond.",
            "Each pitch was given by two people: an administrator who lives with the problem, and a professor who "
            "studies it. Then everybody went on at one of six tables, until there was one main line on paper.",
        ),
        Quote(
            T(
                "Wat er om ons heen verandert, wacht niet tot wij het eens zijn.",
                "What changes around us doesn't wait until we agree.",
            ),
            T("de academiedirecteur die de dag opende", "the director of the academy who opened the day"),
        ),
    ),
    agenda=(
        Item(
            datetime.time(13),
            "talk",
            T("Opening", "Opening"),
            T("Waarom partners sneller samen moeten bewegen.", "Why partners have to move faster together."),
            ("Marijn Dakpan",),
        ),
        Item(
            datetime.time(13, 30),
            "talk",
            T("Zes pitches", "Six pitches"),
            T("Tien minuten elk, onder leiding van de dagvoorzitters.", "Ten minutes each, led by the two chairs."),
            CHAIRS,
        ),
        Item(datetime.time(14, 45), "break", T("Wandeling over het terrein", "A walk across the grounds")),
        Item(
            datetime.time(15, 15),
            "table",
            T("Zes tafels", "Six tables"),
            T("Eén vraag per tafel, en één volgende stap.", "One question to a table, and one next step."),
        ),
        Item(datetime.time(16, 45), "other", T("Hoofdlijnen en afspraken", "Main lines and agreements")),
    ),
    conclusion=T(
        "Resultaat vraagt om drie dingen: gelijkwaardigheid, gedeeld eigenaarschap en wederkerigheid.",
        "Results ask for three things: equality, shared ownership and reciprocity.",
    ),
    outcome=(
        bullets(
            (
                "Begin bij wat mensen zelf belangrijk vinden.",
                "Sluit aan bij wat er al is, en houd het klein.",
                "Neem de tijd om elkaar te leren kennen.",
            ),
            (
                "Begin with what people find important themselves.",
                "Join in with what is there already, and keep it small.",
                "Take time to get to know each other.",
            ),
        ),
    ),
    pitches=PITCHES,
    relations=Relations(
        people=(
            By("Marijn Dakpan", "opening", HAN, T("academiedirecteur", "director of the academy")),
            By("Hanna Rietpoort", "chair", "Zorgalliantie", T("programmamanager", "programme manager")),
            By("Bas Windkracht", "chair", HAN, T("lector kansrijk ondernemen", "professor of enterprise")),
        ),
        organisations=ORGANISERS,
        ties=("community", "enterprise", "technology", "newcomers"),
        focus_areas=("prevention", "digital"),
    ),
    picture="farm",
)
