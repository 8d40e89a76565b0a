"""Marks of what is guessed must name fields that are there, or a reader trusts the wrong number."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from game.scenario.findings import Finding, warning
from game.scenario.models.base import Entry
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Path, hint


def guess_findings(scenario: Scenario) -> Iterator[Finding]:
    """Every name in a list of guesses that is no field of its entry; a dot leads into a field."""
    return _within(scenario, ())


def _within(thing: Any, path: Path) -> Iterator[Finding]:
    if isinstance(thing, Entry) and isinstance(thing.guess, tuple):
        fields = [field.alias or name for name, field in type(thing).model_fields.items()]
        for n, guess in enumerate(thing.guess):
            if guess.partition(".")[0] not in fields:
                yield warning((*path, "guess", n), f'"{guess}" is no field here', hint(guess, fields, "fields"))
    if isinstance(thing, BaseModel):
        for name, field in type(thing).model_fields.items():
            yield from _within(getattr(thing, name), (*path, field.alias or name))
    elif isinstance(thing, dict):
        for key, item in thing.items():
            yield from _within(item, (*path, key))
    elif isinstance(thing, list):
        for n, item in enumerate(thing):
            yield from _within(item, (*path, n))
