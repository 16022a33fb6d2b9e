"""Turns the demo's words and drawings into pages, people and readers."""

from .site import load

__all__ = ["load"]
