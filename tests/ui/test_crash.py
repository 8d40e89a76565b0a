"""An error of the game itself: the window closes with a sentence, and nothing that was kept is lost."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game import cli
from game.paths import crashes_dir
from game.scenario import Loaded
from game.session.crash import Left, leave
from game.session.game import Session
from game.ui import crash, play
from game.ui.app import App
from game.ui.screens import keeping
from game.ui.screens.crash import CrashScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.wording import CATALOGUE
from tests.ui.hands import headless, window


@pytest.fixture
def session(pocket: Loaded) -> Session:
    session = Session(pocket, pocket.board.scenario.playable[0], 5)
    session.end_quarter()
    return session


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def update(self: HomeScreen, dt: float) -> None:
        raise ZeroDivisionError("drawn wrong")

    monkeypatch.setattr(HomeScreen, "update", update)


def files() -> list[str]:
    return sorted(path.suffix for path in crashes_dir().iterdir())


@pytest.mark.usefixtures("broken")
def test_a_crash_leaves_log_and_bundle_and_never_a_window_when_nobody_sees_it(
    session: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "say", lambda *_: pytest.fail("a window nobody can close"))
    assert play.run((1280, 720), session=session) == 70
    assert files() == [".txt", ".zip"]
    assert "stopped by an error of its own" in capsys.readouterr().err


@pytest.mark.usefixtures("broken")
def test_the_bundle_of_a_window_plays_without_a_window(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    play.run((1280, 720), session=session)
    bundle = next(path for path in crashes_dir().iterdir() if path.suffix == ".zip")
    assert cli.main(["replay", str(bundle), "--verify"]) == 0
    assert "drawn wrong" in capsys.readouterr().err
    assert cli.main(["replay", str(bundle)]) == 70, "and in the window it comes again"


def test_a_bundle_of_the_rules_brings_its_error_again(
    session: Session, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = Session._stepped
    monkeypatch.setattr(Session, "_stepped", lambda self, *given: whole(self, *given) if self.turn == 0 else 1 // 0)
    try:
        session.end_quarter()
    except ZeroDivisionError as error:
        bundle = leave(error, session, tmp_path, {}, []).bundle
    assert cli.main(["replay", str(bundle)]) == 70
    assert "turn 2 brings the same error" in capsys.readouterr().err


@pytest.mark.usefixtures("broken")
def test_the_autosave_stands_and_is_told(session: Session) -> None:
    with headless() as app:
        keeping.autosave_quietly(app, Live(session))
        before = [one.path.read_bytes() for one in keeping.saves()]
    play.run((1280, 720), session=session)
    assert [one.path.read_bytes() for one in keeping.saves()] == before
    assert crash.autosaved(session) is not None


def test_the_autosave_of_another_game_is_not_told(session: Session, pocket: Loaded) -> None:
    with headless() as app:
        keeping.autosave_quietly(app, Live(Session(pocket, session.firm, 6)))
    assert crash.autosaved(session) is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_window_names_the_bundle_opens_the_folder_and_closes(
    language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("game.ui.screens.crash.open_folder", opened.append)
    CATALOGUE.use(language)
    try:
        with window(CrashScreen(Left(tmp_path / "crash-1.txt", tmp_path / "crash-1.zip"), None)) as hands:
            said = " ".join(screen_texts(hands.app))
            assert "crash-1.zip" in said
            hands.key("Enter")
            assert opened == [crashes_dir()]
            hands.click("crash.close")
            assert not hands.app.running
    finally:
        CATALOGUE.use("en")


def screen_texts(app: App) -> list[str]:
    assert isinstance(app.top, CrashScreen)
    return app.top.sentences()


def test_a_disk_that_takes_nothing_is_told_and_offers_no_folder() -> None:
    with window(CrashScreen(Left(None, None), None)) as hands:
        assert str(crashes_dir()) in " ".join(screen_texts(hands.app))
        assert not hands.sees("crash.folder")


def test_where_no_window_opens_a_sentence_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise pygame.error("No available video device")

    monkeypatch.setattr("game.ui.app.pygame.display.set_mode", refuse)
    assert play.run((1280, 720)) == 1
    assert "No available video device" in capsys.readouterr().err
