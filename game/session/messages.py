"""English for the few sentences that must be said without an interface: the texts of `assets/text/session.en.json`."""

import json
from collections.abc import Mapping
from functools import lru_cache

from game.paths import assets_dir


@lru_cache(maxsize=1)
def texts() -> Mapping[str, str]:
    """Message id -> English text with ``{parameters}``."""
    found: dict[str, str] = json.loads((assets_dir() / "text" / "session.en.json").read_text(encoding="utf-8"))
    return found


def say(message: str, params: Mapping[str, object]) -> str:
    """The English sentence of a message."""
    return texts()[message].format(**params)
