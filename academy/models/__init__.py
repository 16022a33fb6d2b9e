"""Where people of the network learn together: programmes, circles, gatherings, and the questions they share."""

from .circles import KnowledgeCirclePage, KnowledgePlatformPage
from .gatherings import AgendaPage, GatheringPage, SeriesPage
from .pitches import PitchPage
from .programmes import AcademyIndexPage, EditionPage, ProgrammePage
from .questions import LearningAgendaPage, LearningThemePage

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
