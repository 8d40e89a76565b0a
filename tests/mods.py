"""A mods folder as players have them: what is sound, what has slips, what is no scenario at all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

GOOD, WARNED, WRONG, BROKEN, ZIPPED = "good", "warned", "wrong", "broken.json", "zipped"


def head(name: str, **more: Any) -> dict[str, Any]:
    """A short game on the small board."""
    own = {"format": 1, "id": name, "name": f"The {name} one", "summary": "For a test.", "extends": "pocket-race"}
    return own | {"start": "2025Q1", "turns": 4} | more


def put(folder: Path, data: dict[str, Any], name: str = "") -> Path:
    """A scenario as one file."""
    path = folder / f"{name or data['id']}.json"
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return path


def put_zip(folder: Path, data: dict[str, Any]) -> Path:
    """A scenario as the zip of its folder."""
    path = folder / f"{data['id']}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{data['id']}/scenario.json", json.dumps(data))
    return path


def fill(folder: Path) -> None:
    """A good one, one with a warning, one with forty errors, one that breaks off, one zipped."""
    folder.mkdir(parents=True, exist_ok=True)
    put(folder, head(GOOD))
    put(folder, head(WARNED, chips={"h20": {"guess": []}}, events={"hangzhou_shock": {"odds": 0}}))
    put(folder, head(WRONG, chips={f"chip{n}": {"vendr": "nobody"} for n in range(4)}))
    (folder / BROKEN).write_text('{\n "format": 1,\n "id": "broken",,\n}', encoding="utf-8")
    put_zip(folder, head(ZIPPED))
