"""Where a packaged program keeps what is the player's, and how a desktop starts it."""

import sys
from pathlib import Path

import pytest

from game import cli, paths
from game.ui import desktop


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a packaged program."""
    folder = tmp_path / "游戏 folder"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "tapeout-cli"))
    monkeypatch.delenv("APPIMAGE", raising=False)
    return folder


def players_places() -> list[Path]:
    return [
        paths.saves_dir(),
        paths.settings_file(),
        paths.user_mods_dir(),
        paths.screenshots_dir(),
        paths.crashes_dir(),
    ]


def test_a_sign_beside_the_program_keeps_everything_there(program: Path) -> None:
    assert not any(place.is_relative_to(program) for place in players_places())
    (program / "portable.txt").touch()
    assert all(place.is_relative_to(program / "tapeout-data") for place in players_places())


def test_a_checkout_is_never_portable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "portable.txt").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert paths.portable_root() is None


def test_beside_an_appimage_is_where_the_player_sees_it(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("APPIMAGE", str(tmp_path / "Tapeout.AppImage"))
    assert paths.program_mods_dir() == tmp_path / "mods"
    assert paths.program_to_click() == [str(tmp_path / "Tapeout.AppImage")]


def test_beside_an_app_is_where_the_player_sees_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Tapeout.app" / "Contents" / "MacOS" / "tapeout"))
    assert paths.beside_program() == tmp_path


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux desktops have such entries")
def test_the_desktop_entry_starts_the_windowed_program_and_goes_away_again(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.paths.platformdirs.user_data_dir", lambda name, **_: str(tmp_path / "home" / name))
    assert cli.main(["desktop-entry"]) == 0
    entry = tmp_path / "home" / "applications" / "tapeout.desktop"
    text = entry.read_text(encoding="utf-8")
    assert f'Exec="{program / "tapeout"}"' in text
    icon = next(line.partition("=")[2] for line in text.splitlines() if line.startswith("Icon="))
    assert Path(icon).read_bytes().startswith(b"\x89PNG")
    assert cli.main(["desktop-entry", "--remove"]) == 0
    assert not entry.exists() and not Path(icon).exists()


def test_signs_that_mean_something_in_a_desktop_entry_are_quoted() -> None:
    assert desktop.quoted('/a b/$x"%') == '"/a b/\\\\$x\\\\"%%"'
