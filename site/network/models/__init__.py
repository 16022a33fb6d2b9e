"""What everything else refers to: people, organisations, focus areas, pictures, and the network's settings."""

from .contributions import Contribution
from .focus_areas import FocusArea, PageFocusArea
from .organisations import Involvement, Organisation, Partnership
from .people import Affiliation, Person
from .pictures import Picture, PictureRendition
from .settings import NetworkSettings
from .ties import Tie
from .users import User
from .venues import Venue

__all__ = [
    "Affiliation",
    "Contribution",
    "FocusArea",
    "Involvement",
    "NetworkSettings",
    "Organisation",
    "PageFocusArea",
    "Partnership",
    "Person",
    "Picture",
    "PictureRendition",
    "Tie",
    "User",
    "Venue",
]
