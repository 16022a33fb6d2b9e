"""The page types that any network's site has."""

from .base import BasePage
from .challenges import ChallengeIndexPage, ChallengePage
from .focus_areas import FocusAreaIndexPage, FocusAreaPage
from .glossary import GlossaryPage, GlossaryTermPage
from .home import HomePage
from .information import AccessibilityStatementPage, ContactPage, InformationPage, PrivacyPage
from .network import PartnersPage, PeoplePage
from .publications import PublicationIndexPage, PublicationPage
from .strategies import StrategyPage
from .vision import PhasePage, VisionPage
from .workflow import ColleagueApprovalTask

__all__ = [
    "AccessibilityStatementPage",
    "BasePage",
    "ChallengeIndexPage",
    "ChallengePage",
    "ColleagueApprovalTask",
    "ContactPage",
    "FocusAreaIndexPage",
    "FocusAreaPage",
    "GlossaryPage",
    "GlossaryTermPage",
    "HomePage",
    "InformationPage",
    "PartnersPage",
    "PeoplePage",
    "PhasePage",
    "PrivacyPage",
    "PublicationIndexPage",
    "PublicationPage",
    "StrategyPage",
    "VisionPage",
]
