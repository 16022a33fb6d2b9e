"""Articles from the network's first years, with dates of their own."""

from __future__ import annotations

import datetime

from ..text import CallOut, KeyFigures, Quote, T, bullets, figure, heading, paragraph
from .article import Article

COURSE = Article(
    key="course-opens",
    about=("course-2022",),
    date=datetime.date(2022, 3, 23),
    title=T("Ruim dertig professionals beginnen aan nieuwe leergang", "Over thirty professionals begin a new course"),
    lead=T(
        "Dinsdag 22 maart 2022 ging de eerste editie van Samen Leren Transformeren van start. Deelnemers uit "
        "allerlei organisaties werken aan oplossingen voor nu, en aan een beter systeem voor later.",
        "The first edition of Learning to Transform Together opened on Tuesday 22 March 2022. Participants from many "
        "organisations work on solutions for today, and on a better system for later.",
    ),
    picture="tower",
    focus_areas=("prevention", "digital", "work"),
    body=(
        paragraph(
            "Een verpleegkundige, een beleidsmaker, een docent en een onderzoeker zitten aan één tafel. Ze kennen "
            "elkaar nog niet, maar hun werk raakt elke dag dezelfde mensen. Dat is de gedachte achter Samen Leren "
            "Transformeren: de leergang haalt professionals uit hun vaste kring en laat hen samen zoeken.",
            "A nurse, a policy maker, a teacher and a researcher share one table. They do not know each other yet, "
            "but their work touches the same people every day. That is the thought behind Learning to Transform "
            "Together: the course takes professionals out of their usual circle and lets them search together.",
        ),
        heading("Een oproep aan de regio", "A call to the region"),
        paragraph(
            "De opening was in handen van de bestuursvoorzitter van het Diakonessenhuis. De boodschap: gezondheid is "
            "te ingewikkeld geworden voor één ziekenhuis. Bewoners, welzijn, gemeente, wetenschap en onderwijs zijn "
            "allemaal nodig, en niemand kan wachten tot de ander begint.",
            "The chair of the board of the Diakonessenhuis opened the course. The message: health has become too "
            "complex for a single hospital. Residents, welfare, city, science and education are all needed, and "
            "nobody can wait for another to begin.",
        ),
        KeyFigures(
            (
                figure("30+", "30+", "deelnemers van partnerorganisaties", "participants from partner organisations"),
                figure("3", "3", "focusgebieden waar het programma op aansluit", "focus areas that the course follows"),
                figure("1e", "1st", "editie van deze leergang", "edition of this course"),
            )
        ),
        heading("Leren door te doen", "Learning by doing"),
        paragraph(
            "De deelnemers krijgen sprekers te horen uit de wetenschap, de zorg, het bedrijfsleven en de kunst. "
            "Onder meer de Universiteit Utrecht, Rabobank, de Sociaal Creatieve Raad, UMC Utrecht, Reinaerde en de "
            "Universiteit voor Humanistiek leveren een bijdrage. Met creatieve werkvormen, zoals social denken, "
            "bekijken de deelnemers hun vraag van een andere kant. Ook staan ze stil bij hun eigen rol op het werk.",
            "Participants hear speakers from science, care, business and the arts. Utrecht University, Rabobank, the "
            "Sociaal Creatieve Raad, UMC Utrecht, Reinaerde and the University of Humanistic Studies are among those "
            "that contribute. Creative methods, such as social thinking, show the participants another side of their "
            "question. They also reflect on their own role at work.",
        ),
        Quote(
            T(
                "We zijn gewend om te tellen. Maar wat mensen echt belangrijk vinden, merk je pas als je erbij bent.",
                "We are used to counting. But what really matters to people you notice only when you are there.",
            ),
            T("een docent van de leergang", "a lecturer of the course"),
        ),
        heading("Onderdeel van de academie", "Part of the academy"),
        paragraph(
            "De leergang hoort bij de Health Hub Academy. Daar groeit een groep vakmensen die makkelijk wisselt "
            "tussen bestuurskamer, regio en straat. Het resultaat: nieuwe contacten, een scherper beeld van de "
            "toekomst en routekaarten die niemand vooraf had bedacht. Sluit uw werkgever zich aan bij het netwerk, "
            "dan kunt ook u zich aanmelden voor een volgende editie.",
            "The course is part of the Health Hub Academy. There a group of professionals is growing that moves with "
            "ease between boardroom, region and street. The result: new contacts, a sharper view of the future, and "
            "road maps that nobody had thought of before. If your employer joins the network, you can apply for a "
            "next edition too.",
        ),
    ),
)

