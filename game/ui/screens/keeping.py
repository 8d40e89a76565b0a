"""Saving and opening games from the screens: autosave, quick save and load, and coming back into a game."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.paths import made, saves_dir
from game.session.container import SaveError
from game.session.edits import EditError
from game.session.game import Session
from game.session.replay import played, read_replay
from game.session.save_list import SUFFIX, Listed, list_saves
from game.session.saves import autosave, free_name, load_game, save_game, save_replay
from game.session.seat import Quarter
from game.session.watching import Replayed
from game.ui.screen import Outcome, Push, Reset
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.widgets import Answer, Ask
from game.ui.wording import tr

if TYPE_CHECKING:
    from game.ui.app import App

QUICK = f"quick{SUFFIX}"


def folder() -> Path:
    """The saves folder, made if it was missing. Raises SaveError."""
    try:
        return made(saves_dir())
    except OSError as error:
        raise SaveError("save.cannot_write", file=saves_dir().name, reason=error.strerror or str(error)) from None


def sentence(error: SaveError) -> str:
    """What went wrong, in the player's language."""
    return tr(error.message, **error.params)


def autosave_quietly(app: App, live: Live) -> None:
    """Save into the ring of autosaves; only a failure is said."""
    try:
        autosave(live.session, folder())
    except SaveError as error:
        app.toast(sentence(error), "triangle-alert", "danger")


def keep_running(app: App) -> None:
    """Save the game that is open as it stands, so that Continue goes on with it."""
    from game.ui.screens.home import HomeScreen  # noqa: PLC0415

    live = next((screen.live for screen in app.stack if isinstance(screen, HomeScreen)), None)
    if live is not None and live.session.turn + len(live.session.edits) > 0:
        autosave_quietly(app, live)


def quick_save(app: App, live: Live) -> None:
    """Save to the one quick slot; an ironman game saves by itself alone, and says so."""
    if live.session.setup.ironman:
        app.toast(tr("ironman.no_save"), "lock")
        return
    try:
        save_game(live.session, folder() / QUICK, tr("save.quick"))
    except SaveError as error:
        app.toast(sentence(error), "triangle-alert", "danger")
        return
    app.toast(tr("save.quick.done"), "save", "good")


def quick_load(app: App, live: Live) -> Outcome:
    """Open what was saved quickly, after a question where something would be lost; never from an ironman game."""
    if live.session.setup.ironman:
        app.toast(tr("ironman.no_load"), "lock")
        return None
    path = saves_dir() / QUICK
    kept = next((one.header for one in saves() if one.path == path and one.is_game), None)
    session = live.session
    if kept is None or (kept.state_digest == session.digest and not session.edits):
        return open_save(app, path)
    when = quarter_text(Quarter(kept.year, kept.quarter))
    load = partial(open_save, app, path)
    answers = [Answer("quick.no", tr("ui.cancel"), kind="quiet"),
               Answer("quick.yes", tr("save.quick.load"), load, "primary", "Enter")]  # fmt: skip
    now = quarter_text(session.quarter)
    return Push(Ask(tr("save.quick.ask"), tr("save.quick.ask.text", kept=when, now=now), answers, icon="rotate-ccw"))


def save_as(live: Live, name: str) -> Path:
    """Save under a name; a taken name gets a number. Raises SaveError."""
    return save_game(live.session, free_name(folder(), name), name)


def suggested_name(live: Live) -> str:
    """A name that says what the save is."""
    session = live.session
    firm, scenario = live.name("firms", session.firm), live.say(live.board.scenario.name)
    return tr("save.name", firm=firm, scenario=scenario, quarter=quarter_text(session.quarter))


def keep_replay(app: App, live: Live) -> Path | None:
    """Write the replay of a game beside the saves; where it went is said."""
    try:
        path = save_replay(live.session, free_name(folder(), tr("save.replay_name", name=suggested_name(live))))
    except SaveError as error:
        app.toast(sentence(error), "triangle-alert", "danger")
        return None
    app.toast(tr("save.replay_done", file=path.name), "save", "good")
    return path


def saves() -> tuple[Listed, ...]:
    """All saves, newest first."""
    return list_saves(saves_dir())


def latest() -> Listed | None:
    """The newest save that can be read and is no replay."""
    return next((one for one in saves() if one.is_game), None)


def open_save(app: App, path: Path) -> Outcome:
    """Open a save and come back into its game; a broken one gets a sentence."""
    try:
        session = load_game(path)
    except SaveError as error:
        app.toast(sentence(error), "triangle-alert", "danger")
        return None
    return enter(session)


def open_replay(app: App, path: Path) -> Outcome:
    """Play a replay again and look at it from its first quarter; where it comes out otherwise now, that is said."""
    from game.ui.screens.watch import WatchScreen  # noqa: PLC0415

    try:
        replay = read_replay(path)
        session = played(replay)
    except SaveError as error:
        app.toast(sentence(error), "triangle-alert", "danger")
        return None
    except (EditError, KeyError):
        app.toast(tr("save.damaged", file=path.name, part="game.json"), "triangle-alert", "danger")
        return None
    now = (entry.digest for entry in session.log)
    differs = next((turn for turn, digest in enumerate(now) if digest != replay.log[turn].digest), None)
    if differs is not None:
        app.toast(tr("replay.differs", turn=differs + 1), "triangle-alert")
    return Push(WatchScreen(Replayed(session), session.firm))


def enter(session: Session) -> Outcome:
    """Come into a game at the map."""
    from game.ui.screens.home import HomeScreen  # noqa: PLC0415  (the map's menu saves and loads)

    return Reset(HomeScreen(Live(session)))
