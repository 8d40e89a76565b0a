"""Texts that a scenario has in one language and not in another: shown in English, and listed here."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from game.scenario.board import Board
from game.scenario.models.base import Text
from game.scenario.problems import Path


def untranslated(board: Board, language: str) -> list[Path]:
    """The way to every text of a board that is not in a language and falls back to another, in the board's order."""
    return [path for path, text in _texts(board, ()) if text and language not in text.by_language]


def _texts(thing: Any, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(thing, Text):
        yield path, thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from _texts(getattr(thing, field.name), (*path, field.name))
    elif isinstance(thing, Mapping):
        for key, item in thing.items():
            yield from _texts(item, (*path, key))
    elif isinstance(thing, tuple):
        for n, item in enumerate(thing):
            yield from _texts(item, (*path, n))
