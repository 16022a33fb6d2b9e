"""Which drawings there are, what they show in words, and where the eye should stay when they are cropped."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from .canvas import Canvas
from .scenes import (
    bridge,
    canal,
    circle,
    corridor,
    door,
    farm,
    garden,
    home,
    neighbourhood,
    practice,
    road,
    table,
    tower,
    video,
)


@dataclass(frozen=True)
class Drawing:
    """A picture of the demo: how to paint it, its title and alt texts, and its focal area.

    The focal area is (x, y, width, height) in pixels of the finished picture, x and y being its centre.
    """

    name: str
    paint: Callable[[], Canvas]
    title_nl: str
    alt_nl: str
    alt_en: str
    focus: tuple[int, int, int, int]

    def draw(self) -> Image.Image:
        """The finished picture, the same every time."""
        return self.paint().finished()

    def png(self) -> bytes:
        """The finished picture as a PNG file."""
        file = io.BytesIO()
        self.draw().save(file, "PNG")
        return file.getvalue()


_ALL = (
    Drawing(
        "canal",
        canal.paint,
        "Langs de werf",
        "Grachtenhuizen boven een werf. Mensen drinken koffie bij de werfkelders en een trap leidt van "
        "de straat naar het water.",
        "Canal houses above a wharf. People drink coffee by the cellars, and a stair leads from the "
        "street to the water.",
        (700, 640, 900, 520),
    ),
    Drawing(
        "tower",
        tower.paint,
        "Boven de daken",
        "Een gotische toren in de avondzon boven de daken. Een meisje en een man laten op een dakterras "
        "een vlieger op.",
        "A gothic tower in the evening sun above the roofs. A girl and a man fly a kite from a roof terrace.",
        (880, 560, 900, 760),
    ),
    Drawing(
        "bridge",
        bridge.paint,
        "Over de brug",
        "Drie mensen fietsen achter elkaar over een gemetselde brug. Onder de boog door vaart een roeibootje.",
        "Three people cycle over a brick bridge, one behind the other. A rowing boat passes under the arch.",
        (760, 540, 1100, 460),
    ),
    Drawing(
        "neighbourhood",
        neighbourhood.paint,
        "De wijk van boven",
        "Een wijk van boven gezien: huizenblokken rond groene binnentuinen, een gracht met bootjes en "
        "een rode route naar een gezondheidscentrum.",
        "A neighbourhood from above: blocks round green courtyards, a canal with boats and a red route "
        "to a health centre.",
        (760, 480, 800, 600),
    ),
    Drawing(
        "table",
        table.paint,
        "Aan tafel",
        "Acht mensen van boven gezien rond een tafel. Op de kaart in het midden loopt een rode lijn van "
        "wijk naar wijk.",
        "Eight people round a table, seen from above. On the map between them a red line runs from one "
        "area to the next.",
        (800, 533, 700, 500),
    ),
    Drawing(
        "circle",
        circle.paint,
        "In de kring",
        "Acht mensen zitten in een kring. Ze houden samen één rode draad vast.",
        "Eight people sit in a circle. Together they hold one red thread.",
        (800, 640, 900, 520),
    ),
    Drawing(
        "video",
        video.paint,
        "Overleg op het scherm",
        "Een beeldscherm op een bureau met zes mensen in een videogesprek.",
        "A screen on a desk, with six people in a video call.",
        (800, 420, 900, 640),
    ),
    Drawing(
        "corridor",
        corridor.paint,
        "Samen op de gang",
        "Een verpleegkundige, een student en een arts overleggen op de gang van een ziekenhuis. Op de "
        "vloer loopt een rode lijn.",
        "A nurse, a student and a doctor confer in a hospital corridor. A red line runs along the floor.",
        (800, 640, 760, 640),
    ),
    Drawing(
        "practice",
        practice.paint,
        "Gezondheidscentrum in het groen",
        "Een laag gezondheidscentrum tussen bomen. Een vrouw duwt een man in een rolstoel over het pad naar de ingang.",
        "A low health centre among trees. A woman pushes a man in a wheelchair along the path to the entrance.",
        (720, 680, 860, 560),
    ),
    Drawing(
        "door",
        door.paint,
        "De wijkverpleegkundige aan de deur",
        "Een wijkverpleegkundige met een rode tas begroet een oudere vrouw met een stok, die haar voordeur opendoet.",
        "A district nurse with a red bag greets an older woman with a stick, who has opened her front door.",
        (920, 620, 640, 660),
    ),
    Drawing(
        "home",
        home.paint,
        "Zorg op afstand",
        "Een oudere man zit in zijn leunstoel en praat via een tablet met een zorgverlener. Voor hem op "
        "het kleed ligt een kat.",
        "An older man sits in his armchair and talks with a carer on a tablet. A cat lies on the rug in front of him.",
        (860, 640, 640, 560),
    ),
    Drawing(
        "road",
        road.paint,
        "De weg naar 2030",
        "Een weg met drie bochten loopt door het landschap naar een toren aan de horizon. Twee "
        "volwassenen en een kind zijn onderweg.",
        "A road with three bends runs through the land to a tower on the horizon. Two adults and a child "
        "are on their way.",
        (900, 620, 900, 640),
    ),
    Drawing(
        "farm",
        farm.paint,
        "Boerderij in het openluchtmuseum",
        "Een boerderij met een rieten dak, een molen en koeien. Drie bezoekers lopen over het pad naar de deur.",
        "A farmhouse with a thatched roof, a mill and cows. Three visitors walk up the path to the door.",
        (760, 640, 860, 640),
    ),
    Drawing(
        "garden",
        garden.paint,
        "De buurttuin",
        "Buren werken in een tuin met bakken vol groente. Een vrouw giet, een man draagt de oogst en een "
        "tuinslang verbindt de bakken.",
        "Neighbours at work among raised beds full of vegetables. A woman waters, a man carries the "
        "harvest, and a hose links the beds.",
        (860, 700, 900, 560),
    ),
)

DRAWINGS = {drawing.name: drawing for drawing in _ALL}
