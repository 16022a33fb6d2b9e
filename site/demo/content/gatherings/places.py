"""Where people gather."""

from ..text import T
from .kinds import Place

PLACES = (
    Place(
        "museum",
        "Nederlands Openluchtmuseum",
        "Hoeferlaan 4",
        "Arnhem",
        T(
            "Het terrein is groot. Laat het weten als lopen lastig is: dan regelen we een plek dicht bij de ingang.",
            "The grounds are large. Tell us if walking is hard for you: we will find a place close to the entrance.",
        ),
    ),
    Place(
        "wharf",
        "Huis aan de Voorbeeldwerf",
        "Voorbeeldwerf 2030",
        "Utrecht",
        T(
            "Geen drempels, een lift en een aangepast toilet. De zaal heeft een ringleiding. Voor de deur zijn twee "
            "parkeerplaatsen voor mensen met een beperking.",
            "No steps, a lift and an accessible toilet. The hall has a hearing loop. There are two disabled parking "
            "spaces in front of the door.",
        ),
    ),
)
