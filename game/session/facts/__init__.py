"""What screens read: plain facts of one seat's quarter. No pixels, no words: message ids and scenario ids only."""

from game.session.facts.desk import Desk

__all__ = ["Desk"]
