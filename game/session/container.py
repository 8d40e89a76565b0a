"""The container of saves and replays: a zip with a header and a few named parts.

Reading trusts nothing: sizes are bounded, nothing is unpacked to disk, and whatever is wrong comes out as one
SaveError with a message id. Writing leaves either the old file or the whole new one.
"""

import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.paths import made
from game.session.messages import say

FORMAT = 1
SAVE, REPLAY = "tapeout-save", "tapeout-replay"
LARGEST_FILE = 64 * 2**20
LARGEST_PART = {
    "header.json": 2**16, "scenario.json": 16 * 2**20, "game.json": 16 * 2**20, "history.npz": 64 * 2**20,
    "crash.json": 2**20,
}  # fmt: skip


class SaveError(Exception):
    """A save or replay cannot be read or written."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        """Message id."""
        self.params = params

    @property
    def english(self) -> str:
        """The sentence, for the command line."""
        return say(self.message, self.params)


@dataclass(frozen=True)
class Header:
    """What a list of saves shows, read without the rest."""

    kind: str
    scenario: str
    firm: str
    turn: int
    turns: int
    year: int
    quarter: int
    seed: int
    score: float
    place: int
    """By score, from 1; 0 while all firms are level."""
    ending: str
    when: str
    """Local time as ISO 8601."""
    name: str
    digest: str
    """Of the ruleset."""
    state_digest: str
    rules_version: int
    game: str
    """Version of the game that wrote it."""


def write_parts(path: Path, parts: Mapping[str, bytes]) -> None:
    """Write a zip so that there is always either the old file or the whole new one. Raises SaveError.

    Packed at the quickest level: a sixth larger than at the usual one, in a third of the time.
    """
    temporary = None
    try:
        made(path.parent)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                for name, content in parts.items():
                    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise SaveError("save.cannot_write", file=path.name, reason=error.strerror or str(error)) from None


def read_part(path: Path, name: str) -> bytes:
    """One part of a save, within its bound. Raises SaveError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise SaveError("save.too_large", file=path.name)
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(name).file_size > LARGEST_PART[name]:
                raise SaveError("save.too_large", file=path.name)
            with archive.open(name) as part:
                content = part.read(LARGEST_PART[name] + 1)
    except FileNotFoundError:
        raise SaveError("save.missing", file=path.name) from None
    except OSError as error:
        raise SaveError("save.cannot_read", file=path.name, reason=error.strerror or str(error)) from None
    except KeyError:
        raise SaveError("save.part_missing", file=path.name, part=name) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        raise SaveError("save.not_a_save", file=path.name) from None
    if len(content) > LARGEST_PART[name]:
        raise SaveError("save.too_large", file=path.name)
    return content


def read_json(path: Path, name: str) -> dict[str, Any]:
    """One part of a save as a JSON object. Raises SaveError."""
    try:
        found = json.loads(read_part(path, name).decode("utf-8"))
    except (ValueError, RecursionError):
        raise SaveError("save.damaged", file=path.name, part=name) from None
    if not isinstance(found, dict):
        raise SaveError("save.damaged", file=path.name, part=name)
    return found


def header_bytes(header: Header) -> bytes:
    """The header as it is written."""
    return as_bytes({"format": FORMAT, **header.__dict__})


def as_bytes(data: Any) -> bytes:
    """Plain data as the bytes of a part."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def read_header(path: Path) -> Header:
    """The header of a save or replay. Raises SaveError for a file that is none, or of a newer format."""
    data = read_json(path, "header.json")
    version = data.pop("format", None)
    if data.get("kind") not in (SAVE, REPLAY) or not isinstance(version, int):
        raise SaveError("save.not_a_save", file=path.name)
    if version > FORMAT:
        raise SaveError("save.newer", file=path.name, game=str(data.get("game", "?")))
    hints = Header.__annotations__
    kinds = {str: str, int: int, float: int | float}
    if set(data) != set(hints) or any(not isinstance(data[name], kinds[kind]) for name, kind in hints.items()):
        raise SaveError("save.damaged", file=path.name, part="header.json")
    return Header(**data)
