"""The player's settings: read at the start, kept in the player's folder, never left half-written.

A file that cannot be read gives the defaults and one message; it is overwritten only when something is changed.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import pygame

from game.paths import made, settings_file
from game.ui.palette import PALETTES
from game.ui.wording import FIRST_LANGUAGE, languages

SIZES = ((1280, 720), (1366, 768), (1600, 900), (1920, 1080), (2560, 1440), (3840, 2160))
MODES = ("window", "borderless", "full")
FORMAT = 1


@dataclass(frozen=True)
class Settings:
    """What the player may set."""

    width: int = 1600
    height: int = 900
    mode: str = MODES[0]
    """window | borderless | full."""
    scale: float = 0.0
    """0 follows the window."""
    text: float = 1.0
    """Size of letters alone, 1 as designed."""
    palette: str = PALETTES[0]
    high_contrast: bool = False
    reduce_motion: bool = False
    sound: bool = True
    volume: float = 0.7
    music: float = 0.5
    """How loud the bed is."""
    language: str = FIRST_LANGUAGE
    foresee: bool = True
    """Whether the forecast stands beside orders."""
    keys: dict[str, str] = field(default_factory=dict)
    """An action's own key -> the key that the player put it on."""
    muted: list[str] = field(default_factory=list)
    """Kinds of alerts that are not shown."""
    watched: list[str] = field(default_factory=list)
    """Ids of quantities on the watch list."""

    @property
    def chosen_scale(self) -> float | None:
        """The factor as the window wants it: None to follow the window."""
        return self.scale or None


LIMITS: dict[str, tuple[float, float]] = {
    "width": (640, 16384), "height": (360, 16384), "scale": (0.0, 4.0), "text": (0.8, 1.5),
    "volume": (0.0, 1.0), "music": (0.0, 1.0),
}  # fmt: skip
WORDS: dict[str, tuple[str, ...]] = {"mode": MODES, "palette": PALETTES}
"""Settings that are one of a few words; another word gives way to the first."""


def read_settings(path: Path | None = None) -> tuple[Settings, str]:
    """The settings, and the id of the message to show if the file was no good."""
    file = path or settings_file()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings(language=system_language()), ""
    except (OSError, UnicodeDecodeError):
        return Settings(), "settings.unreadable"
    try:
        data = json.loads(text)
        return _checked(data), ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return Settings(), "settings.broken"


def system_language() -> str:
    """The first of the languages the player's system prefers that the game speaks, else the first language."""
    with suppress(Exception):  # whatever a system answers, the game starts
        for one in pygame.system.get_pref_locales():
            if one["language"] in languages():
                return str(one["language"])
    return FIRST_LANGUAGE


def _checked(data: Any) -> Settings:
    """Settings out of plain data. Raises ValueError or TypeError for what makes no sense; unknown keys are ignored.

    A language that this version does not speak gives way to the first.
    """
    if not isinstance(data, dict):
        raise TypeError("no settings")
    values: dict[str, Any] = {}
    for one in fields(Settings):
        if one.name not in data:
            continue
        value, wanted = data[one.name], type(getattr(Settings(), one.name))
        if wanted is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise TypeError(one.name)
        if one.name in LIMITS and not LIMITS[one.name][0] <= value <= LIMITS[one.name][1]:
            raise ValueError(one.name)
        values[one.name] = value
    if data.get("full_screen") is True:  # as earlier versions wrote it
        values.setdefault("mode", "full")
    if values.get("language") not in languages():
        values.pop("language", None)
    for name, words in WORDS.items():
        if values.get(name) not in words:
            values.pop(name, None)
    values["keys"] = {str(own): key for own, key in values.get("keys", {}).items() if isinstance(key, str)}
    for name in ("muted", "watched"):
        values[name] = [one for one in values.get(name, []) if isinstance(one, str)]
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
