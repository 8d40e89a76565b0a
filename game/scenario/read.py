"""Files in, JSON out: one file, a folder or a zip, within bounds, and never outside the place it was given."""

import json
import lzma
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

from game.scenario.positions import MAX_DEPTH, MAX_NODES, MAX_NUMBER, MAX_STRING, Fault, Positions, Scanner
from game.scenario.problems import Level, Path, Problem, ScenarioError

MAX_FILE_BYTES = 4_000_000
MAX_PACKAGE_BYTES = 16_000_000
MAX_PACKAGE_FILES = 64

HEAD = "scenario"

ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
)
"""What the standard library raises on a damaged or locked zip."""


@dataclass(frozen=True)
class Source:
    """One text of JSON under the name people know it by."""

    name: str
    text: str

    @cached_property
    def data(self) -> Any:
        """The value it holds. Raises ScenarioError with one problem if it is not sound JSON within bounds."""
        try:
            data = json.loads(self.text, object_pairs_hook=_unique, parse_constant=_refused)
            has_halves = "\\ud" in self.text or "\\uD" in self.text  # escapes that may be half a character
            if within_bounds(data) and not has_halves:
                return data
        except (ValueError, RecursionError):
            pass
        return self._scanned[0]

    @cached_property
    def _scanned(self) -> tuple[Any, Positions]:
        scanner = Scanner(self.text)
        try:
            return scanner.scan(), scanner.positions
        except Fault as fault:
            line, column = scanner.positions.place(fault.offset)
            raise ScenarioError([Problem(self.name, line, column, fault.path, fault.wrong, fault.right)]) from None

    def problem(self, path: Path, wrong: str, right: str = "", level: Level = "error", at_key: bool = False) -> Problem:
        """A problem at a path of this file."""
        line, column = self._scanned[1].find(path, at_key)
        return Problem(self.name, line, column, path, wrong, right, level)


@dataclass(frozen=True)
class Package:
    """A scenario as it lies on disk: its head and the parts beside it, by name of part."""

    name: str
    parts: dict[str, Source] = field(default_factory=dict)

    @property
    def head(self) -> Source:
        """The part that says who the scenario is."""
        return self.parts[HEAD]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _refused(word: str) -> None:
    raise ValueError(word)


def within_bounds(data: Any) -> bool:
    """Whether the JSON keeps to the bounds of depth, count, text and number."""
    nodes = 0
    level = [data]
    for _ in range(MAX_DEPTH + 1):
        nodes += len(level)
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
            elif isinstance(item, str):
                if len(item) > MAX_STRING:
                    return False
            elif isinstance(item, int | float) and not abs(item) <= MAX_NUMBER:
                return False
        if not below:
            return nodes <= MAX_NODES
        level = below
    return False


def _failure(name: str, wrong: str, right: str = "", line: int = 1, column: int = 1) -> ScenarioError:
    return ScenarioError([Problem(name, line, column, (), wrong, right)])


def source_from_bytes(name: str, raw: bytes) -> Source:
    """A source from a file's bytes. Raises ScenarioError if they are too many or not UTF-8."""
    if len(raw) > MAX_FILE_BYTES:
        wrong = f"the file has {len(raw):,} bytes, more than the {MAX_FILE_BYTES:,} that are read"
        raise _failure(name, wrong, "split it into parts by kind")
    try:
        return Source(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        right = "save the file as UTF-8"
        raise _failure(name, "here is a character that is not UTF-8", right, line, column) from None


def read_package(path: FilePath) -> Package:
    """Read a JSON file, a folder with ``scenario.json`` or a zip of one. Raises ScenarioError."""
    name = str(path)
    try:
        if path.is_dir():
            return _read_folder(path)
        if not path.exists():
            raise _failure(name, "there is no such file or folder", "give a .json file, a folder or a .zip")
        if path.suffix.lower() == ".zip":
            return _read_zip(path)
        return Package(name, {HEAD: _read_file(path)})
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise _failure(name, f"the file cannot be read ({reason.lower()})") from None


def read_head(path: FilePath) -> Source:
    """The part of a JSON file, a folder or a zip that says who the scenario is. Raises ScenarioError or OSError."""
    if path.is_dir():
        return _read_file(path / f"{HEAD}.json")
    if path.suffix.lower() == ".zip":
        return _read_zip(path, only=HEAD).head
    return _read_file(path)


def _read_file(path: FilePath) -> Source:
    with path.open("rb") as stream:
        return source_from_bytes(str(path), stream.read(MAX_FILE_BYTES + 1))


def _read_folder(folder: FilePath) -> Package:
    found = sorted(path for path in folder.iterdir() if path.suffix == ".json" and path.is_file())
    if not any(path.stem == HEAD for path in found):
        raise _failure(str(folder), "the folder holds no scenario.json", "every scenario has one")
    if len(found) > MAX_PACKAGE_FILES:
        raise _failure(str(folder), f"the folder holds {len(found)} JSON files", f"at most {MAX_PACKAGE_FILES}")
    for path in found:
        if path.resolve().parent != folder.resolve():
            wrong = "this file is a link to somewhere outside the scenario's folder"
            raise _failure(str(path), wrong, "copy it into the folder")
    return _package(str(folder), {path.stem: _read_file(path) for path in found})


def _read_zip(path: FilePath, only: str = "") -> Package:
    name = str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _package(name, _zip_parts(name, archive, only))
    except ZIP_ERRORS:
        raise _failure(name, "this is not a zip that can be read", "zip the scenario's folder again") from None


def _zip_parts(name: str, archive: zipfile.ZipFile, only: str = "") -> dict[str, Source]:
    """The parts of a zip, or one of them alone."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_PACKAGE_FILES:
        raise _failure(name, f"the zip holds {len(infos)} files", f"at most {MAX_PACKAGE_FILES}")
    for info in infos:
        if not _is_inside(info):
            wrong = f'the zip holds "{info.filename[:60]}", which would lie outside the scenario\'s folder'
            raise _failure(name, wrong, "zip the folder itself, without links")
    heads = [PurePosixPath(info.filename) for info in infos if PurePosixPath(info.filename).name == "scenario.json"]
    if not heads:
        raise _failure(name, "the zip holds no scenario.json", "every scenario has one")
    folder = min(heads, key=lambda head: len(head.parts)).parent
    parts: dict[str, Source] = {}
    room = MAX_PACKAGE_BYTES
    for info in infos:
        inside = PurePosixPath(info.filename)
        if inside.parent != folder or inside.suffix != ".json" or inside.stem != (only or inside.stem):
            continue
        with archive.open(info) as stream:  # the sizes a zip claims may be lies: read no more than there is room
            raw = stream.read(min(room, MAX_FILE_BYTES) + 1)
        room -= len(raw)
        if room < 0:
            raise _failure(name, f"the zip unpacks to more than {MAX_PACKAGE_BYTES:,} bytes", "make it smaller")
        parts[inside.stem] = source_from_bytes(f"{name}/{inside}", raw)
    return parts


def _is_inside(info: zipfile.ZipInfo) -> bool:
    parts = re.split(r"[/\\]", info.filename)
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return not (is_link or ".." in parts or parts[0] == "" or ":" in info.filename)


def _package(name: str, parts: dict[str, Source]) -> Package:
    size = sum(len(source.text) for source in parts.values())
    if size > MAX_PACKAGE_BYTES:
        raise _failure(name, f"the scenario has {size:,} characters", f"at most {MAX_PACKAGE_BYTES:,}")
    return Package(name, parts)
