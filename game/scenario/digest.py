"""The fingerprint of a scenario: the same for two files that play the same."""

import hashlib
import json
from typing import Any

from game.engine.turn import RULES_VERSION
from game.scenario.kinds import KINDS

SHOWN_ONLY = frozenset(
    (
        "$schema", "source", "confidence", "guess", "note", "name", "text", "texts", "title", "summary", "opening",
        "translations",
    )
)  # fmt: skip
"""Keys of texts and remarks, which play no part."""

SHOWN_KINDS = frozenset(("sites", "flows", "lessons"))
"""Kinds that are only drawn."""


def _played(data: Any, are_ids: bool = False) -> Any:
    """The JSON without what is only shown; at the level of ids every key counts, whatever it is called."""
    if isinstance(data, dict):
        return {key: _played(value) for key, value in data.items() if are_ids or key not in SHOWN_ONLY}
    if isinstance(data, list):
        return [_played(item) for item in data]
    return float(data) if isinstance(data, int) and not isinstance(data, bool) else data


def digest(resolved: dict[str, Any]) -> str:
    """SHA-256, in hex, of the resolved scenario's canonical JSON without texts, and of the version of the rules."""
    played = {
        key: _played(value, key in KINDS)
        for key, value in resolved.items()
        if key not in SHOWN_ONLY and key not in SHOWN_KINDS
    }
    canonical = json.dumps(played, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(f"{RULES_VERSION}\n{canonical}".encode()).hexdigest()
