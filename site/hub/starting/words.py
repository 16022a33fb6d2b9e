"""What stands on the pages that a network begins with: true as it is, and soon replaced by an editor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A text in each language that there are starter words in."""

    nl: str
    en: str
    de: str

    def in_language(self, code: str) -> str:
        """The text in a language of `LANGUAGES`."""
        text: str = getattr(self, code)
        return text


LANGUAGES = ("nl", "en", "de")
"""The languages that a network can begin in. In any other the pages become drafts, to be translated."""


def same(text: str) -> Text:
    """What reads alike in all languages, as a name does."""
    return Text(text, text, text)


@dataclass(frozen=True)
class Words:
    """What every page has."""

    title: Text
    slug: Text
    lead: Text


HOME_SLUG = Text("home-nl", "home-en", "home-de")
STATEMENT = Text(
    "Samen voor gezondheid in onze regio",
    "Together for health in our region",
    "Gemeinsam für Gesundheit in unserer Region",
)
HOME_LEAD = Text(
    "In dit netwerk werken organisaties samen. De website is nieuw: hier komt te staan wie we zijn, wat we willen en "
    "wat er gebeurt.",
    "Organisations work together in this network. The website is new: here you will read who we are, what we want and "
    "what is happening.",
    "In diesem Netzwerk arbeiten Organisationen zusammen. Die Website ist neu: Hier steht bald, wer wir sind, was wir "
    "wollen und was geschieht.",
)

VISION = Words(
    Text("Onze visie", "Our vision", "Unsere Vision"),
    Text("visie", "vision", "vision"),
    Text(
        "We schrijven onze visie nog. Hier komt te staan waar we naartoe willen, en in welke fasen.",
        "We are still writing our vision. Here you will read where we want to be, and in which phases.",
        "Wir schreiben unsere Vision noch. Hier steht bald, wohin wir wollen und in welchen Phasen.",
    ),
)
PHASES = tuple(
    Words(
        Text(*titles),
        Text(f"fase-{number}", f"phase-{number}", f"phase-{number}"),
        Text("", "", ""),
    )
    for number, titles in enumerate(
        [
            ("De eerste fase", "The first phase", "Die erste Phase"),
            ("De tweede fase", "The second phase", "Die zweite Phase"),
            ("De derde fase", "The third phase", "Die dritte Phase"),
        ],
        start=1,
    )
)

NEWS = Words(
    Text("Nieuws", "News", "Aktuelles"),
    Text("nieuws", "news", "aktuelles"),
    Text("Wat er in het netwerk gebeurt.", "What is happening in the network.", "Was im Netzwerk geschieht."),
)
AGENDA = Words(
    Text("Agenda", "Agenda", "Termine"),
    Text("agenda", "agenda", "termine"),
    Text("Alle bijeenkomsten van het netwerk.", "All gatherings of the network.", "Alle Treffen des Netzwerks."),
)
ACADEMY = Words(
    Text("Academie", "Academy", "Akademie"),
    Text("academie", "academy", "akademie"),
    Text(
        "Hier leren professionals met en van elkaar. Wat er te leren is, komt op deze pagina te staan.",
        "Here professionals learn with and from each other. What there is to learn will be on this page.",
        "Hier lernen Fachleute mit- und voneinander. Welche Angebote es gibt, steht bald auf dieser Seite.",
    ),
)
LEARNING_AGENDA = Words(
    Text("Leeragenda", "Learning agenda", "Lernagenda"),
    Text("leeragenda", "learning-agenda", "lernagenda"),
    Text(
        "De vragen die we samen onderzoeken, en de antwoorden die er al zijn.",
        "The questions that we look into together, and the answers that there are already.",
        "Die Fragen, denen wir gemeinsam nachgehen, und die Antworten, die es schon gibt.",
    ),
)
NEWSLETTER = Words(
    Text("Nieuwsbrief", "Newsletter", "Newsletter"),
    Text("nieuwsbrief", "newsletter", "newsletter"),
    Text(
        "Wat er nieuw is, per mail: in de taal en over de onderwerpen die u kiest.",
        "What is new, by mail: in the language and about the topics that you choose.",
        "Was es Neues gibt, per E-Mail: in der Sprache und zu den Themen, die Sie wählen.",
    ),
)
THEMES = Words(
    Text("Thema's", "Themes", "Themen"),
    Text("themas", "themes", "themen"),
    Text("Waar we aan werken.", "What we work on.", "Woran wir arbeiten."),
)
PARTNERS = Words(
    Text("Partners", "Partners", "Partner"),
    Text("partners", "partners", "partner"),
    Text(
        "De organisaties die samen het netwerk zijn.",
        "The organisations that are the network together.",
        "Die Organisationen, die gemeinsam das Netzwerk sind.",
    ),
)
PEOPLE = Words(
    Text("Mensen", "People", "Menschen"),
    Text("mensen", "people", "menschen"),
    Text("Wie er in het netwerk meedoen.", "Who takes part in the network.", "Wer im Netzwerk mitmacht."),
)
CONTACT = Words(
    Text("Contact", "Contact", "Kontakt"),
    Text("contact", "contact", "kontakt"),
    Text(
        "Een vraag over het netwerk? Schrijf ons.",
        "A question about the network? Write to us.",
        "Eine Frage zum Netzwerk? Schreiben Sie uns.",
    ),
)
PRIVACY = Words(
    Text("Privacy", "Privacy", "Datenschutz"),
    Text("privacy", "privacy", "datenschutz"),
    Text(
        "Welke persoonsgegevens we bewaren, waarvoor en hoe lang. Vul aan wat uw netwerk verder bewaart, en wie ervoor "
        "verantwoordelijk is.",
        "Which personal data we keep, what for and how long. Add what else your network keeps, and who is responsible.",
        "Welche personenbezogenen Daten wir speichern, wofür und wie lange. Ergänzen Sie, was Ihr Netzwerk sonst "
        "speichert und wer verantwortlich ist.",
    ),
)
PROCESSING = {
    "what": Text(
        "E-mailadres, taal en keuzes voor de nieuwsbrief",
        "E-mail address, language and choices for the newsletter",
        "E-Mail-Adresse, Sprache und Auswahl für den Newsletter",
    ),
    "purpose": Text("De nieuwsbrief sturen", "To send the newsletter", "Um den Newsletter zu senden"),
    "basis": Text("Toestemming", "Consent", "Einwilligung"),
    "retention": Text(
        "Zolang iemand de nieuwsbrief krijgt",
        "As long as somebody gets the newsletter",
        "Solange jemand den Newsletter erhält",
    ),
}
ACCESSIBILITY = Words(
    Text("Toegankelijkheid", "Accessibility", "Barrierefreiheit"),
    Text("toegankelijkheid", "accessibility", "barrierefreiheit"),
    Text(
        "Hoe toegankelijk deze website is. Vul de verklaring in voor u haar publiceert.",
        "How accessible this website is. Complete the statement before you publish it.",
        "Wie barrierefrei diese Website ist. Füllen Sie die Erklärung aus, bevor Sie sie veröffentlichen.",
    ),
)
