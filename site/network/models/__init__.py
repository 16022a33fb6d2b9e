"""What everything else refers to: people, organisations, focus areas, pictures, and the network's settings."""

from .contributions import Contribution
from .focus_areas import FocusArea, PageFocusArea
from .organisations import Organisation, Partnership
from .people import Affiliation, Person
from .pictures import Picture, PictureRendition
from .settings import NetworkSettings
from .users import User

__all__ = [
    "Affiliation",
    "Contribution",
    "FocusArea",
    "NetworkSettings",
    "Organisation",
    "PageFocusArea",
    "Partnership",
    "Person",
    "Picture",
    "PictureRendition",
    "User",
]
