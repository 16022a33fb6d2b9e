"""Completes a build: compiles the translations, so that nothing needs gettext, and fills a wheel."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BESIDE_THE_PACKAGES = ("templates", "locale", "build/static")
PROJECT = "hub/project"
"""Where a wheel has them, and hub.settings.places finds them."""


def compile_messages(root: Path) -> list[Path]:
    """Write a .mo file beside every .po file below `root`/locale and return what was written."""
    compiled = []
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source)).save_as_mofile(str(target))
        compiled.append(target)
    return compiled


class CompleteBuild(BuildHookInterface):
    """Hatch calls this before it builds a wheel or an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        compile_messages(root)
        if version == "editable":
            return
        if not (root / "build" / "static" / "site.css").is_file():
            raise SystemExit("The design isn't built, and a wheel needs it: use `make wheel`.")
        for folder in BESIDE_THE_PACKAGES:
            build_data["force_include"][str(root / folder)] = f"{PROJECT}/{folder}"


if __name__ == "__main__":
    compile_messages(Path(__file__).resolve().parent)
