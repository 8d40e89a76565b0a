"""Opens the game's window: what ``play`` and ``screenshot`` of the command line call."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.ui.app import App, is_headless, prepare_environment
from game.ui.keymap import KEYMAP
from game.ui.palette import PALETTE
from game.ui.screen import Screen
from game.ui.screens.title import TitleScreen
from game.ui.settings import Settings, read_settings, write_settings
from game.ui.wording import CATALOGUE

TITLE_PX = 48
"""What a window's title and a bar of programs take from a screen's height."""

if TYPE_CHECKING:
    from game.session.game import Session
    from game.session.replay import Replay


def run(
    size: tuple[int, int] | None = None,
    fullscreen: bool = False,
    replay: Replay | None = None,
    smoke: bool = False,
    session: Session | None = None,
    unfinished: Path | None = None,
) -> int:
    """Show the window until the player leaves: on a replay where it ends, or on a game. Returns an exit code.

    A smoke test draws the first frame and leaves. ``unfinished`` is the file whose open orders a replay goes on with.
    """
    settings, problem = read_settings()
    try:
        app = open_app(settings, size, fullscreen)
    except pygame.error as error:
        print(f"no window can be opened here: {error}. Without a screen, see: tapeout sim --help", file=sys.stderr)
        return 1
    try:
        if replay is not None:
            session = _replayed(replay, unfinished)
        first = first_screen(problem, session)
        if smoke:
            app.open(first)
            app.frame()
            app.close()
            return 0
        app.start(first)
    except Exception as error:
        from game.ui.crash import crashed  # noqa: PLC0415  (players hardly ever need it)

        return crashed(app, error)
    keep_game(app)
    return 0


def keep_game(app: App) -> None:
    """Save the game that was open when the window closed, as it stands, so that Continue goes on with it.

    There is no window any more to say in that it went wrong; each quarter's autosave has said so before.
    """
    from game.session.container import SaveError  # noqa: PLC0415
    from game.session.saves import autosave  # noqa: PLC0415
    from game.ui.screens.home import HomeScreen  # noqa: PLC0415
    from game.ui.screens.keeping import folder, sentence  # noqa: PLC0415

    live = next((screen.live for screen in app.stack if isinstance(screen, HomeScreen)), None)
    if live is None or live.session.turn + len(live.session.edits) == 0:
        return
    try:
        autosave(live.session, folder())
    except SaveError as error:
        print(sentence(error), file=sys.stderr)


def open_app(settings: Settings, size: tuple[int, int] | None = None, fullscreen: bool = False) -> App:
    """The window as the settings want it; ``size`` and ``fullscreen`` win for this once."""
    CATALOGUE.use(settings.language)
    PALETTE.use(settings.palette, settings.high_contrast)
    KEYMAP.use(settings.keys)
    app = App(
        size or within_screen((settings.width, settings.height)),
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
    write_settings(replace(settings, mode=app.mode, sound=app.sounds.on if app.sounds.works else settings.sound))


def within_screen(size: tuple[int, int]) -> tuple[int, int]:
    """A window's size, cut to the first screen with room for the window's title."""
    if is_headless():
        return size
    prepare_environment()
    pygame.display.init()
    wide, high = pygame.display.get_desktop_sizes()[0]
    return min(size[0], wide), min(size[1], high - TITLE_PX)


def first_screen(problem: str = "", session: Session | None = None) -> Screen:
    """The title, or the map of a game."""
    if session is not None:
        return _game(session)
    title = TitleScreen()
    title.notice = problem
    return title


def _replayed(replay: Replay, unfinished: Path | None) -> Session:
    from game.session.crash import take_up  # noqa: PLC0415
    from game.session.replay import played  # noqa: PLC0415

    session = played(replay)
    if unfinished is not None:
        take_up(session, unfinished)
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
