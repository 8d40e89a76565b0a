"""Opens the game's window: what ``play`` and ``screenshot`` of the command line call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.ui.app import App
from game.ui.keymap import KEYMAP
from game.ui.palette import PALETTE
from game.ui.screen import Screen
from game.ui.screens.title import TitleScreen
from game.ui.settings import Settings, read_settings, write_settings
from game.ui.wording import CATALOGUE

if TYPE_CHECKING:
    from game.session.game import Session
    from game.session.replay import Replay


def run(
    size: tuple[int, int] | None = None,
    fullscreen: bool = False,
    replay: Replay | None = None,
    smoke: bool = False,
    session: Session | None = None,
) -> int:
    """Show the window until the player leaves: on a replay where it ends, or on a game. Returns an exit code.

    A smoke test draws the first frame and leaves.
    """
    settings, problem = read_settings()
    app = open_app(settings, size, fullscreen)
    if smoke:
        app.open(first_screen(problem, replay, session))
        app.frame()
        app.close()
        return 0
    app.start(first_screen(problem, replay, session))
    from game.ui.screens.keeping import keep_running  # noqa: PLC0415  (the first frame does without games)

    keep_running(app)
    return 0


def open_app(settings: Settings, size: tuple[int, int] | None = None, fullscreen: bool = False) -> App:
    """The window as the settings want it; ``size`` and ``fullscreen`` win for this once."""
    CATALOGUE.use(settings.language)
    PALETTE.use(settings.palette, settings.high_contrast)
    KEYMAP.use(settings.keys)
    app = App(
        size or (settings.width, settings.height),
        chosen_scale=settings.chosen_scale,
        mode="full" if fullscreen else "window" if size is not None else settings.mode,
        text_size=settings.text,
        reduce_motion=settings.reduce_motion,
    )
    app.sounds.use(settings.sound, settings.volume, settings.music)
    app.on_own_change = partial(_keep_own, app)
    return app


def _keep_own(app: App) -> None:
    """Keep what the keys for full screen and for sound have changed."""
    settings, _ = read_settings()
    write_settings(replace(settings, mode=app.mode, sound=app.sounds.on))


def first_screen(problem: str = "", replay: Replay | None = None, session: Session | None = None) -> Screen:
    """The title, or the map of a game: one that is given, or a replayed one."""
    if replay is not None:
        return _game(_replayed(replay))
    if session is not None:
        return _game(session)
    title = TitleScreen()
    title.notice = problem
    return title


def _replayed(replay: Replay) -> Session:
    from game.session.replay import advance, start  # noqa: PLC0415

    session = start(replay)
    for entry in replay.log:
        advance(session, entry)
    return session


def _game(session: Session) -> Screen:
    from game.ui.screens.frame.live import Live  # noqa: PLC0415  (the title's first frame does without games)
    from game.ui.screens.home import HomeScreen  # noqa: PLC0415

    live = Live(session)
    live.ending_shown = False
    return HomeScreen(live)


def screenshots(
    out_dir: Path, size: tuple[int, int] = (1280, 720), scenario: str = "stockpile", seed: int = 1,
    names: Sequence[str] = (),
) -> list[Path]:  # fmt: skip
    """A picture of every screen in mid-game, named after the screen; only those of ``names`` if there are any."""
    from game.ui.shots import take  # noqa: PLC0415  (players never need it)

    return take(out_dir, size, scenario, seed, names)
