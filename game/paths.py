"""Where everything lies: the game's own data and the player's folders. The only place that knows.

The data sits in three places depending on how the game was started: beside the package in a checkout, in
`game/_data` in an installed wheel, and beside the program in a frozen build. Nothing is created on import;
the `*_dir` functions for the player's folders only name a folder, and `made` creates it.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import platformdirs

APP_NAME = "tapeout"


@lru_cache(maxsize=1)
def data_root() -> Path:
    """The folder that holds `assets` and `scenarios`."""
    package = Path(__file__).resolve().parent
    places = [package / "_data", package.parent]
    if getattr(sys, "frozen", False):
        program = Path(sys.executable).resolve().parent
        places = [Path(str(getattr(sys, "_MEIPASS", program))), program, *places]
    for place in places:
        if (place / "assets").is_dir():
            return place
    looked = ", ".join(str(place) for place in places)
    raise FileNotFoundError(f"the game's own files are missing: no folder named assets in {looked}; install it again")


def this_program() -> list[str]:
    """The command that starts this game again, in a process of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    place = str(Path(__file__).resolve().parent.parent)
    return [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {place!r}); from game.cli import main; sys.exit(main())",
    ]


def assets_dir() -> Path:
    """Fonts, icons, emblems, scenes, the map and the texts of the interface."""
    return data_root() / "assets"


def scenarios_dir() -> Path:
    """The scenarios that come with the game."""
    return data_root() / "scenarios"


def program_mods_dir() -> Path:
    """Mods that lie beside the program."""
    home = Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else data_root()
    return home / "mods"


def user_data_dir() -> Path:
    """The player's own folder, for whatever should outlive an update."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=True))


def saves_dir() -> Path:
    """Saved games."""
    return user_data_dir() / "saves"


def user_mods_dir() -> Path:
    """Scenarios and mods the player put in."""
    return user_data_dir() / "mods"


def scenario_folders() -> list[Path]:
    """Where scenarios are looked for by id: the game's own, the player's, those beside the program."""
    return [scenarios_dir(), user_mods_dir(), program_mods_dir()]


def screenshots_dir() -> Path:
    """Pictures taken with F12."""
    return user_data_dir() / "screenshots"


def charts_dir() -> Path:
    """Graphs as pictures and tables."""
    return user_data_dir() / "charts"


def settings_file() -> Path:
    """The player's settings."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False, roaming=True)) / "settings.json"


def made(folder: Path) -> Path:
    """The folder, created if it was missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder
