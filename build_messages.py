"""Compiles the translations when the project is installed or built, so that nothing needs gettext."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_messages(root: Path) -> list[Path]:
    """Write a .mo file beside every .po file below `root`/locale and return what was written."""
    compiled = []
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source)).save_as_mofile(str(target))
        compiled.append(target)
    return compiled


class CompileMessages(BuildHookInterface):
    """Hatch calls this before it builds a wheel or an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        build_data["artifacts"] += [str(path.relative_to(root)) for path in compile_messages(root)]


if __name__ == "__main__":
    compile_messages(Path(__file__).resolve().parent)
