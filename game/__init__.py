"""Tapeout, a turn-based strategy game of the AI chip race."""

__version__ = "0.1.0"
