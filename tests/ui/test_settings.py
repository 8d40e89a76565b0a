"""Settings: kept at one stroke, read with care, changed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.paths import settings_file
from game.ui.play import first_screen
from game.ui.screens.settings import SettingsScreen
from game.ui.settings import Settings, read_settings, write_settings
from tests.ui.hands import window


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    wanted = Settings(1920, 1080, True, 1.25, True)
    assert write_settings(wanted, path)
    assert read_settings(path) == (wanted, "")
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.json") == (Settings(), "")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '{"width": "wide"}', '{"width": 3}', '{"width": true}', '{"scale": 1e9}',
     '{"scale": NaN}', '{"full_screen": 1}', "[" * 100_000, '{"width": 1e400}'],
)  # fmt: skip
def test_a_broken_file_gives_the_defaults_and_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert read_settings(path) == (Settings(), "settings.broken")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\xfe\x00")
    assert read_settings(path) == (Settings(), "settings.unreadable")


def test_unknown_keys_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"scale": 1, "colour": "blue"}', encoding="utf-8")
    assert read_settings(path) == (Settings(scale=1.0), "")


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert not write_settings(Settings(), tmp_path / "file" / "settings.json")


def test_the_broken_file_is_spoken_of_at_the_title() -> None:
    with window(first_screen("settings.broken")) as hands:
        assert "damaged" in hands.app.toasts.describe()


def test_changed_by_mouse_and_by_keys(player_folders: Path) -> None:
    with window(SettingsScreen()) as hands:
        hands.click("settings.motion")
        assert read_settings()[0].reduce_motion
        hands.key("Space")
        assert not read_settings()[0].reduce_motion
        assert settings_file().is_file()
        size = hands.app.find("settings.window")
        left = size.rect_px
        hands.click_at(left.x + 30, left.centery)
        assert (read_settings()[0].width, hands.app.surface.get_width()) == (1280, 1280)
