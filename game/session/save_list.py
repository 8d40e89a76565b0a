"""What lies in the saves folder, read no further than its headers: the title shows it before a game can be opened."""

from dataclasses import dataclass
from pathlib import Path

from game.paths import is_closed
from game.session.container import REPLAY, SAVE, Header, SaveError, read_header

SUFFIX = ".tapeout"
IRONMAN = "ironman-"
"""How the file of an ironman game begins."""


@dataclass(frozen=True)
class Listed:
    """One file of the saves folder."""

    path: Path
    header: Header | None
    error: SaveError | None
    is_auto: bool

    @property
    def is_ironman(self) -> bool:
        """Whether it is the one save of an ironman game."""
        return self.path.name.startswith(IRONMAN)

    @property
    def is_replay(self) -> bool:
        """Whether it is a replay."""
        return self.header is not None and self.header.kind == REPLAY

    @property
    def is_game(self) -> bool:
        """Whether it is a saved game that can be opened, and no replay."""
        return self.header is not None and self.header.kind == SAVE


def list_saves(folder: Path) -> tuple[Listed, ...]:
    """The saves of a folder, newest first; those that cannot be read come with the reason."""
    if is_closed(folder) or not folder.is_dir():
        return ()
    found = []
    for path in folder.iterdir():
        if path.suffix == SUFFIX and path.is_file():
            header, error = None, None
            try:
                header = read_header(path)
            except SaveError as problem:
                error = problem
            found.append(Listed(path, header, error, path.name.startswith("auto-")))
    return tuple(sorted(found, key=lambda one: (one.header.when if one.header else "", one.path.name), reverse=True))