REGION = Article(
    key="learning-region",
    about=("region-series",),
    date=datetime.date(2021, 3, 12),
    kind="retrospective",
    title=T("Zes gesprekken over een regio die leert", "Six conversations about a region that learns"),
    lead=T(
        "Van januari tot en met maart 2021 spraken ruim 200 mensen online over leren en ontwikkelen in zorg en "
        "welzijn. Wat viel op, en wat gaan we er samen mee doen?",
        "From January to March 2021 over 200 people talked online about learning and development in health and "
        "welfare. What stood out, and what will we do with it together?",
    ),
    picture="video",
    focus_areas=("work",),
    body=(
        paragraph(
            "Een goed project in de regio houdt vaak op zodra het geld op is. Iedereen was enthousiast, maar de "
            "drukte van alledag wint het. Dat moest anders. Daarom loopt van 2020 tot en met 2025 een gezamenlijke "
            "koers met een naam die tegelijk de opdracht is: samenwerken aan een lerende regio.",
            "A good project in the region often stops when the money runs out. Everybody was keen, but daily "
            "business wins. That had to change. So from 2020 to 2025 there is a shared course whose name is its "
            "task: working together on a learning region.",
        ),
        KeyFigures(
            (
                figure("6", "6", "online ontwikkelsessies", "online development sessions"),
                figure("200+", "200+", "deelnemers in totaal", "participants in all"),
                figure("3", "3", "thema's", "themes"),
            )
        ),
        heading("Drie thema's, drie vragen", "Three themes, three questions"),
        bullets(
            (
                "<b>De kandidaat centraal.</b> Hoe zorgen we dat iedereen die in de zorg wil werken, daar ook een "
                "weg naartoe vindt?",
                "<b>Een cultuur van leren.</b> Wat is er nodig om je hele loopbaan te blijven leren?",
                "<b>Nieuwe vormen van opleiden.</b> Hoe past een opleiding zich aan de persoon aan?",
            ),
            (
                "<b>The candidate comes first.</b> How can everybody who wants to work in care find a way in?",
                "<b>A culture of learning.</b> What does it take to keep learning for a whole career?",
                "<b>New ways of training.</b> How can training fit the person?",
            ),
        ),
        heading("Wat opviel", "What stood out"),
        paragraph(
            "Zorgorganisaties, scholen, de regionale overheid en bedrijven waren het verrassend vaak eens. De "
            "thema's bleken te kloppen met wat er op de werkvloer speelt. En bijna iedereen wil de "
            "verantwoordelijkheid delen: niet omdat het moet, maar omdat het de eigen organisatie vooruithelpt.",
            "Care organisations, schools, regional government and businesses agreed surprisingly often. The themes "
            "turned out to match what people meet at work. And nearly everybody wants to share the responsibility: "
            "not because they must, but because it helps their own organisation.",
        ),
        Quote(
            T(
                "In een uur hoorde ik drie ideeën die bij ons morgen al kunnen. Waarom belden we elkaar nooit?",
                "In one hour I heard three ideas that we could use tomorrow. Why did we never call each other?",
            ),
            T("een opleidingsadviseur van een zorginstelling", "a training adviser of a care organisation"),
        ),
        heading("Hoe het verdergaat", "What comes next"),
        paragraph(
            "Eerst komt alles wat is ingebracht bij elkaar in één publicatie. Daarna volgt een agenda met acties "
            "voor de hele regio. Tot slot vormen zich coalities: kleine groepen organisaties die samen een onderdeel "
            "van het leren opnieuw inrichten.",
            "First, everything that was said is brought together in one publication. Then follows an agenda of "
            "actions for the whole region. Finally coalitions will form: small groups of organisations that together "
            "redesign a part of how we learn.",
        ),
        CallOut(
            T("Meedenken?", "Want to join in?"),
            T(
                "<p>Stuur uw vraag of voorbeeld naar info@healthhub.example.</p>",
                "<p>Send your question or example to info@healthhub.example.</p>",
            ),
        ),
    ),
)

