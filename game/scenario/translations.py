"""Texts of a scenario in other languages than its own: laid over the board, and listed where they are missing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from game.scenario.board import Board
from game.scenario.models.base import Text
from game.scenario.problems import Path


def translated(board: Board, translations: Mapping[str, Mapping[str, str]]) -> Board:
    """The board with every English text in further languages too: language -> English -> that language.

    What an entry says in a language itself stays. A text whose English has changed since is found no more, and falls
    back to English instead of saying what is no longer so.
    """

    def in_all(text: Text) -> Text:
        english = text.by_language.get("en", "")
        found = {language: texts[english] for language, texts in translations.items() if english in texts}
        return Text({**found, **text.by_language}) if found else text

    changed: Board = _changed(board, in_all)
    return changed


def untranslated(board: Board, language: str) -> list[Path]:
    """The way to every text of a board that is not in a language and falls back to another, in the board's order."""
    return [path for path, text in texts_of(board) if language not in text.by_language]


def texts_of(board: Board) -> Iterator[tuple[Path, Text]]:
    """Every text of a board that says something, with the way to it."""
    return ((path, text) for path, text in _texts(board, ()) if text)


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


def _changed(thing: Any, change: Callable[[Text], Text]) -> Any:
    if isinstance(thing, Text):
        return change(thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{field.name: _changed(getattr(thing, field.name), change) for field in fields(thing)})
    if isinstance(thing, Mapping):
        return {key: _changed(item, change) for key, item in thing.items()}
    if isinstance(thing, tuple):
        return tuple(_changed(item, change) for item in thing)
    return thing
