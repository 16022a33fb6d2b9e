"""Where the project's own files are: in its repository, or in a wheel that was installed."""

from pathlib import Path

HUB = Path(__file__).resolve().parents[1]
REPOSITORY = HUB.parents[1]
IS_INSTALLED = not (REPOSITORY / "pyproject.toml").is_file()
ROOT = HUB / "project" if IS_INSTALLED else REPOSITORY
"""The folder with templates, translations and built styles. A wheel has them inside the package (build_messages.py)."""
VAR = "/var/lib/health-hub" if IS_INSTALLED else str(REPOSITORY / "var")
"""Where data and uploads are kept, unless VAR_DIR says otherwise."""
SETTINGS = "hub.settings.production" if IS_INSTALLED else "hub.settings.development"
"""The settings for whoever names none: what was installed is never a machine of one's own by mistake."""
