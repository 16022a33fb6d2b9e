"""Pages that explain: contact, privacy, accessibility, and how to take part."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from .text import Body, CallOut, SignUp, T, bullets, heading, paragraph


@dataclass(frozen=True)
class Information:
    """A page that explains something."""

    key: str
    title: T
    lead: T
    body: Body


CONTACT = Information(
    "contact",
    T("Contact", "Contact"),
    T(
        "Heeft u een vraag, een idee of nieuws dat in ons netwerk past? Schrijf ons. Er leest altijd een mens mee.",
        "Do you have a question, an idea, or news that fits our network? Write to us. A person reads every message.",
    ),
    (
        heading("Iets melden", "Reporting something"),
        paragraph(
            "Klopt er iets niet op deze site, of kunt u iets niet lezen of bedienen? Noem de pagina en vertel wat u "
            "probeerde. Dan kunnen wij het sneller oplossen.",
            "Is something on this site wrong, or can't you read or use a part of it? Name the page and tell us what "
            "you tried. That helps us to fix it sooner.",
        ),
        CallOut(
            T("Dit is een voorbeeld", "This is an example"),
            T(
                "<p>Deze site laat zien wat het programma kan. Het adres en het e-mailadres bestaan niet echt.</p>",
                "<p>This site shows what the software can do. Neither the address nor the mailbox really exists.</p>",
            ),
        ),
    ),
)

PRIVACY = Information(
    "privacy",
    T("Privacy", "Privacy"),
    T(
        "U kunt deze site lezen zonder dat wij iets over u bewaren. Alleen wie de nieuwsbrief wil, laat gegevens "
        "achter. Hier leest u welke, en wat u ermee kunt.",
        "You can read this site without our keeping anything about you. Only those who want the newsletter leave "
        "details behind. Here you read which, and what you can do about them.",
    ),
    (
        heading("Als u de site leest", "When you read the site"),
        paragraph(
            "De openbare pagina's plaatsen geen cookies en laden niets van andere bedrijven. Niemand volgt wat u "
            "aanklikt. Daarom vragen we ook nergens toestemming voor.",
            "The public pages set no cookies and load nothing from other companies. Nobody tracks what you click. "
            "That is why we ask no permission for anything either.",
        ),
        heading("Als u zich aanmeldt voor de nieuwsbrief", "When you sign up for the newsletter"),
        bullets(
            (
                "Wij bewaren uw e-mailadres, uw taal en de onderwerpen die u kiest.",
                "Wij bewaren ook wanneer u ja heeft gezegd. Zo kunnen we dat later laten zien.",
                "In de mail zit geen onzichtbaar plaatje dat doorgeeft of u hem opent.",
                "Afmelden kan in elke mail, zonder wachtwoord.",
            ),
            (
                "We keep your e-mail address, your language and the topics that you choose.",
                "We also keep when you said yes, so that we can show it later.",
                "The mail holds no hidden picture that tells us whether you open it.",
                "You can unsubscribe from every mail, without a password.",
            ),
        ),
        heading("Uw rechten", "Your rights"),
        paragraph(
            "U mag zien wat wij van u hebben, het laten verbeteren of het laten wissen. Schrijf daarvoor naar "
            "info@healthhub.example.",
            "You may see what we have about you, have it corrected or have it erased. Write to info@healthhub.example.",
        ),
        paragraph(
            "De abonnees in dit voorbeeld zijn verzonnen. Vul hier geen gegevens van echte mensen in.",
            "The subscribers in this example are invented. Please enter no details of real people here.",
        ),
    ),
)

ACCESSIBILITY = Information(
    "accessibility",
    T("Toegankelijkheid", "Accessibility"),
    T(
        "Iedereen moet deze site kunnen gebruiken: met een muis, een toetsenbord, een schermlezer of grote letters. "
        "Lukt iets niet, dan horen we dat graag.",
        "Everybody should be able to use this site: with a mouse, a keyboard, a screen reader or large type. If "
        "something doesn't work for you, please tell us.",
    ),
    (
        heading("Wat we doen", "What we do"),
        bullets(
            (
                "Alles werkt met alleen een toetsenbord, en zonder JavaScript.",
                "De kleuren verschillen genoeg van elkaar om goed te kunnen lezen.",
                "Plaatjes die iets vertellen, hebben een beschrijving.",
                "We schrijven gewone zinnen en leggen moeilijke woorden uit.",
            ),
            (
                "Everything works with just a keyboard, and without JavaScript.",
                "Colours differ enough from one another to be read well.",
                "Pictures that tell something have a description.",
                "We write plain sentences and explain difficult words.",
            ),
        ),
        heading("Wat we nog niet weten", "What we do not know yet"),
        paragraph(
            "Deze voorbeeldsite is niet door een onafhankelijk bureau onderzocht. Wij testen zelf, met hulpmiddelen "
            "en met de hand. Een echt netwerk zet op deze plek zijn eigen verklaring.",
            "This example site has not been examined by an independent party. We test it ourselves, with tools and "
            "by hand. A real network puts its own statement in this place.",
        ),
        paragraph(
            "Een probleem melden kan via info@healthhub.example.",
            "You can report a problem at info@healthhub.example.",
        ),
    ),
)

TAKE_PART = Information(
    "take-part",
    T("Meedoen", "Take part"),
    T(
        "U hoeft geen bestuurder te zijn om mee te doen. Er is altijd een manier die bij uw werk past.",
        "You don't have to be an administrator to take part. There is always a way that fits your work.",
    ),
    (
        heading("Drie manieren", "Three ways"),
        bullets(
            (
                "<b>Leer mee:</b> de academie is een "
                '<a href="term:community-of-practice">leergemeenschap</a> voor wie iets wil veranderen.',
                "<b>Breng een vraag in:</b> wat kunt u met uw eigen organisatie niet oplossen?",
                "<b>Deel wat u weet:</b> een verhaal, een cijfer, een mislukking waar een ander van leert.",
            ),
            (
                "<b>Learn with us:</b> the academy is a "
                '<a href="term:community-of-practice">community of practice</a> for those who want change.',
                "<b>Bring a question:</b> what can't you solve with your own organisation?",
                "<b>Share what you know:</b> a story, a figure, a failure that others learn from.",
            ),
        ),
        paragraph(
            'Wij werken <a href="term:transdisciplinary">over de grenzen van vakken heen</a>. Dat is wennen. Iemand '
            "van het netwerk denkt met u mee over een eerste stap.",
            'We work <a href="term:transdisciplinary">across professions</a>. That takes getting used to. Somebody '
            "from the network will help you to find a first step.",
        ),
        SignUp(
            T("Eerst meelezen?", "Rather read along first?"),
            T(
                "De nieuwsbrief vertelt waar wij aan werken en wanneer u erbij kunt zijn.",
                "The newsletter tells what we are working on, and when you can join us.",
            ),
        ),
    ),
)

INFORMATION = (TAKE_PART,)


@dataclass(frozen=True)
class Processing:
    """Personal data that the network keeps."""

    what: T
    purpose: T
    basis: T
    retention: T


PRIVACY_CHANGED_ON = datetime.date(2026, 1, 12)
PROCESSING = (
    Processing(
        T("E-mailadres, taal en onderwerpen van abonnees", "Subscribers' e-mail address, language and topics"),
        T("De nieuwsbrief sturen die u gekozen heeft", "To send the newsletter that you chose"),
        T("Uw toestemming", "Your consent"),
        T("Tot enige tijd na uw afmelding, zie hieronder", "Until some time after you unsubscribe, see below"),
    ),
    Processing(
        T("Wanneer en waar u toestemming gaf", "When and where you gave consent"),
        T("Kunnen aantonen dat u ja heeft gezegd", "To be able to show that you said yes"),
        T("Een wettelijke plicht", "A legal duty"),
        T("Zolang het nodig is om dat te bewijzen", "As long as it has to be proven"),
    ),
    Processing(
        T("Naam en functie van mensen op de site", "Name and function of people on the site"),
        T("Laten zien wie wat heeft bijgedragen", "To show who contributed what"),
        T("Hun toestemming", "Their consent"),
        T("Tot zij die intrekken", "Until they withdraw it"),
    ),
)


@dataclass(frozen=True)
class Statement:
    """What the accessibility statement says besides its texts."""

    scope: T
    stated_by: T
    stated_on: datetime.date
    complaints_url: str


STATEMENT = Statement(
    T("deze voorbeeldsite, en de nieuwsbrief die zij verstuurt", "this example site, and the newsletter that it sends"),
    T("het netwerkbureau van de voorbeeldsite", "the network office of the example site"),
    datetime.date(2026, 1, 12),
    "https://www.nationaleombudsman.nl/",
)
