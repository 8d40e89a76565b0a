"""JSON read with care: every value's line and column, and the first fault in words.

The fast reader of the standard library says neither where a value stands nor that a key came twice, so this one is
asked whenever something is wrong, and only then.
"""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from game.scenario.problems import Path

MAX_DEPTH = 40
MAX_NODES = 20_000
MAX_NUMBER = 1e30
MAX_STRING = 20_000

_SPACE = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORD = re.compile(r"[-+]?[A-Za-z_][A-Za-z_]*")
_HALF = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}
_NOT_NUMBERS = {"NaN", "Infinity", "-Infinity", "nan", "inf", "-inf", "+Infinity"}


class Fault(Exception):
    """The text is not JSON we read. ``offset`` is where, in characters."""

    def __init__(self, offset: int, wrong: str, right: str = "", path: Path = ()) -> None:
        self.offset, self.wrong, self.right, self.path = offset, wrong, right, path
        super().__init__(wrong)


@dataclass
class Positions:
    """Where each value and each key of a text stands."""

    text: str
    values: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def find(self, path: Path, at_key: bool = False) -> tuple[int, int]:
        """Line and column of a value (or its key), or of the nearest value around it that is there."""
        for end in range(len(path), -1, -1):
            found = self.keys.get(path[:end]) if at_key and end == len(path) else None
            found = self.values.get(path[:end]) if found is None else found
            if found is not None:
                return self.place(found)
        return 1, 1


def number_at(text: str, offset: int) -> str:
    """The number that stands there, as it is written; empty for anything else."""
    found = _NUMBER.match(text, offset)
    return found.group() if found else ""


class Scanner:
    """Reads one text into ``value``, filling ``positions``. Raises Fault at the first thing that is not right."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.nodes = text, 0, 0
        self.positions = Positions(text)

    def scan(self) -> Any:
        """The whole text as one value."""
        self._skip()
        if self.at == len(self.text):
            raise Fault(0, "the file is empty", "a scenario begins with {")
        value = self._value((), 0)
        self._skip()
        if self.at < len(self.text):
            raise Fault(self.at, "there is more text after the end of the JSON", "close everything only once")
        return value

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _value(self, path: Path, depth: int) -> Any:
        self._skip()
        self.nodes += 1
        self.positions.values[path] = self.at
        if self.nodes > MAX_NODES:
            raise Fault(self.at, f"the file holds more than {MAX_NODES} values", "split it by kind", path)
        if depth > MAX_DEPTH:
            wrong = f"the JSON is nested deeper than {MAX_DEPTH} levels"
            raise Fault(self.at, wrong, "no part of a scenario needs that", path[:2])
        head = self.text[self.at : self.at + 1]
        if head == "{":
            return self._object(path, depth)
        if head == "[":
            return self._list(path, depth)
        if head == '"':
            return self._string(path)
        return self._plain(path)

    def _object(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        opened = self.at
        self.at += 1
        self._skip()
        if self._takes("}"):
            return found
        while True:
            self._skip()
            start = self.at
            if self.text[start : start + 1] != '"':
                raise Fault(start, self._seen("a key in double quotes", opened), self._comma_hint(start), path)
            key = self._string(path)
            inner = (*path, key)
            if key in found:
                line, _ = self.positions.place(self.positions.keys[inner])
                right = f"it already stands on line {line}: keep one of them"
                raise Fault(start, f'"{key}" is given twice', right, inner)
            self.positions.keys[inner] = start
            self._skip()
            if not self._takes(":"):
                raise Fault(self.at, self._seen(f'a colon after "{key}"', opened), "", inner)
            found[key] = self._value(inner, depth + 1)
            self._skip()
            if self._takes("}"):
                return found
            if not self._takes(","):
                raise Fault(self.at, self._seen("a comma or }", opened), "", inner)

    def _list(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        opened = self.at
        self.at += 1
        self._skip()
        if self._takes("]"):
            return found
        while True:
            found.append(self._value((*path, len(found)), depth + 1))
            self._skip()
            if self._takes("]"):
                return found
            if not self._takes(","):
                raise Fault(self.at, self._seen("a comma or ]", opened), "", path)

    def _takes(self, sign: str) -> bool:
        if self.text.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def _string(self, path: Path) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            right = "a text ends with a double quote on its own line; write a line break as \\n"
            raise Fault(self.at, "this text in quotes does not end properly", right, path)
        if match.end() - self.at > MAX_STRING:
            raise Fault(self.at, f"this text is longer than {MAX_STRING} characters", "shorten it", path)
        start, self.at = self.at, match.end()
        text = match.group(1)
        if "\\" not in text:
            return text
        read = str(json.loads(match.group()))
        if _HALF.search(read):
            raise Fault(start, "this text holds half a character (\\ud800 to \\udfff)", "write it plainly", path)
        return read

    def _plain(self, path: Path) -> Any:
        word = _WORD.match(self.text, self.at)
        if word and word.group() in _NOT_NUMBERS:
            raise Fault(self.at, f"{word.group()} is not a number the game can use", "write a plain number", path)
        if word and word.group() in _WORDS:
            self.at = word.end()
            return _WORDS[word.group()]
        number = _NUMBER.match(self.text, self.at)
        if number is None:
            raise Fault(self.at, self._seen("a value"), self._comma_hint(self.at), path)
        start, self.at = self.at, number.end()
        following = re.compile(r"[\w.%]+").match(self.text, self.at)
        if following:
            shown = self.text[start : following.end()][:40]
            raise Fault(start, f"{shown} is not a number", "write digits only, such as 0.55", path)
        written = number.group()
        if len(written) > 60 or abs(float(written)) > MAX_NUMBER:
            shown = written if len(written) <= 24 else f"{written[:20]}..."
            raise Fault(start, f"the number {shown} is far too large", f"keep within {MAX_NUMBER:g}", path)
        return float(written) if re.search("[.eE]", written) else int(written)

    def _seen(self, wanted: str, opened: int | None = None) -> str:
        if self.at >= len(self.text):
            since = f" (the bracket opened on line {self.positions.place(opened)[0]})" if opened is not None else ""
            return f"the file ends where {wanted} should stand{since}"
        shown = json.dumps(self.text[self.at : self.at + 12].split("\n")[0], ensure_ascii=False)
        return f"this is not JSON: {wanted} should stand here, not {shown}"

    def _comma_hint(self, at: int) -> str:
        if self.text[at : at + 1] in ("/", "#"):
            return 'JSON has no comments: use a "note" key'
        closes = self.text[at : at + 1] in ("}", "]") and self.text[:at].rstrip().endswith(",")
        return "take away the comma before it" if closes else ""
