"""The words of the network, explained; texts link to a term as `term:` and its key."""

from __future__ import annotations

from dataclasses import dataclass

from .text import T, paragraph

TITLE = T("Begrippen", "Glossary")
LEAD = T(
    "In ons werk vallen woorden die niet iedereen kent. Hier staat in gewone taal wat wij ermee bedoelen.",
    "Our work has words that not everybody knows. Here you read in plain language what we mean by them.",
)


@dataclass(frozen=True)
class Term:
    """A term; other content refers to it by its key."""

    key: str
    title: T
    lead: T
    explanation: T
    abbreviation: str = ""


TERMS = (
    Term(
        "phm",
        T("Population Health Management (bevolkingsgezondheid)", "Population Health Management"),
        T(
            "Kijken naar de gezondheid van een hele groep bewoners, en daar samen naar handelen.",
            "Looking at the health of a whole group of residents, and acting on it together.",
        ),
        paragraph(
            "Een dokter ziet één patiënt tegelijk. Wie naar een hele wijk kijkt, ziet ook wat daarvóór gebeurde: "
            "schulden, eenzaamheid, een huis met schimmel. Bij Population Health Management gebruiken organisaties "
            "zulke gegevens om te kiezen waar zij samen beginnen. Niemand is daarbij met naam te herkennen.",
            "A doctor sees one patient at a time. Those who look at a whole neighbourhood also see what came before: "
            "debts, loneliness, a house with mould. In Population Health Management organisations use such data to "
            "choose where to begin together. Nobody can be recognised by name.",
        ).html,
        "PHM",
    ),
    Term(
        "hot-spots",
        T("Brandhaardenanalyse", "Hot-spot analysis"),
        T(
            "Uitzoeken in welke buurten en bij welke groepen de problemen zich opstapelen.",
            "Finding out in which areas, and for which groups, problems pile up.",
        ),
        paragraph(
            "Op een kaart komen gegevens van zorg, welzijn en gemeente bij elkaar. Waar veel tegelijk misgaat, zit een "
            "brandhaard. De analyse zegt niet wat de oplossing is. Wel met wie u als eerste moet gaan praten.",
            "Data from care, welfare and the city come together on a map. Where much goes wrong at once, there is a "
            "hot spot. The analysis doesn't say what the solution is. It does say whom to talk to first.",
        ).html,
    ),
    Term(
        "aho",
        T("Accountable Health Organisation (gezondheidsorganisatie)", "Accountable Health Organisation"),
        T(
            "Organisaties die samen de verantwoording nemen voor de gezondheid van een regio, en voor het geld.",
            "Organisations that together answer for the health of a region, and for the money.",
        ),
        paragraph(
            "Een stuurgroep overlegt. In een AHO gaan organisaties een stap verder: zij spreken één doel af, delen de "
            "kosten, en verdienen ook samen als mensen gezonder blijven.",
            "A steering group confers. In an AHO organisations go a step further: they agree on one aim, share the "
            "costs, and also share the gain when people stay healthier.",
        ).html,
        "AHO",
    ),
    Term(
        "transdisciplinary",
        T("Transdisciplinair werken", "Transdisciplinary work"),
        T(
            "Samen één vraag oppakken met mensen uit verschillende vakken, en met wie het aangaat.",
            "Taking on one question with people from different professions, and with those it concerns.",
        ),
        paragraph(
            "Naast elkaar werken is niet genoeg. U maakt samen een plan, ook met bewoners. Daardoor verandert de vraag "
            "vaak onderweg.",
            "To work side by side is not enough. You make a plan together, with residents too. That often changes the "
            "question on the way.",
        ).html,
    ),
    Term(
        "community-of-practice",
        T("Leergemeenschap", "Community of practice"),
        T(
            "Een vaste groep mensen die elkaar helpt om hetzelfde werk beter te doen.",
            "A steady group of people who help each other to get better at the same work.",
        ),
        paragraph(
            "Er is geen docent die alles weet. Iedereen brengt iets mee uit de praktijk en neemt iets mee terug. De "
            "Health Hub Academy is zo'n groep.",
            "There is no teacher who knows everything. Everybody brings something from practice and takes something "
            "back. The Health Hub Academy is such a group.",
        ).html,
    ),
)
