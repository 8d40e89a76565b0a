"""Settings: kept at one stroke, read with care, changed by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.paths import settings_file, user_data_dir
from game.session.game import Session
from game.ui import fonts
from game.ui.keymap import KEYMAP
from game.ui.palette import PALETTE
from game.ui.play import first_screen, open_app
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.keys import KeysScreen, actions
from game.ui.screens.settings import SettingsScreen
from game.ui.settings import Settings, read_settings, write_settings
from game.ui.sound import Sounds
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE
from tests.ui.hands import Hands, window


@pytest.fixture(autouse=True)
def as_it_came() -> Iterator[None]:
    yield
    PALETTE.use("standard")
    KEYMAP.use({})
    fonts.use_scale(1.0)
    CATALOGUE.use(FIRST_LANGUAGE)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    wanted = Settings(
        1920, 1080, "full", 1.25, 1.1, "red_green", high_contrast=True, reduce_motion=True, sound=False, volume=0.2,
        music=0.0, language="zh", keys={"M": "X"},
    )  # fmt: skip
    assert write_settings(wanted, path)
    assert read_settings(path) == (wanted, "")
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


def test_no_file_is_no_problem(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.json") == (Settings(), "")


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '{"width": "wide"}', '{"width": 3}', '{"width": true}', '{"scale": 1e9}',
     '{"scale": NaN}', '{"mode": 1}', '{"keys": 7}', '{"volume": 2}', "[" * 100_000, '{"width": 1e400}'],
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


def test_the_first_start_speaks_the_systems_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [{"language": "xx", "country": None}, {"language": "zh", "country": "CN"}]
    monkeypatch.setattr("game.ui.settings.pygame.system.get_pref_locales", lambda: wanted)
    assert read_settings(tmp_path / "none.json")[0].language == "zh"
    assert write_settings(Settings(language="en"), tmp_path / "kept.json")
    assert read_settings(tmp_path / "kept.json")[0].language == "en", "what was chosen once stays"


def test_full_screen_of_an_earlier_version_and_words_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"full_screen": true, "palette": "sepia", "keys": {"M": "X", "S": 3}}', encoding="utf-8")
    assert read_settings(path) == (Settings(mode="full", keys={"M": "X"}), "")


def test_scale_in_steps_of_five_never_leaves_less_than_1280_by_720(player_folders: Path) -> None:
    with window(SettingsScreen(), (1920, 1080)) as hands:
        hands.retype("settings.scale", "135")
        hands.key("Enter")
        assert (read_settings()[0].scale, hands.app.view.scale) == (1.35, 1.35)
        hands.retype("settings.scale", "200")
        hands.key("Enter")
        assert (hands.app.view.width, hands.app.view.height) == (1280, 720)
        assert "150" in hands.app.find("settings.scale.note").label
        hands.retype("settings.scale", "1")
        hands.key("Enter")
        assert read_settings()[0].scale == 0, "below 75 it follows the window"


def test_text_grows_and_nothing_else(player_folders: Path) -> None:
    with window(SettingsScreen()) as hands:
        scale, wide = hands.app.view.scale, fonts.book().width("Tapeout")
        hands.retype("settings.text", "120")
        hands.key("Enter")
        assert hands.app.view.scale == scale
        assert fonts.book().width("Tapeout") > 1.1 * wide


def test_window_borderless_full_screen_and_back(player_folders: Path) -> None:
    with window(SettingsScreen()) as hands:
        hands.app.focus_on(hands.app.find("settings.mode"))
        for mode in ("borderless", "full"):
            hands.key("Right")
            assert hands.app.mode == read_settings()[0].mode == mode
            assert not hands.app.find("settings.window").enabled
        hands.key("F11")
        assert hands.app.mode == "window"


def test_everything_is_reached_and_changed_by_keys_alone(player_folders: Path) -> None:
    with window(SettingsScreen()) as hands:
        seen: dict[str, bool] = {}
        for _ in range(20):
            hands.key("Tab")
            focus = hands.app.router.focus
            assert focus is not None and focus.ring
            seen[focus.wid] = True
            assert hands.app.view.rect.contains(focus.screen_rect)
            if focus.wid in {"settings.contrast", "settings.motion", "settings.sound"}:
                hands.key("Space")
            if focus.wid == "settings.palette":
                hands.key("Right")
        screen = hands.app.top
        assert isinstance(screen, SettingsScreen)
        every = {control.wid for _, rows in screen.parts() for _, control in rows}
        assert every <= set(seen)
        kept = read_settings()[0]
        assert (kept.palette, kept.high_contrast, kept.reduce_motion, kept.sound) == ("red_green", True, True, False)
        assert (PALETTE.name, PALETTE.high_contrast) == ("red_green", True)
        hands.click("settings.reset")
        assert read_settings()[0] == Settings()
        assert PALETTE.name == "standard"


def test_the_data_folder_is_shown_and_opened(player_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("game.ui.screens.settings.show_folder", opened.append)
    with window(SettingsScreen()) as hands:
        assert hands.app.find("settings.folder.note").label == str(user_data_dir())
        hands.click("settings.folder")
    assert opened == [user_data_dir()]


def moved(hands: Hands, own: str, key: str) -> None:
    hands.click(f"key.{own}")
    hands.key(key)


def test_a_key_is_put_elsewhere_unless_it_is_taken(pocket, player_folders: Path) -> None:
    with window(SettingsScreen()) as hands:
        hands.click("settings.keys")
        moved(hands, "M", "s")
        assert KEYMAP.shown("M") == "M"
        assert hands.app.toasts.describe()
        moved(hands, "M", "Enter")
        assert KEYMAP.shown("M") == "M"
        moved(hands, "M", "x")
        assert KEYMAP.shown("M") == "X"
        assert read_settings()[0].keys == {"M": "X"}
        hands.click("keys.back")
        hands.app.open(HomeScreen(Live(Session(pocket, pocket.board.scenario.playable[0], 1))))
        hands.key("m")
        assert hands.screen != "ModelsScreen"
        hands.key("x")
        assert hands.screen == "ModelsScreen"


def test_a_line_that_waits_lets_go_and_a_key_comes_back(player_folders: Path) -> None:
    with window(KeysScreen()) as hands:
        hands.click("key.M")
        hands.key("Esc")
        assert hands.screen == "KeysScreen"
        assert hands.app.top is not None and not hands.app.top.wants_any_key
        moved(hands, "M", "x")
        moved(hands, "M", "Delete")
        assert KEYMAP.moved == {}


def test_no_two_actions_come_with_one_key() -> None:
    own = [key for key, _ in actions()]
    assert len(own) == len(set(own))
    assert KEYMAP.clash("M", "S", tuple(own)) == "S"


def test_settings_open_the_window_they_tell_of(player_folders: Path) -> None:
    app = open_app(Settings(1366, 768, text=1.1, palette="blue_yellow", sound=False, keys={"M": "X"}))
    assert app.size_px == (1366, 768)
    assert (fonts.book().text, PALETTE.name, KEYMAP.shown("M"), app.sounds.on) == (1.1, "blue_yellow", "X", False)
    app.close()


def test_sound_follows_tension_and_goes_off_by_a_key(player_folders: Path) -> None:
    with window(SettingsScreen()) as hands:
        sounds = hands.app.sounds
        sounds.use(True)
        sounds.wake()
        sounds.set_tension(0.1)
        calm, tense = sounds.bed
        sounds.set_tension(0.9)
        assert sounds.bed[0] < calm and sounds.bed[1] > tense
        for name in ("tick", "press", "thump", "shipment", "chime", "alarm", "none-such"):
            sounds.play(name)
        hands.key("F8")
        assert not sounds.on and sounds.bed == (0.0, 0.0)


def test_no_sound_device_is_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise pygame.error("no device")

    pygame.mixer.quit()
    monkeypatch.setattr("game.ui.sound.pygame.mixer.init", refuse)
    sounds = Sounds()
    sounds.use(True)
    sounds.wake()
    sounds.play("tick")
    assert not sounds.works
