"""A network's colours: the few that are chosen, those that follow from them, and what has to be readable on what."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache

from .contrast import TEXT, contrast, is_readable, mix, mix_readably, nearest_readable

DEFAULTS = {
    "light_paper": "#fbf9f4",
    "light_surface": "#f2eadc",
    "light_ink": "#17262b",
    "light_primary": "#0a5f59",
    "light_accent": "#b83a1e",
    "dark_paper": "#11191c",
    "dark_surface": "#1b272b",
    "dark_ink": "#eef3f1",
    "dark_primary": "#7ad3c6",
    "dark_accent": "#ff9f85",
    "highlight": "#ffd166",
}

READ_ON = {
    **{
        f"{scheme}_{text}": (f"{scheme}_paper", f"{scheme}_surface")
        for scheme in ("light", "dark")
        for text in ("ink", "primary", "accent")
    },
    # It stands on the coloured band of both schemes, and as a button there it carries the text.
    "highlight": ("light_primary", "dark_paper", "light_ink"),
}
"""What has to be told apart: a chosen colour, and all that it stands on. Each is text somewhere, so 4.5 to 1 holds for
all; the outline of what has the focus has the colour of the text, and the route that of links."""


@dataclass(frozen=True)
class Unreadable:
    """Two chosen colours with too little between them, and a colour for the first that would do, if there is one."""

    text: str
    ground: str
    ratio: float
    instead: str | None


def unreadable(chosen: Mapping[str, str]) -> list[Unreadable]:
    """What can't be read in a choice of colours, named as in DEFAULTS."""
    found = []
    for text, grounds in READ_ON.items():
        # What it is the ground of itself counts as well, or the advice would lead to the next refusal.
        beside = [*grounds, *(other for other, on in READ_ON.items() if text in on)]
        instead = nearest_readable(chosen[text], [chosen[name] for name in beside])
        for ground in grounds:
            ratio = contrast(chosen[text], chosen[ground])
            if ratio < TEXT:
                found.append(Unreadable(text, ground, ratio, instead))
    return found


@dataclass(frozen=True)
class Scheme:
    """All colours of the light or the dark scheme, named as the style sheets name them."""

    paper: str
    surface: str
    ink: str
    muted: str
    primary: str
    primary_hover: str
    on_primary: str
    accent: str
    band: str
    on_band: str
    on_band_muted: str
    band_route: str
    on_band_route: str


@dataclass(frozen=True)
class Palette:
    """A network's colours in both schemes. Whatever `unreadable` lets pass is readable in all of them."""

    light: Scheme
    dark: Scheme

    @property
    def stylesheet(self) -> str:
        """What overrules the style sheets' own colours. In the layer of the tokens, so that print still has the say."""
        dark = f"@media (prefers-color-scheme:dark){{:root{{{_declarations(self.dark)}}}}}"
        return f"@layer tokens{{:root{{{_declarations(self.light)}}}{dark}}}\n"

    @property
    def version(self) -> str:
        """Names these colours: other colours have another name."""
        return hashlib.sha256(self.stylesheet.encode()).hexdigest()[:12]


def palette_of(chosen: Mapping[str, str]) -> Palette:
    """All colours that follow from a choice, named as in DEFAULTS."""
    return _palette(tuple(chosen[name] for name in DEFAULTS))


@lru_cache(maxsize=8)
def _palette(values: tuple[str, ...]) -> Palette:
    chosen = dict(zip(DEFAULTS, values, strict=True))
    light = {name.removeprefix("light_"): chosen[name] for name in DEFAULTS if name.startswith("light_")}
    dark = {name.removeprefix("dark_"): chosen[name] for name in DEFAULTS if name.startswith("dark_")}
    highlight = chosen["highlight"]
    bands = (mix(light["primary"], dark["paper"], share / 20) for share in range(10, 21))
    dark_band = next(
        (band for band in bands if is_readable(band, (dark["ink"], highlight))),
        dark["paper"],
    )
    return Palette(
        _scheme(light, light["primary"], light["paper"], highlight, light["ink"]),
        _scheme(dark, dark_band, dark["ink"], highlight, light["ink"]),
    )


def _scheme(chosen: Mapping[str, str], band: str, on_band: str, highlight: str, on_highlight: str) -> Scheme:
    ink, primary, paper = chosen["ink"], chosen["primary"], chosen["paper"]
    grounds = (paper, chosen["surface"])
    return Scheme(
        **chosen,
        muted=mix_readably(ink, paper, 0.3, grounds),
        primary_hover=mix_readably(primary, ink, 0.45, grounds),
        on_primary=paper,
        band=band,
        on_band=on_band,
        on_band_muted=mix_readably(on_band, band, 0.2, (band,)),
        band_route=highlight,
        on_band_route=on_highlight,
    )


def _declarations(scheme: Scheme) -> str:
    return ";".join(f"--brand-{name.replace('_', '-')}:{value}" for name, value in asdict(scheme).items())
