"""The page types that any network's site has."""

from .base import BasePage
from .home import HomePage
from .information import InformationPage
from .vision import PhasePage, VisionPage

__all__ = ["BasePage", "HomePage", "InformationPage", "PhasePage", "VisionPage"]
