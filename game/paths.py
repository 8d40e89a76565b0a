"""Where everything lies: the game's own data and the player's folders. The only place that knows.

The data sits in three places depending on how the game was started: beside the package in a checkout, in
`game/_data` in an installed wheel, and in the packaged program's own folder. Nothing is created on import;
the `*_dir` functions for the player's folders only name a folder, and `made` creates it.

The player's folders are those of the system, or, in a packaged program with a file named `portable.txt` beside it, the
folder `tapeout-data` there.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

import platformdirs

APP_NAME = "tapeout"


PORTABLE_SIGN, PORTABLE_DATA = "portable.txt", "tapeout-data"


def is_packaged() -> bool:
    """Whether this is a program that brings its own Python."""
    return bool(getattr(sys, "frozen", False))


@lru_cache(maxsize=1)
def data_root() -> Path:
    """The folder that holds `assets` and `scenarios`. Raises FileNotFoundError where there is none."""
    package = Path(__file__).resolve().parent
    places = [package / "_data", package.parent]
    if is_packaged():
        program = Path(sys.executable).resolve().parent
        places = [Path(str(getattr(sys, "_MEIPASS", program))), program, *places]
    for place in places:
        if (place / "assets").is_dir():
            return place
    looked = ", ".join(str(place) for place in places)
    raise FileNotFoundError(f"the game's own files are missing: no folder named assets in {looked}; install it again")


def this_program() -> list[str]:
    """The command that starts this game again, in a process of its own."""
    if is_packaged():
        return [sys.executable]
    place = str(Path(__file__).resolve().parent.parent)
    return [
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {place!r}); from game.cli import main; sys.exit(main())",
    ]


def program_to_click() -> list[str]:
    """The command of a desktop entry: the AppImage, the windowed program, or Python with the file it was started by."""
    if is_packaged():
        image = os.environ.get("APPIMAGE")
        return [image or str(Path(sys.executable).resolve().with_name(APP_NAME))]
    started = Path(sys.argv[0]).resolve()
    return [sys.executable, str(started)] if started.suffix == ".py" else [str(started)]


def beside_program() -> Path:
    """The folder in which the player sees the program: that of the AppImage or the .app, where it is in one."""
    if not is_packaged():
        return data_root()
    image = os.environ.get("APPIMAGE")
    if image and sys.platform.startswith("linux"):
        return Path(image).resolve().parent
    program = Path(sys.executable).resolve()
    bundle = next((folder for folder in program.parents if folder.suffix == ".app"), None)
    return (bundle or program).parent


def portable_root() -> Path | None:
    """The folder that holds all that is the player's, if the program is carried about; None if the system's do."""
    home = beside_program()
    return home / PORTABLE_DATA if is_packaged() and (home / PORTABLE_SIGN).is_file() else None


def assets_dir() -> Path:
    """Fonts, icons, emblems, scenes, the map and the texts of the interface."""
    return data_root() / "assets"


def scenarios_dir() -> Path:
    """The scenarios that come with the game."""
    return data_root() / "scenarios"


def program_mods_dir() -> Path:
    """Mods that lie beside the program."""
    return beside_program() / "mods"


def user_data_dir() -> Path:
    """The player's own folder, for whatever should outlive an update."""
    return portable_root() or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=True))


def crashes_dir() -> Path:
    """What is left of the game when it stopped by an error: logs and bundles for a bug report."""
    home = portable_root()
    return home / "logs" if home else Path(platformdirs.user_log_dir(APP_NAME, appauthor=False))


def compiled_dir() -> Path:
    """Rules compiled for this machine; whatever is deleted there is built again."""
    home = portable_root()
    return home / "cache" if home else Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def saves_dir() -> Path:
    """Saved games."""
    return user_data_dir() / "saves"


def user_mods_dir() -> Path:
    """Scenarios and mods the player put in."""
    return user_data_dir() / "mods"


def scenario_folders() -> list[Path]:
    """Where scenarios are looked for by id: the game's own, the player's, those beside the program."""
    return [scenarios_dir(), *(folder for folder in (user_mods_dir(), program_mods_dir()) if not is_closed(folder))]


def is_file(path: Path) -> bool:
    """Whether there is a file, as far as the folders on the way to it may be looked into."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_closed(folder: Path) -> bool:
    """Whether a folder, or one on the way to it, may not be read, or what lies in it may not be looked at."""
    try:
        for entry in folder.iterdir():
            entry.lstat()
            break
    except PermissionError:
        return True
    except OSError:
        return False
    return False


def screenshots_dir() -> Path:
    """Pictures taken with F12."""
    return user_data_dir() / "screenshots"


def charts_dir() -> Path:
    """Graphs as pictures and tables."""
    return user_data_dir() / "charts"


def settings_file() -> Path:
    """The player's settings."""
    home = portable_root() or Path(platformdirs.user_config_dir(APP_NAME, appauthor=False, roaming=True))
    return home / "settings.json"


def desktop_entry() -> Path:
    """Where a Linux desktop looks for this player's programs."""
    return Path(platformdirs.user_data_dir("applications", appauthor=False)) / f"{APP_NAME}.desktop"


def desktop_icon() -> Path:
    """The picture that the desktop entry names."""
    return user_data_dir() / f"{APP_NAME}.png"


def made(folder: Path) -> Path:
    """The folder, created if it was missing."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder
