"""One live game, without pixels."""
