"""What the editors' manual says, shown in a running demo: its pictures, and what stands on the screen at each step."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

from hub.manual.guides import Guide, guide

RECORDS = Path(__file__).parent / "manual"
WINDOW = {"width": 1100, "height": 900}
MARGIN = 12
BELOW_THE_HEADER = 64
SHARPNESS = 1.25
QUALITY = 45
# Everything that a person or a screen reader could find as a name: text in view, labels for the ear, the closed menus.
NAMES = """() => [
  document.body.innerText,
  ...[...document.querySelectorAll('[aria-label]')].filter(it => it.checkVisibility()).map(it => it.ariaLabel),
  ...[...document.querySelectorAll('a, button')].filter(it => it.checkVisibility()).map(it => it.innerText),
  ...[...document.querySelectorAll('input[type=submit]')].map(it => it.value),
  ...[...document.querySelectorAll('#wagtail-sidebar a, #wagtail-sidebar button')].map(it => it.textContent),
].join('\\n').split('\\n').map(line => line.replace(/\\s+/g, ' ').trim()).filter(Boolean)"""
# What belongs to the program and not to the demo's words; what has a number in it is a date, a count or a title.
LABELS = """([left, top, right, bottom]) => {
  const kinds = 'button, label, legend, summary, th, h2, h3, a.button, [type=submit], [role=tab], [role=option]';
  const texts = [...document.querySelectorAll(kinds)].filter(it => {
    const box = it.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return it.checkVisibility({ visibilityProperty: true }) && x > left && x < right && y > top && y < bottom;
  }).map(it => (it.innerText || it.value || '').replace(/\\s+/g, ' ').trim());
  return [...new Set(texts)].filter(text => text && !/\\d|…/.test(text)).sort();
}"""


@dataclass
class Tour:
    """A window on the admin in one language; with a folder, pictures are put into it."""

    site: str
    language: str
    pictures: Path | None = None
    page: Page = field(init=False)
    seen: dict[str, list[set[str]]] = field(default_factory=lambda: defaultdict(list))
    """For each guide and step, everything that stood on the screen in that step."""
    shown: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    """For each guide and picture, the labels in it."""
    _guide: Guide | None = None
    _seen_since: set[str] = field(default_factory=set)

    def begin(self, name: str) -> None:
        """From here on the steps are those of this guide."""
        self._guide = guide(name, self.language)
        assert self._guide.language == self.language

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}/cms/{path}")
        self.page.locator("#wagtail-sidebar a").first.wait_for()

    def look(self) -> None:
        """Note what stands on the screen, for the step to come."""
        self._seen_since.update(self.page.evaluate(NAMES))

    def step(self, *region: Locator) -> None:
        """The next step is about what the screen shows now; its picture shows the region."""
        assert self._guide
        number = len(self.seen[self._guide.name])
        picture = self._guide.steps[number].picture
        assert bool(picture) == bool(region), f"{self._guide.name}, step {number + 1}: a region for a picture"
        if picture:
            self._show(picture, region)
        self.look()
        self.seen[self._guide.name].append(self._seen_since)
        self._seen_since = set()

    def _show(self, picture: str, region: tuple[Locator, ...]) -> None:
        assert self._guide
        height = self._box(region)[3] - self._box(region)[1]
        above = max(BELOW_THE_HEADER, (WINDOW["height"] - height) / 2)
        region[0].evaluate(
            "(it, above) => { it.style.scrollMarginTop = `${above}px`; it.scrollIntoView({ behavior: 'instant' }); }",
            above + MARGIN,
        )
        left, top, right, bottom = self._box(region)
        bottom = min(bottom, WINDOW["height"])
        self.shown[self._guide.name][picture] = self.page.evaluate(LABELS, [left, top, right, bottom])
        if self.pictures:
            file = self.pictures / self.language / self._guide.name / f"{picture}.webp"
            file.parent.mkdir(parents=True, exist_ok=True)
            clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
            taken = self.page.screenshot(clip=clip, animations="disabled")  # type: ignore[arg-type]
            Image.open(io.BytesIO(taken)).convert("RGB").save(file, quality=QUALITY, method=6)

    def _box(self, region: tuple[Locator, ...]) -> tuple[float, float, float, float]:
        """From where to where a region goes in the window, with some room around it."""
        boxes = [box for one in region if (box := one.bounding_box())]
        left, top = (min(box[side] for box in boxes) - MARGIN for side in ("x", "y"))
        right = min(WINDOW["width"], max(box["x"] + box["width"] for box in boxes) + MARGIN)
        return left, top, right, max(box["y"] + box["height"] for box in boxes) + MARGIN


def record_of(language: str) -> Path:
    """Where the labels stand that the pictures of a language show."""
    return RECORDS / f"{language}.json"


def recorded(language: str) -> dict[str, dict[str, list[str]]]:
    """The labels that the pictures of a language show."""
    shown: dict[str, dict[str, list[str]]] = json.loads(record_of(language).read_text())
    return shown


def record(tour: Tour) -> None:
    """Keep which labels the pictures show that were taken just now."""
    record_of(tour.language).parent.mkdir(exist_ok=True)
    record_of(tour.language).write_text(json.dumps(tour.shown, ensure_ascii=False, indent=1) + "\n")
