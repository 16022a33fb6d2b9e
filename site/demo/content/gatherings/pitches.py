"""The six pitches of the administrators, and what each table made of them."""

from __future__ import annotations

import datetime

from ..relations import By, Relations
from ..text import T, bullets, paragraph
from .kinds import Pitch, Step
from .people import HAN

REEK = T("Zorgcoöperatie Reek", "Zorgcoöperatie Reek")
PITCHES = (
    Pitch(
        1,
        T("Van onderop bouwen aan gezondheid", "Building health from the ground up"),
        T(
            "Een dorp dat zijn eigen zorg regelt: wat kunnen andere wijken en dorpen daarvan leren?",
            "A village that arranges its own care: what can other neighbourhoods and villages learn from it?",
        ),
        (
            paragraph(
                "In Reek nam een coöperatie van inwoners zelf het initiatief. Onderzoekers van het project 2SHIFT "
                "kijken mee hoe een gemeenschap zo'n rol krijgt en houdt.",
                "In Reek a cooperative of residents took the lead itself. Researchers of the 2SHIFT project look at "
                "how a community gets such a role, and keeps it.",
            ),
        ),
        T("Welke opgave moet scherper?", "Which challenge needs sharpening?"),
        (
            bullets(
                (
                    "Wonen, leven en zorgen vormgeven in wijk of dorp, samen met een sterke gemeenschap.",
                    "Mensen in een kwetsbare positie betrekken als gelijken, met begrip van twee kanten.",
                ),
                (
                    "Give shape to housing, living and caring in the neighbourhood, with a strong community.",
                    "Involve people in a vulnerable position as equals, with understanding on both sides.",
                ),
            ),
        ),
        Relations(
            people=(
                By(
                    "Ilse Bloesemtak",
                    "presenter",
                    HAN,
                    T("lector en projectleider 2SHIFT", "professor and project leader of 2SHIFT"),
                ),
                By("Corrie Hooizolder", "presenter", "Zorgcoöperatie Reek", T("voorzitter", "chair")),
            ),
            ties=("community",),
            focus_areas=("prevention",),
        ),
        questions=(
            T(
                "Hoe komen de drijfveren van alle groepen even goed naar boven?",
                "How do we bring out what drives people equally well in every group?",
            ),
        ),
        steps=(
            Step(
                T(
                    "Beginnen bij wat één inwoner drijft, en van daaruit samen verder bouwen",
                    "Begin with what drives one resident, and build on from there together",
                ),
                REEK,
                "under_way",
            ),
        ),
    ),
    Pitch(
        2,
        T("Inspiratie uit Japan", "Inspiration from Japan"),
        T(
            "In Japan zijn buren vanzelfsprekend attent op elkaar. Wat nemen we daarvan mee naar huis?",
            "In Japan neighbours are attentive to each other as a matter of course. What do we take home from that?",
        ),
        (
            paragraph(
                "Twee reizigers lieten zien hoe een wijk daar om haar oudste bewoners heen staat. Geen groot plan, wel "
                "veel kleine gewoonten.",
                "Two travellers showed how a neighbourhood there stands round its oldest residents. No large plan, but "
                "many small habits.",
            ),
        ),
        T("Waar begint verandering?", "Where does change begin?"),
        (
            bullets(
                (
                    "Bij de waarde voor de samenleving, niet bij het systeem.",
                    "Bij maatwerk, en de moed om het samen te doen.",
                    "Bij blij zijn met wat in het klein al lukt.",
                ),
                (
                    "With what is of value to society, not with the system.",
                    "With what suits the person, and the courage to do it together.",
                    "With joy in what works already, on a small scale.",
                ),
            ),
        ),
        Relations(
            people=(
                By("Hanna Rietpoort", "presenter", "Zorgalliantie", T("programmamanager", "programme manager")),
                By("Marcel Uiterwaard", "presenter", "RijnWaal Zorggroep", T("bestuurder", "administrator")),
            ),
            ties=("community",),
            focus_areas=("prevention",),
        ),
        steps=(
            Step(
                T("Een groep koplopers vormen", "Form a group of front runners"),
                T("De deelnemers van de tafel", "The people of the table"),
                "done",
            ),
        ),
    ),
    Pitch(
        3,
        T("Werken in wijk en dorp", "Working in neighbourhood and village"),
        T(
            "Wie dichtbij wil werken, heeft aan een kaart van de wijk niet genoeg.",
            "Those who want to work close by need more than a map of the neighbourhood.",
        ),
        (
            paragraph(
                "Een lector en de Groene Metropoolregio vergeleken wat er in wijken en dorpen gebeurt, en wat er "
                "steeds weer opnieuw wordt bedacht.",
                "A professor and the Groene Metropoolregio compared what happens in neighbourhoods and villages, and "
                "what is thought up anew again and again.",
            ),
        ),
        T("Wat helpt om klein te blijven?", "What helps to stay small?"),
        (
            paragraph(
                "Sluit aan bij wat er is. Vertel elkaar hoe het in de praktijk ging. En investeer in de relatie: "
                "wie eerst iets geeft, krijgt later ook iets terug.",
                "Join in with what is there. Tell each other how things went in practice. And invest in the relation: "
                "those who give first get something back later.",
            ),
        ),
        Relations(
            people=(
                By("Jetta Buurtbrug", "presenter", HAN, T("lector sociale kwaliteit", "professor of social quality")),
                By(
                    "Otto Groenpad",
                    "presenter",
                    "Groene Metropoolregio Arnhem-Nijmegen",
                    T("programmaleider", "programme leader"),
                ),
            ),
            ties=("community",),
            focus_areas=("prevention",),
        ),
    ),
    Pitch(
        4,
        T("Ondernemen met impact", "Enterprise with impact"),
        T(
            "Een snel bootje naast een groot schip: hoe vernieuwt u in een sector die haar eigen gang gaat?",
            "A speedboat next to a large ship: how do you renew a sector that goes its own way?",
        ),
        (
            paragraph(
                "Driestroom geeft ondernemers de ruimte onder een gezamenlijke vlag. Dat vraagt om bescherming: een "
                "schild om het bootje.",
                "Driestroom gives enterprising people room under a shared flag. That takes protection: a shield around "
                "the boat.",
            ),
        ),
        T("Hoe bouwt u een schild om uw snelle bootje?", "How do you build a shield around your speedboat?"),
        (
            bullets(
                (
                    "<b>Vertel verhalen:</b> laat zien wat goed gaat.",
                    "<b>Zoek ambassadeurs</b> die er zelf geen belang bij hebben.",
                    "<b>Bouw een gemeenschap</b> van mensen die hetzelfde belangrijk vinden.",
                ),
                (
                    "<b>Tell stories:</b> show what goes well.",
                    "<b>Find ambassadors</b> who have no stake in it.",
                    "<b>Build a community</b> of people who value the same things.",
                ),
            ),
        ),
        Relations(
            people=(
                By("Bas Windkracht", "presenter", HAN, T("lector kansrijk ondernemen", "professor of enterprise")),
                By("Fenna Snelboot", "presenter", "Driestroom", T("bestuurder", "administrator")),
            ),
            ties=("enterprise",),
            focus_areas=("work",),
        ),
        steps=(
            Step(
                T(
                    "Met meerdere bootjes een bondgenootschap sluiten, en dan pas aanleggen bij de grote schepen",
                    "Form an alliance of several boats, and only then moor alongside the large ships",
                ),
                T("Driestroom", "Driestroom"),
            ),
        ),
    ),
    Pitch(
        5,
        T("Inwoners kiezen hun technologie", "Residents choose their technology"),
        T(
            "Technologie voor gezondheid die begint bij de vraag van inwoners, en niet bij het apparaat.",
            "Technology for health that begins with what residents ask for, and not with the device.",
        ),
        (
            paragraph(
                "Rijnstate en de HAN laten inwoners meebeslissen over wat er wordt ontwikkeld. Dat is wennen, en het "
                "levert andere dingen op.",
                "Rijnstate and HAN let residents help decide what is developed. That takes getting used to, and it "
                "brings other things.",
            ),
        ),
        T("Wat is precies de uitdaging, en voor wie?", "What exactly is the challenge, and for whom?"),
        (
            bullets(
                (
                    "Help medewerkers van bedrijven over de drempel om vrijwilliger in de wijk te worden.",
                    "Reken niet alleen met geld: een plan kan op meer manieren iets opleveren.",
                    "Neem technologie mee in plannen voor samen wonen.",
                ),
                (
                    "Nudge employees of businesses to become volunteers in the neighbourhood.",
                    "Don't count money alone: a plan can bring value in several ways.",
                    "Take technology along in plans for living together.",
                ),
            ),
        ),
        Relations(
            people=(
                By(
                    "Rutger Schakelaar",
                    "presenter",
                    HAN,
                    T("lector technologie voor gezondheid", "professor of health technology"),
                ),
                By(
                    "Dunya Sterrenbos",
                    "presenter",
                    "Rijnstate",
                    T("manager concernstaf", "manager of the central staff"),
                ),
            ),
            ties=("technology",),
            focus_areas=("digital",),
        ),
        questions=(
            T(
                "Hoe betrekken we wijken en hun netwerk bij het vinden van een goede uitdaging?",
                "How do we involve neighbourhoods and their network in finding a good challenge?",
            ),
        ),
    ),
    Pitch(
        6,
        T("Welkom in het dorp", "Welcome to the village"),
        T(
            "Nieuwkomers horen er pas bij als ze ook echt mee kunnen doen. Wat staat er nog in de weg?",
            "Newcomers belong only when they can really take part. What stands in the way?",
        ),
        (
            paragraph(
                "Spectrum Elan en Samenso vertelden hoe snel een woord een stempel wordt. Hun voorstel: praat niet "
                "over nieuwkomers, maar regel het met hen.",
                "Spectrum Elan and Samenso told how soon a word becomes a label. Their proposal: don't talk about "
                "newcomers, but arrange things with them.",
            ),
        ),
        T("Wat moeten we uitzoeken, en wat kan nu al?", "What must we find out, and what can be done now?"),
        (
            paragraph(
                "De tafel koos drie onderwerpen voor onderzoek, en wilde daar niet op wachten. Drie afspraken gingen "
                "dezelfde middag nog op papier.",
                "The table chose three subjects for research, and did not want to wait for them. Three agreements were "
                "put on paper that same afternoon.",
            ),
        ),
        Relations(
            people=(
                By("Pim Thuishaven", "presenter", "Spectrum Elan", T("adviseur", "adviser")),
                By("Selma Welkomst", "presenter", "Samenso", T("bestuurder", "administrator")),
            ),
            ties=("newcomers",),
            focus_areas=("prevention", "work"),
        ),
        research_themes=(
            T(
                "Samenwerken over domeinen heen, met inwoners en nieuwkomers als mede-eigenaren",
                "Working together across domains, with residents and newcomers as co-owners",
            ),
            T(
                "Kennis uit praktijk en onderzoek bruikbaar maken in het dagelijks werk",
                "Making knowledge from practice and research usable in daily work",
            ),
            T(
                "Regie op alle leefgebieden, zodat nieuwkomers volledig mee kunnen doen",
                "Direction in all areas of life, so that newcomers can take part in full",
            ),
        ),
        steps=(
            Step(
                T(
                    "Het onderwerp op de agenda zetten van het netwerk in Overbetuwe",
                    "Put the subject on the agenda of the network in Overbetuwe",
                ),
                T("Gemeente Overbetuwe", "Municipality of Overbetuwe"),
                "done",
                datetime.date(2024, 3, 1),
                "action",
            ),
            Step(
                T(
                    "Mensen uit de groep zelf aanstellen als casusregisseur",
                    "Appoint people from the group itself as case managers",
                ),
                T("Samenso", "Samenso"),
                "under_way",
                kind="action",
            ),
            Step(
                T("De woningcorporaties met elkaar in contact brengen", "Put the housing corporations in touch"),
                T("Spectrum Elan", "Spectrum Elan"),
                kind="action",
            ),
        ),
    ),
)
