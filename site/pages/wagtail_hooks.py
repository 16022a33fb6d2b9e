"""What the pages add to the admin; each subject registers its own."""

from . import autosave, phases  # noqa: F401
from .checks import publishing as publishing_hooks  # noqa: F401
from .translations import hooks as translation_hooks  # noqa: F401
