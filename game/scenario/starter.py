"""A mod to begin with: three lines that change something, and notes on what else there is."""

import json
import re
from typing import Any

from game.scenario.kinds import ID_PATTERN, KINDS
from game.scenario.migrate import FORMAT


def starter(name: str, base: str) -> str:
    """The text of a ``scenario.json`` that extends a scenario and explains itself. Raises ValueError for no id."""
    for given in (name, base):
        if not re.match(ID_PATTERN, given):
            raise ValueError(given)
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": name,
        "extends": base,
        "name": name.replace("-", " ").replace("_", " ").capitalize(),
        "summary": "What is different here, in one sentence.",
        "note": [
            'A key "note" is a comment; the game does not read it.',
            "What this file does not mention is as in the scenario it extends.",
            "An entry is changed by its id; null takes it away; a new id adds one. Lists are replaced whole.",
            f"Kinds of entries: {', '.join(KINDS)}. Each may have a file of its own beside this one.",
            f"Check it with: tapeout validate {name}",
        ],
        "turns": 24,
        "world": {"note": "Tension from 0 to 100: at the top the Strait may close.", "tension": 60},
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
