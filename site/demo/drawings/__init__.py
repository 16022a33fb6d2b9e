"""The demo's pictures, drawn by code: flat compositions with one line, the route, running through each."""

from .catalogue import DRAWINGS, Drawing

__all__ = ["DRAWINGS", "Drawing"]
