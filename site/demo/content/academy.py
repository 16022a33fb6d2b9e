"""The academy and its programme."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from .gatherings.kinds import Item
from .relations import NOTHING, By, Relations, With
from .text import Body, CallOut, Quote, T, bullets, heading, paragraph

TITLE = T("Academie", "Academy")
PICTURE = "table"
LEAD = T(
    "In de Health Hub Academy leren professionals van verschillende organisaties met en van elkaar. Ze nemen een "
    "echte vraag uit hun werk mee, en gaan naar huis met een plan en een netwerk.",
    "In the Health Hub Academy professionals from different organisations learn with and from each other. They bring "
    "a real question from their work, and go home with a plan and a network.",
)
BODY: Body = (
    heading("Zo leren we", "How we learn"),
    paragraph(
        "De academie is geen school met een vast lesboek. Het is een groep mensen die hetzelfde vak wil verbeteren "
        "en daarover in gesprek blijft. De ene keer gaat het over de plannen van bestuurders, de andere keer over "
        "een opgave in de regio of een project in één straat. Wie kan schakelen tussen die drie, krijgt dingen voor "
        "elkaar.",
        "The academy is not a school with a set textbook. It is a group of people who want to get better at the same "
        "work and who keep talking about it. One day it is about what boards want, another day about a challenge in "
        "the region or a project in a single street. Those who can move between the three get things done.",
    ),
    heading("Wat het oplevert", "What it brings"),
    bullets(
        (
            "nieuwe contacten buiten de eigen organisatie;",
            "een helder beeld van hoe de toekomst eruit kan zien;",
            "een routekaart met stappen die u morgen kunt zetten.",
        ),
        (
            "new contacts outside your own organisation;",
            "a clear picture of what the future could look like;",
            "a road map with steps that you can take tomorrow.",
        ),
    ),
)


@dataclass(frozen=True)
class Aim:
    """What a programme is for, soon or later."""

    text: T
    horizon: Literal["short", "long"]


EMPTY = T("", "")


@dataclass(frozen=True)
class Session:
    """A gathering of an edition."""

    title: T
    lead: T
    day: datetime.date
    starts: datetime.time
    ends: datetime.time
    relations: Relations = NOTHING
    body: Body = ()
    agenda: tuple[Item, ...] = ()
    conclusion: T = EMPTY


@dataclass(frozen=True)
class Edition:
    """A run of the programme: on set dates, or at so many days from the day of loading."""

    key: str
    title: T
    lead: T
    start: datetime.date | int
    end: datetime.date | int | None = None
    apply_until: datetime.date | int | None = None
    participants: int | None = None
    participants_qualifier: Literal["exactly", "about", "over", "under"] = "exactly"
    participants_from: T = EMPTY
    application_url: str = ""
    body: Body = ()
    relations: Relations = NOTHING
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True)
class Programme:
    """A programme of the academy."""

    title: T
    kind: Literal["course", "masterclass", "learning_circle", "workshop"]
    lead: T
    picture: str
    audience: T
    eligibility: T
    methods: T
    aims: tuple[Aim, ...]
    body: Body
    editions: tuple[Edition, ...]
    relations: Relations


PROGRAMME = Programme(
    title=T("Samen Leren Transformeren", "Learning to Transform Together"),
    kind="course",
    lead=T(
        "Een leergang voor mensen uit zorg, welzijn, onderwijs en overheid die samen iets willen veranderen. U werkt "
        "over de grenzen van vakken en organisaties heen aan een vraag uit uw eigen praktijk.",
        "A course for people from health, welfare, education and government who want to change something together. "
        "You work across professions and organisations on a question from your own practice.",
    ),
    picture="circle",
    audience=T(
        "Professionals in zorg, welzijn, onderwijs en overheid",
        "Professionals in health, welfare, education, government",
    ),
    eligibility=T("U werkt bij een partner van het netwerk", "You work for a partner of the network"),
    aims=(
        Aim(
            T(
                "U maakt een oplossing die in uw eigen werk te gebruiken is",
                "You make a solution that your own work can use",
            ),
            "short",
        ),
        Aim(
            T(
                "U bouwt een netwerk van collega's in de hele regio",
                "You build a network of colleagues all over the region",
            ),
            "short",
        ),
        Aim(
            T(
                "De manier waarop organisaties samenwerken wordt blijvend beter",
                "The way organisations work together gets better for good",
            ),
            "long",
        ),
    ),
    body=(
        heading("Wat u gaat doen", "What you will do"),
        paragraph(
            "Elke bijeenkomst draait om een van de drie focusgebieden van het netwerk. Sprekers uit Utrecht en de "
            "rest van het land vertellen wat zij geprobeerd hebben, ook als het mislukte. Daarna gaat u zelf aan het "
            "werk.",
            "Each session is about one of the network's three focus areas. Speakers from Utrecht and the rest of the "
            "country tell what they tried, failures included. Then you set to work yourself.",
        ),
        bullets(
            (
                "<b>Social denken:</b> een creatieve manier om een vraag eens heel anders te bekijken;",
                "<b>werken aan uw eigen vraag</b>, met mensen die er anders naar kijken dan u;",
                "<b>stilstaan bij uw rol:</b> wat doet u in uw organisatie, en wat zou u willen doen?",
            ),
            (
                "<b>Social thinking:</b> a creative way to look at a question from quite another side;",
                "<b>work on your own question</b>, with people who see it differently from you;",
                "<b>a pause for your role:</b> what do you do in your organisation, and what would you like to do?",
            ),
        ),
        Quote(
            T(
                "Ik kwam voor een methode. Ik ging weg met zes mensen die ik altijd kan bellen.",
                "I came for a method. I left with six people I can always call.",
            ),
            T("een deelnemer, begeleider in de gehandicaptenzorg", "a participant, support worker in disability care"),
        ),
        CallOut(
            T("Twijfelt u?", "In doubt?"),
            T(
                "<p>Schrijf naar info@healthhub.example. Wij brengen u in contact met iemand die eerder meedeed.</p>",
                "<p>Write to info@healthhub.example. We will put you in touch with someone who took part before.</p>",
            ),
        ),
    ),
    editions=(
        Edition(
            "course-2022",
            T("Samen Leren Transformeren: de eerste keer", "Learning to Transform Together: the first time"),
            T(
                "De leergang van 2022. Meer dan dertig mensen van partners begonnen er in maart aan, met steun van "
                "sprekers uit wetenschap, zorg, bank en kunst.",
                "The course of 2022. More than thirty people from the partners began in March, helped by speakers from "
                "science, care, banking and the arts.",
            ),
            datetime.date(2022, 3, 22),
            datetime.date(2022, 12, 31),
            participants=30,
            participants_qualifier="over",
            participants_from=T("Partners van het netwerk", "Partners of the network"),
            relations=Relations(
                people=(
                    By(
                        "Noor Zonnewerf",
                        "lecturer",
                        "Universiteit Utrecht",
                        T("hoofddocent 2022", "lead lecturer 2022"),
                    ),
                    By(
                        "Yusuf Havenwijk",
                        "speaker",
                        "Sociaal Creatieve Raad",
                        T("sociaal ontwerper", "social designer"),
                    ),
                    By(
                        "Amina Brugwachter",
                        "speaker",
                        "UMC Utrecht",
                        T("adviseur digitale zorg", "adviser on digital care"),
                    ),
                    By("Joris van de Fictie", "speaker", "Reinaerde", T("begeleider", "support worker")),
                ),
                organisations=(With("Diakonessenhuis", "partner"), With("Rabobank", "partner")),
                ties=("phase-1",),
                focus_areas=("prevention", "digital", "work"),
            ),
            sessions=(
                Session(
                    T("De opening in het ziekenhuis", "The opening in the hospital"),
                    T(
                        "De deelnemers leren elkaar kennen, en kiezen de vraag uit hun eigen werk die ze meenemen.",
                        "The participants meet, and choose the question from their own work that they will bring.",
                    ),
                    datetime.date(2022, 3, 22),
                    datetime.time(13, 30),
                    datetime.time(17),
                    Relations(people=(By("Teun Lindepad", "opening", "Diakonessenhuis"),)),
                    body=(
                        paragraph(
                            "De middag begon met een kaart en een pen. Waar loopt u in uw werk op vast, en wie heeft "
                            "u nodig om verder te komen? Aan het eind hing de muur vol. Bij elke kaart stonden de "
                            "namen van mensen die mee willen denken.",
                            "The afternoon began with a card and a pen. What are you stuck on in your work, and whom "
                            "do you need to get on? By the end the wall was full. Each card had the names of people "
                            "who want to think along.",
                        ),
                    ),
                    agenda=(
                        Item(
                            datetime.time(13, 30),
                            "talk",
                            T("Opening", "Opening"),
                            T(
                                "Waarom geen enkele organisatie dit alleen kan.",
                                "Why no organisation can do this alone.",
                            ),
                            ("Teun Lindepad",),
                        ),
                        Item(
                            datetime.time(14),
                            "table",
                            T("Kennismaken", "Getting to know each other"),
                            T("Zes mensen van zes organisaties.", "Six people from six organisations."),
                        ),
                        Item(datetime.time(15, 15), "break", T("Pauze", "Break")),
                        Item(
                            datetime.time(15, 45),
                            "table",
                            T("De vraag op de kaart", "The question on the card"),
                            T("Scherper, kleiner, en van uzelf.", "Sharper, smaller, and your own."),
                            ("Noor Zonnewerf",),
                        ),
                    ),
                    conclusion=T(
                        "Iedereen begint met één vraag, en met twee collega's die er ook iets aan hebben.",
                        "Everybody begins with one question, and with two colleagues who need its answer too.",
                    ),
                ),
            ),
        ),
        Edition(
            "course-next",
            T("Samen Leren Transformeren: de nieuwe leergang", "Learning to Transform Together: the new course"),
            T(
                "De volgende groep begint binnenkort. U kunt zich nog aanmelden.",
                "The next group begins soon. You can still apply.",
            ),
            start=70,
            end=230,
            apply_until=40,
            application_url="https://healthhub.example/aanmelden",
            relations=Relations(
                people=(By("Sanne Korenlicht", "facilitator", "Gemeente Utrecht"),),
                ties=("phase-2",),
                focus_areas=("prevention", "work"),
            ),
        ),
    ),
    methods=T(
        "Sprekers, werken aan een eigen vraag, social denken, stilstaan bij uw rol",
        "Speakers, work on your own question, social thinking, a pause for your role",
    ),
    relations=Relations(
        people=(By("Noor Zonnewerf", "lecturer", "Universiteit Utrecht"), By("Sanne Korenlicht", "contact")),
        organisations=(With("Diakonessenhuis", "organiser"), With("Universiteit Utrecht", "partner")),
        ties=("phase-1", "phase-2"),
        focus_areas=("prevention", "digital", "work"),
    ),
)
