"""What the network published in the two weeks before the demo was loaded."""

from __future__ import annotations

from ..text import CallOut, KeyFigures, Quote, T, bullets, figure, heading, paragraph
from .article import Article

LATEST = (
    Article(
        key="walk-in-hour",
        published_days_ago=2,
        title=T(
            "Inloopuur in de wijk: zonder afspraak, met koffie", "A walk-in hour nearby: no appointment, but coffee"
        ),
        lead=T(
            "In vier wijken kunt u elke week binnenlopen met een vraag over gezondheid, geld of wonen. Een "
            "wijkverpleegkundige en een buurtwerker zitten voor u klaar.",
            "In four neighbourhoods you can walk in every week with a question about health, money or housing. A "
            "district nurse and a community worker are there for you.",
        ),
        picture="practice",
        focus_areas=("prevention",),
        body=(
            paragraph(
                "Waar ga je heen met een vraag die bij niemand past? Slecht slapen door de buren, een brief die je "
                "niet snapt, een moeder die steeds vaker de weg kwijtraakt. Voor zulke vragen is er het inloopuur.",
                "Where do you go with a question that fits nobody's desk? Bad sleep because of the neighbours, a "
                "letter you do not understand, a mother who loses her way more and more often. For such questions "
                "there is the walk-in hour.",
            ),
            heading("Twee mensen, één gesprek", "Two people, one conversation"),
            paragraph(
                "U vertelt uw verhaal aan twee mensen tegelijk: de een weet veel van gezondheid, de ander van de "
                "wijk. Ze lossen samen op wat meteen kan. Is er meer nodig, dan bellen ze waar u bij zit met de "
                "juiste persoon.",
                "You tell your story to two people at once: one knows a lot about health, the other about the area. "
                "Together they solve what they can on the spot. If more is needed, they call the right person while "
                "you are there.",
            ),
            KeyFigures(
                (
                    figure("4", "4", "wijken doen mee", "neighbourhoods take part"),
                    figure("1 uur", "1 hour", "per week, op een vaste dag", "a week, on a set day"),
                )
            ),
            Quote(
                T(
                    "De helft van de vragen gaat niet over ziekte. Toch voelen mensen zich daarna beter.",
                    "Half of the questions are not about illness. Even so, people feel better afterwards.",
                ),
                T("een wijkverpleegkundige bij het inloopuur", "a district nurse at the walk-in hour"),
            ),
            CallOut(
                T("Waar en wanneer?", "Where and when?"),
                T(
                    "<p>Kijk op het prikbord van uw buurthuis, of vraag het bij de balie van uw huisarts.</p>",
                    "<p>Look on the notice board of your community centre, or ask at your GP's desk.</p>",
                ),
            ),
        ),
    ),
    Article(
        key="course-call",
        about=("course-next",),
        published_days_ago=4,
        title=T("Doe mee aan de volgende leergang", "Join the next course"),
        lead=T(
            "De inschrijving voor een nieuwe editie van Samen Leren Transformeren is open. We zoeken mensen met een "
            "vraag uit hun eigen werk, en met zin om die samen op te lossen.",
            "Applications for a new edition of Learning to Transform Together are open. We look for people with a "
            "question from their own work, who would like to solve it together.",
        ),
        picture="circle",
        focus_areas=("work", "digital"),
        body=(
            paragraph(
                "U hoeft geen ervaren veranderaar te zijn. Wel werkt u bij een partner van het netwerk en loopt u "
                "tegen iets aan dat u alleen niet opgelost krijgt. Een planner die geen roosters meer rond krijgt, "
                "bijvoorbeeld, of een arts die ziet dat patiënten de app niet openen.",
                "You need not be an experienced reformer. You do work for a partner of the network, and you meet "
                "with something that you cannot solve alone. A planner who can no longer fill the rosters, for "
                "instance, or a doctor who sees that patients never open the app.",
            ),
            heading("Wat we vragen", "What we ask"),
            bullets(
                (
                    "ongeveer één dag per maand;",
                    "een vraag die er in uw werk echt toe doet;",
                    "een leidinggevende die achter u staat.",
                ),
                (
                    "about one day a month;",
                    "a question that really matters in your work;",
                    "a manager who supports you.",
                ),
            ),
            paragraph(
                "Wat krijgt u terug? Een groep die met u meedenkt, docenten die niet bang zijn voor een lastige "
                "vraag, en aan het eind een plan dat u de volgende dag kunt gebruiken.",
                "What do you get in return? A group that thinks along with you, lecturers who do not mind a hard "
                "question, and in the end a plan that you can use the next day.",
            ),
            CallOut(
                T("Aanmelden", "How to apply"),
                T(
                    "<p>De data en de uiterste dag om u op te geven staan bij de leergang, onder Academie.</p>",
                    "<p>The dates and the last day to apply are with the course, under Academy.</p>",
                ),
            ),
        ),
    ),
    Article(
        key="video-check-up",
        published_days_ago=6,
        title=T("Controle op de bank: proef met beeldbellen", "A check-up on the couch: a trial with video calls"),
        lead=T(
            "Na een operatie hoeft u voor een controle niet altijd naar het ziekenhuis. In een proef belden "
            "patiënten met beeld. Wat werkte, en voor wie niet?",
            "After an operation you do not always have to go to hospital for a check-up. In a trial, patients called "
            "by video instead. What worked, and for whom did it not?",
        ),
        picture="home",
        focus_areas=("digital",),
        body=(
            paragraph(
                "Een rit van een uur voor een gesprek van vijf minuten: dat kan slimmer. In een proef kozen "
                "patiënten zelf tussen langskomen en beeldbellen. Wie dat wilde, kreeg vooraf thuis hulp bij het "
                "instellen.",
                "An hour's drive for a talk of five minutes: there is a smarter way. In a trial, patients chose "
                "between a visit and a video call. Those who wished had help at home with the settings beforehand.",
            ),
            heading("Drie lessen", "Three lessons"),
            bullets(
                (
                    "Laat mensen kiezen. Wie moet, haakt af.",
                    "Oefen één keer samen. Daarna gaat het bijna altijd goed.",
                    "Houd een stoel vrij. Soms wil iemand toch liever iemand zien.",
                ),
                (
                    "Let people choose. Those who are forced drop out.",
                    "Practise once together. After that it nearly always goes well.",
                    "Keep a chair free. Sometimes people would rather see someone after all.",
                ),
            ),
            Quote(
                T(
                    "Mijn dochter woont ver weg en keek mee. Zo hoorde zij het ook.",
                    "My daughter lives far away and watched along. So she heard it too.",
                ),
                T("een patiënt die meedeed aan de proef", "a patient who took part in the trial"),
            ),
            paragraph(
                "De proef krijgt een vervolg op andere afdelingen. Ook dan blijft het een keuze.",
                "The trial will go on in other departments. There too it will remain a choice.",
            ),
        ),
    ),
    Article(
        key="questions-answered",
        about=("circle",),
        published_days_ago=9,
        title=T("Drie leervragen hebben een antwoord", "Three learning questions have an answer"),
        lead=T(
            "Hoe bereik je bewoners die nooit reageren? Wie bepaalt de volgende stap? Drie vragen uit onze kringen "
            "zijn beantwoord. De antwoorden zijn korter dan we dachten.",
            "How do you reach residents who never respond? Who decides the next step? Three questions from our "
            "circles have been answered. The answers are shorter than we expected.",
        ),
        picture="table",
        focus_areas=("prevention", "work"),
        body=(
            paragraph(
                "Een leervraag staat bij ons open tot iemand kan laten zien wat werkt. Deze drie gaan nu van de lijst.",
                "With us, a learning question stays open until somebody can show what works. These three now leave "
                "the list.",
            ),
            heading("Hoe betrek je bewoners die je nooit ziet?", "How do you involve residents you never see?"),
            paragraph(
                "Ga naar hen toe, en neem iets nuttigs mee. Een fietsreparateur op het plein leverde meer gesprekken "
                "op dan tien brieven.",
                "Go to them, and bring something useful. A bicycle repairer on the square led to more conversations "
                "than ten letters did.",
            ),
            heading("Wie bepaalt de volgende stap?", "Who decides the next step?"),
            paragraph(
                "Degene die hem moet zetten. Bestuurders bewaken de richting, de uitvoerders kiezen het tempo.",
                "Whoever has to take it. Boards guard the direction, those who do the work choose the pace.",
            ),
            heading("Hoe houd je het vol?", "How do you keep it up?"),
            paragraph(
                "Reken vooraf op wisselingen. Zet elke taak op twee namen, dan gaat er niets verloren als iemand "
                "vertrekt.",
                "Count on changes beforehand. Put two names to each task, and nothing is lost when somebody leaves.",
            ),
            CallOut(
                T("Heeft u een beter antwoord?", "Do you have a better answer?"),
                T(
                    "<p>Mail het naar info@healthhub.example. Dan gaat de vraag gewoon weer open.</p>",
                    "<p>Mail it to info@healthhub.example. Then the question simply opens again.</p>",
                ),
            ),
        ),
    ),
)