CIRCLE = Article(
    key="knowledge-circle",
    about=("circle-gathering",),
    date=datetime.date(2022, 10, 3),
    kind="retrospective",
    title=T(
        "Eerste kenniskring: regio's zoeken samen hun brandhaarden",
        "First knowledge circle: regions find their hot spots",
    ),
    lead=T(
        "Op maandag 3 oktober 2022 kwamen de regio's van HealthKIC voor het eerst bij elkaar in Ede. De middag "
        "leverde drie leerthema's op, met elf vragen om samen te beantwoorden.",
        "On Monday 3 October 2022 the HealthKIC regions met for the first time, in Ede. The afternoon led to three "
        "learning themes, with eleven questions to answer together.",
    ),
    picture="neighbourhood",
    focus_areas=("prevention",),
    body=(
        paragraph(
            "Hoe krijg je een hele regio in beweging naar gezondheid, in plaats van naar meer zorg? Daar bestaat "
            "geen handleiding voor. Regio's ontdekken het terwijl ze bezig zijn. HealthKIC heeft daarom "
            "kenniskringen opgezet, waarin koplopers hun ervaringen naast elkaar leggen. De eerste kring kwam bijeen "
            "op landgoed Zonneoord.",
            "How do you move a whole region towards health, instead of towards more care? There is no manual for "
            "that. Regions find out along the way. So HealthKIC set up knowledge circles, in which front runners lay "
            "their experiences side by side. The first circle met at the Zonneoord estate.",
        ),
        heading("Kijken waar het brandt", "Looking for where it burns"),
        paragraph(
            "De middag begon met uitleg over Population Health Management: werken aan de gezondheid van iedereen in "
            "een gebied, met cijfers als kompas. Eén hulpmiddel kreeg extra aandacht, de brandhaardenanalyse. Die "
            "laat op de kaart zien in welke straten problemen zich opstapelen, zodat je daar kunt beginnen.",
            "The afternoon began with an explanation of Population Health Management: working on the health of "
            "everybody in an area, with figures as a compass. One tool had special attention, the hot-spot analysis. "
            "It shows on the map in which streets problems pile up, so that you can begin there.",
        ),
        paragraph(
            "Daarna gingen de deelnemers met elkaar in gesprek. Waar loopt het in uw regio vast? En wie heeft dat al "
            "eens opgelost? Nog voor de koffie op was, hadden verschillende regio's een vervolgafspraak gemaakt.",
            "After that, the participants talked among themselves. Where does your region get stuck? And who has "
            "solved that before? Before the coffee was finished several regions had arranged to meet again.",
        ),
        heading("Drie leerthema's", "Three learning themes"),
        bullets(
            (
                "<b>Besturen en organiseren.</b> Van stuurgroep naar een vaste vorm van samenwerken, ook als "
                "belangen botsen.",
                "<b>Samen maken met bewoners en professionals.</b> Aansluiten bij wat bewoners zelf al doen.",
                "<b>De routekaart.</b> Wie kiest de volgende stap, en hoe houd je vaart?",
            ),
            (
                "<b>Governance and organisation.</b> From a steering group to a lasting way of working together, "
                "also when interests clash.",
                "<b>Co-creation with residents and professionals.</b> Join in with what residents already do.",
                "<b>The road map.</b> Who chooses the next step, and how do you keep up the pace?",
            ),
        ),
        Quote(
            T(
                "We dachten dat onze regio achterliep. Nu weten we dat iedereen met dezelfde puzzel zit.",
                "We thought our region was behind. Now we know that everybody has the same puzzle.",
            ),
            T("een programmaleider uit een deelnemende regio", "a programme manager from one of the regions"),
        ),
        paragraph(
            "De kring is onderdeel van het Kennisplein van HealthKIC, een plek waar meerdere kringen hun lessen "
            "delen. Wat de regio's hier leren, komt zo ook bij andere gebieden terecht.",
            "The circle is part of HealthKIC's Kennisplein, a platform where several circles share their lessons. So "
            "what these regions learn reaches other areas too.",
        ),
    ),
)

ARCHIVE = (CIRCLE, COURSE, REGION)
