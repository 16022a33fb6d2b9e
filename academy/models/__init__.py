"""Where people of the network learn together: programmes, circles, gatherings, and the questions they share."""

from .agenda import AgendaPage
from .circles import KnowledgeCirclePage, KnowledgePlatformPage
from .gatherings import GatheringPage
from .pitches import PitchPage
from .programmes import AcademyIndexPage, EditionPage, ProgrammePage
from .questions import LearningAgendaPage, LearningThemePage
from .series import SeriesPage

__all__ = [
    "AcademyIndexPage",
    "AgendaPage",
    "EditionPage",
    "GatheringPage",
    "KnowledgeCirclePage",
    "KnowledgePlatformPage",
    "LearningAgendaPage",
    "LearningThemePage",
    "PitchPage",
    "ProgrammePage",
    "SeriesPage",
]
