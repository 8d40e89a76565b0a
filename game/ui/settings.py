"""The player's settings: read at the start, kept in the player's folder, never left half-written.

A file that cannot be read gives the defaults and one message; it is overwritten only when something is changed.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from game.paths import made, settings_file
from game.ui.wording import FIRST_LANGUAGE, languages

SIZES = ((1280, 720), (1366, 768), (1600, 900), (1920, 1080), (2560, 1440), (3840, 2160))
SCALES = (0.0, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
"""Factors of the interface; 0 follows the window."""
FORMAT = 1


@dataclass(frozen=True)
class Settings:
    """What the player may set."""

    width: int = 1600
    height: int = 900
    full_screen: bool = False
    scale: float = 0.0
    """0 follows the window."""
    reduce_motion: bool = False
    language: str = FIRST_LANGUAGE

    @property
    def chosen_scale(self) -> float | None:
        """The factor as the window wants it: None to follow the window."""
        return self.scale or None


LIMITS: dict[str, tuple[float, float]] = {"width": (640, 16384), "height": (360, 16384), "scale": (0.0, 4.0)}


def read_settings(path: Path | None = None) -> tuple[Settings, str]:
    """The settings, and the id of the message to show if the file was no good."""
    file = path or settings_file()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, UnicodeDecodeError):
        return Settings(), "settings.unreadable"
    try:
        data = json.loads(text)
        return _checked(data), ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return Settings(), "settings.broken"


def _checked(data: Any) -> Settings:
    """Settings out of plain data. Raises ValueError or TypeError for what makes no sense; unknown keys are ignored.

    A language that this version does not speak gives way to the first.
    """
    if not isinstance(data, dict):
        raise TypeError("no settings")
    values: dict[str, Any] = {}
    for field in fields(Settings):
        if field.name not in data:
            continue
        value, wanted = data[field.name], type(getattr(Settings(), field.name))
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise TypeError(field.name)
        if field.name in LIMITS and not LIMITS[field.name][0] <= value <= LIMITS[field.name][1]:
            raise ValueError(field.name)
        values[field.name] = value
    if values.get("language") not in languages():
        values.pop("language", None)
    return Settings(**values)


def write_settings(settings: Settings, path: Path | None = None) -> bool:
    """Put the settings in place of the old ones at one stroke; tells whether that went well."""
    file = path or settings_file()
    temporary = ""
    try:
        made(file.parent)
        handle, temporary = tempfile.mkstemp(prefix="settings-", suffix=".tmp", dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump({"format": FORMAT, **asdict(settings)}, stream, indent=2)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(file)
    except OSError:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        return False
    return True
