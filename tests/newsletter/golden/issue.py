"""One issue that holds everything an issue can hold, in both languages; beside it, how its mails look.

After a change of the mail that is meant: `python -m tests.newsletter.golden`, and look at what git says has changed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from network.palette import DEFAULTS, palette_of
from newsletter.content import BlockContent, ImageFile, IssueContent, ItemContent, PictureContent
from newsletter.identity import Identity
from newsletter.rendering import RenderedMail, render_mail

FOLDER = Path(__file__).parent
SITE = "https://netwerk.example"
UNSUBSCRIBE, PREFERENCES = f"{SITE}/uitschrijven/", f"{SITE}/voorkeuren/"


def identity(language: str) -> Identity:
    return Identity(
        network="Gezond Netwerk",
        postal_address="Gezond Netwerk\nDomplein 1\n3512 JC Utrecht",
        sender_name="Gezond Netwerk",
        sender_address="nieuws@netwerk.example",
        reply_to="post@netwerk.example",
        archive_url=f"{SITE}/{language}/nieuwsbrief/",
        privacy_url=f"{SITE}/{language}/privacy/",
        palette=palette_of(DEFAULTS),
    )


def picture(name: str, alt: str) -> PictureContent:
    return PictureContent(
        alt, ImageFile(f"/media/{name}-960.jpg", 960, 600), ImageFile(f"/media/{name}-480.jpg", 480, 300)
    )


def item(key: str, kind: str, title: str, teaser: str = "", **fields: Any) -> ItemContent:
    given = {"purpose": "news", "language": "nl", "url": f"/nl/{key}/", "date": date(2026, 3, 2), **fields}
    return ItemContent(key=key, kind=kind, title=title, teaser=teaser, **given)


DUTCH = IssueContent(
    language="nl",
    title="Nieuwsbrief 10 maart 2026",
    subject="Wijkteams leren van elkaar",
    preheader="Ook: wat ouderen zelf willen, een nieuwe leergang en de kennisdag",
    intro_html=(
        "<p>Beste lezer, dit nummer gaat over <b>leren van elkaar</b>. "
        'Lees ook <a href="/nl/visie/">onze visie</a>.</p>'
        "<ul><li>Wat wijkteams leerden</li><li>Wat er <i>komt</i></li></ul>"
    ),
    url="/nl/nieuwsbrief/2026-03-10/",
    moment=datetime(2026, 3, 10, 9, tzinfo=UTC),
    items=(
        item(
            "wijkteams",
            "news",
            "Wijkteams leren van elkaars fouten",
            "Vijf teams keken een halfjaar bij elkaar mee. Wat zij anders zijn gaan doen, en wat niet hielp.",
            picture=picture("wijk", "Vijf mensen rond een tafel vol koffiekopjes"),
            topics=(1,),
        ),
        item(
            "ouderen",
            "news",
            "Preventie & <ouderen>: “wat wij zelf willen”",
            "Achthonderd ouderen vulden de vragenlijst in.",
            picture=picture("ouderen", ""),
            pinned=True,
        ),
        item("beeldbellen", "news", "Beeldbellen blijft", language="nl", purpose="translation"),
        item(
            "leergang",
            "academy",
            "Leergang arbeidsmarktvraagstukkencoördinatie",
            "Voor wie mensen aan werk in de zorg helpt.",
            purpose="announcement",
            apply_until=date(2026, 4, 1),
        ),
        item(
            "kennisdag",
            "agenda",
            "Kennisdag Digitale zorg",
            "In Amersfoort, de hele dag.",
            purpose="reminder",
            date=date(2026, 3, 19),
        ),
        item("vraag", "questions", "Hoe bereik je wie nooit opendoet?", "Deze vraag staat open."),
        item("partner", "network", "Een nieuwe partner: Huisartsen Eemland", "Zij doen mee vanaf april."),
    ),
    blocks=(
        BlockContent("text", 0, html='<p>Vooraf: het <a href="/nl/contact/">secretariaat</a> is verhuisd.</p>'),
        BlockContent("call_out", 1, "Vul de vragenlijst in", "<p>Tot <b>vrijdag</b>; dat kost vijf minuten.</p>"),
        BlockContent("quote", 3, "Nu weet ik wie ik kan bellen.", attribution="een wijkverpleegkundige in Zeist"),
        BlockContent("button", 4, "Meld u aan voor de leergang", url="/nl/leergang/aanmelden/"),
        BlockContent("text", 7, html="<p>Tot over twee weken.</p><ul><li>Redactie</li></ul>"),
    ),
)

ENGLISH = replace(
    DUTCH,
    language="en",
    title="Newsletter 10 March 2026",
    subject="District teams learn from each other",
    preheader="Also: what elderly people want, a new course and the knowledge day",
    intro_html=(
        "<p>Dear reader, this issue is about <b>learning from each other</b>. "
        'Read <a href="/en/vision/">our vision</a>, too.</p>'
        "<ul><li>What district teams learned</li><li>What <i>comes</i></li></ul>"
    ),
    url="/en/newsletter/2026-03-10/",
    items=(
        replace(
            DUTCH.items[0],
            language="en",
            title="District teams learn from each other's mistakes",
            teaser="Five teams looked over each other's shoulder for half a year. What they do differently now.",
            url="/en/district-teams/",
            picture=picture("wijk", "Five people round a table full of coffee cups"),
        ),
        DUTCH.items[1],
        replace(DUTCH.items[2], language="en", title="Video calls are here to stay", url="/en/video-calls/"),
        replace(
            DUTCH.items[3],
            language="en",
            title="Course: coordinating the labour market",
            teaser="For who helps people find work in health care.",
            url="/en/course/",
        ),
        *DUTCH.items[4:],
    ),
    blocks=(
        BlockContent("text", 0, html='<p>First: the <a href="/en/contact/">secretariat</a> has moved.</p>'),
        BlockContent("call_out", 1, "Fill in the questionnaire", "<p>Until <b>Friday</b>; it takes five minutes.</p>"),
        BlockContent("quote", 3, "Now I know whom to call.", attribution="a district nurse in Zeist"),
        BlockContent("button", 4, "Apply for the course", url="/en/course/apply/"),
        BlockContent("text", 7, html="<p>Until in two weeks.</p><ul><li>The editors</li></ul>"),
    ),
)
ISSUES = {"nl": DUTCH, "en": ENGLISH}


def rendered(language: str) -> RenderedMail:
    """The golden issue's mail, with the settings of the site that are in force."""
    return render_mail(ISSUES[language], identity(language)).for_reader(UNSUBSCRIBE, PREFERENCES)
