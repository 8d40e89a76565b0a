"""A finding of the cross-checks: a problem that does not know its file and line yet."""

from dataclasses import dataclass

from game.scenario.extend import Resolved
from game.scenario.problems import Level, Path, Problem


@dataclass(frozen=True)
class Finding:
    """What is wrong at a path of the merged scenario."""

    path: Path
    wrong: str
    right: str = ""
    level: Level = "error"
    own_only: bool = False
    """Whether it is worth saying only of what the scenario itself writes, not of what it inherits."""
    or_at: tuple[Path, ...] = ()
    """Further places it might be said of; one that the scenario itself writes is taken first."""

    def placed(self, resolved: Resolved) -> Problem:
        """The problem, at the file and line that the path came from."""
        own = [path for path in (self.path, *self.or_at) if resolved.is_own(path)]
        return resolved.problem(own[0] if own else self.path, self.wrong, self.right, self.level)


def error(path: Path, wrong: str, right: str = "") -> Finding:
    """A finding that keeps the scenario from being played."""
    return Finding(path, wrong, right)


def warning(path: Path, wrong: str, right: str = "", own_only: bool = False) -> Finding:
    """A finding that is legal, but surely unmeant."""
    return Finding(path, wrong, right, "warning", own_only)
