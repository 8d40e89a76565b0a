"""Started where little works: it plays, or says why not, and nothing that was kept is lost."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game import paths
from game.scenario import Loaded
from game.session import saves
from game.session.container import SaveError, read_header
from game.session.game import Session
from game.session.save_list import list_saves
from game.ui import play
from game.ui.play import first_screen, within_screen
from game.ui.screens import keeping
from game.ui.settings import Settings, read_settings, write_settings
from game.ui.sound import Sounds
from tests.ui.hands import window
from tests.ui.test_whole_game import begin
from tests.ui.test_whole_game import play as play_on


@pytest.fixture
def no_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home in which nothing can be made, for root neither: it is a file."""
    home = tmp_path / "home"
    home.write_text("no folder")
    for name in ("user_data_dir", "user_config_dir", "user_log_dir"):
        monkeypatch.setattr(f"game.paths.platformdirs.{name}", lambda *_, name=name, **__: str(home / name))
    return home


@pytest.mark.usefixtures("no_home")
def test_without_a_home_it_plays_and_says_what_it_cannot_keep(capsys: pytest.CaptureFixture[str]) -> None:
    with window(first_screen()) as hands:
        begin(hands)
        play_on(hands, until=1)
        assert "cannot be written" in str(hands.app.toasts.describe())
        hands.app.toasts.clear()
        hands.key("F12")
        hands.app.frame()
        assert str(paths.screenshots_dir()) in str(hands.app.toasts.describe())
    play.keep_game(hands.app)  # the window is closed by then
    assert "cannot be written" in capsys.readouterr().err
    assert not write_settings(Settings())


def test_folders_that_may_not_be_read_are_as_good_as_empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    real = Path.iterdir

    def iterdir(folder: Path):
        if folder.is_relative_to(closed):
            raise PermissionError(13, "Permission denied", str(folder))
        return real(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr("game.paths.platformdirs.user_data_dir", lambda *_, **__: str(closed))
    assert list_saves(paths.saves_dir()) == ()
    assert paths.user_mods_dir() not in paths.scenario_folders()


def test_a_full_disk_takes_no_older_autosave_with_it(
    pocket: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(pocket, pocket.board.scenario.playable[0], 5)
    for _ in range(3):
        session.end_quarter()
        saves.autosave(session, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("game.session.container.os.fsync", full)
    session.end_quarter()
    with pytest.raises(SaveError, match=r"save\.cannot_write"):
        saves.autosave(session, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_autosave_cut_off_before_the_ring_turned_is_still_found(pocket: Loaded, tmp_path: Path) -> None:
    session = Session(pocket, pocket.board.scenario.playable[0], 5)
    (saves.autosave(session, tmp_path)).replace(tmp_path / "auto-0.tapeout")
    assert [one.is_auto for one in list_saves(tmp_path)] == [True]
    saves.autosave(session, tmp_path)
    assert read_header(tmp_path / "auto-1.tapeout").turn == 0


def test_without_a_sound_device_it_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise pygame.error("No such audio device")

    pygame.mixer.quit()
    monkeypatch.setattr("game.ui.sound.pygame.mixer.init", refuse)
    sounds = Sounds()
    sounds.use(True)
    sounds.play("tick")
    assert not sounds.on


@pytest.mark.parametrize("junk", [b"\xff\xfe\x00", b"{", b"[]", b'{"scale": "big"}', b"[" * 100_000])
def test_a_broken_settings_file_is_told_and_stands_until_something_is_changed(junk: bytes) -> None:
    file = paths.settings_file()
    paths.made(file.parent)
    file.write_bytes(junk)
    settings, problem = read_settings()
    assert settings == Settings() and problem
    with window(first_screen(problem)) as hands:
        assert hands.app.toasts.describe()
    assert file.read_bytes() == junk


@pytest.mark.parametrize(
    ("screen", "expected"), [((1024, 600), (1024, 552)), ((1920, 1080), (1600, 900)), ((1366, 768), (1366, 720))]
)
def test_a_window_is_no_larger_than_the_screen(
    screen: tuple[int, int], expected: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.ui.play.is_headless", lambda: False)
    monkeypatch.setattr("game.ui.play.pygame.display.get_desktop_sizes", lambda: [screen])
    assert within_screen((1600, 900)) == expected


def test_a_game_begins_on_a_small_screen() -> None:
    with window(first_screen(), size=(1024, 552)) as hands:
        begin(hands)
        play_on(hands, until=1)
        assert keeping.latest() is not None
