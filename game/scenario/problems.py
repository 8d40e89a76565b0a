"""What is wrong with a scenario file, said so that its author knows where to look and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Path = tuple[str | int, ...]
"""The way to a value inside a scenario: ``("chips", "h20", "tpp")``, ``("events", "x", "choices", 0)``."""

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One thing to mend. ``str()`` gives ``file:line:column: path: sentence``."""

    file: str
    line: int
    column: int
    path: Path
    wrong: str
    """What is wrong, as a sentence without a full stop."""
    right: str = ""
    """What would be right; may be empty where the first part says it."""
    level: Level = "error"

    @property
    def sentence(self) -> str:
        """What is wrong and what would be right."""
        return f"{self.wrong}; {self.right}" if self.right else self.wrong

    def __str__(self) -> str:
        mark = "warning: " if self.level == "warning" else ""
        where = f"{spelt(self.path)}: " if self.path else ""
        return f"{self.file}:{self.line}:{self.column}: {mark}{where}{self.sentence}"


class ScenarioError(Exception):
    """A scenario cannot be played as it stands; ``problems`` says why, every reason at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def spelt(path: Path) -> str:
    """A path as people write it: ``events.x.choices[0].text``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like a misspelt one, or an empty text if none is near."""
    best, mark = "", 0.6
    for candidate in sorted(known):
        likeness = SequenceMatcher(None, name.lower(), candidate.lower()).ratio()
        if likeness > mark:
            best, mark = candidate, likeness
    return best


def hint(name: str, known: Iterable[str], plural: str = "names", most: int = 12) -> str:
    """What to write instead of an unknown name: the nearest, or else what there is."""
    names = sorted(known)
    near = nearest(name, names)
    if near:
        return f'did you mean "{near}"?'
    if not names:
        return f"there are no {plural}"
    listed = ", ".join(names[:most])
    return f"known {plural} are {listed}{' ...' if len(names) > most else ''}"
