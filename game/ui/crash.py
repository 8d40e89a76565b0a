"""The end of a window that an error of the game itself closed: what was left, and a window that says so."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.paths import crashes_dir, is_packaged, saves_dir
from game.session.crash import Left, leave
from game.session.save_list import Listed, list_saves
from game.ui.app import App, is_headless

if TYPE_CHECKING:
    from game.session.game import Session

CRASHED = 70
"""The exit code."""


def crashed(app: App, error: BaseException) -> int:
    """Write down what happened and say so, in a window if there is somebody to see it. The exit code."""
    session = session_of(app)
    sdl = ".".join(map(str, pygame.get_sdl_version()))
    libraries = {"pygame-ce": pygame.version.ver, "SDL": sdl}
    left = leave(error, session, crashes_dir(), libraries, [type(screen).__name__ for screen in app.stack])
    saved = autosaved(session) if session is not None else None
    for path in (left.log, left.bundle):
        if path is not None:
            print(f"tapeout stopped by an error of its own; see {path}", file=sys.stderr)
    if left.log is None:
        sys.excepthook(type(error), error, error.__traceback__)
        print(f"tapeout stopped by an error of its own; {crashes_dir()} cannot be written", file=sys.stderr)
    if not is_unseen():
        say(left, saved, app.size_px)
    return CRASHED


def session_of(app: App) -> Session | None:
    """The game that was open."""
    lives = (getattr(screen, "live", None) for screen in app.stack)
    return next((live.session for live in lives if live is not None), None)


def autosaved(session: Session) -> Listed | None:
    """The newest autosave of this very game."""
    for one in list_saves(saves_dir()):
        head = one.header
        if head is not None and one.is_auto and (head.digest, head.seed, head.firm) == (
            session.rules.digest, session.setup.seed, session.firm,
        ):  # fmt: skip
            return one
    return None


def is_unseen() -> bool:
    """Whether nobody sits before the screen: a test, or a machine that only builds."""
    return is_headless() or bool(os.environ.get("CI"))


def say(left: Left, saved: Listed | None, size: tuple[int, int]) -> None:
    """Show the window that says so; the system's own box where even that cannot be drawn."""
    from game.ui.screens.crash import CrashScreen  # noqa: PLC0415

    try:
        App(size).start(CrashScreen(left, saved))
    except Exception:
        where = left.log or "nowhere: the disk could not be written"
        with suppress(pygame.error):
            pygame.display.message_box(
                "Tapeout", f"Tapeout stopped by an error of its own. It is written in {where}", message_type="error"
            )


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own browser of files; nothing where there is none."""
    if sys.platform == "win32":
        os.startfile(folder)
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    around = dict(os.environ)
    if "LD_LIBRARY_PATH_ORIG" in around:  # a packaged program looks for libraries in its own folder; others must not
        around["LD_LIBRARY_PATH"] = around.pop("LD_LIBRARY_PATH_ORIG")
    elif is_packaged():
        around.pop("LD_LIBRARY_PATH", None)
    with suppress(OSError):
        subprocess.Popen([opener, str(folder)], env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
