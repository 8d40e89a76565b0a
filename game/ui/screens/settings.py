"""The settings: display, access, sound, keys, data; each takes effect and is kept at once."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pygame import Rect

from game.paths import made, user_data_dir
from game.ui import theme as t
from game.ui.habits import HABITS
from game.ui.keymap import KEYMAP
from game.ui.motion import MOTION
from game.ui.palette import PALETTES
from game.ui.screen import Outcome, Push, Screen
from game.ui.settings import MODES, SIZES, Settings, read_settings, write_settings
from game.ui.viewport import LEAST_H, LEAST_W, Viewport
from game.ui.widgets import (
    Button,
    Group,
    Label,
    Option,
    Painter,
    Panel,
    ScrollView,
    Segmented,
    Slider,
    Stepper,
    Toggle,
    Widget,
)
from game.ui.wording import CATALOGUE, endonym, languages, percent, tr

ROW, HEAD, FOOT = 58, 92, 72
SCALE_LOW, SCALE_HIGH, STEP = 75, 200, 5
AUTO = SCALE_LOW - STEP
"""Below the smallest scale stands the automatic one."""
TEXT_LOW, TEXT_HIGH = 90, 120
SLIDER_W = 220
Rows = list[tuple[str, Widget]]


class SettingsScreen(Screen):
    """One sheet of choices under four heads."""

    def __init__(self) -> None:
        super().__init__()
        self.settings, _ = read_settings()

    def build(self, view: Viewport) -> Widget:
        """Lay out heads and rows."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        wide = min(920, view.width - 96)
        sheet = Rect((view.width - wide) // 2, 0, wide, view.height)
        root.add(Label(tr("settings.title"), t.BIG_TITLE).at(Rect(sheet.x, 36, wide, 40)))
        place = Rect(sheet.x, HEAD, wide, view.height - HEAD - FOOT)
        panel = root.add(Panel("settings").at(place))
        scroll = panel.add(ScrollView("settings.list").at(place.inflate(-8, -12)))
        left, right, y = place.x + 24, place.right - 32, place.y + 14
        for head, rows in self.parts():
            scroll.add(Label(tr(f"settings.{head}").upper(), t.LABEL, t.LOW).at(Rect(left, y + 8, wide - 64, 16)))
            y += 32
            for name, control in rows:
                self._row(scroll, name, control, Rect(left, y, right - left, ROW))
                y += ROW
            y += 8
        back = Button("settings.back", tr("settings.done"), self.on_back, kind="primary", key="Enter")
        w = max(140, back.natural()[0])
        foot = place.bottom + 16
        root.add(back.at(Rect(sheet.right - w, foot, w, 40)))
        reset = Button("settings.reset", tr("settings.reset"), self.reset, kind="quiet")
        root.add(reset.at(Rect(sheet.x, foot, reset.natural()[0], 40)))
        return root

    def _row(self, scroll: Widget, name: str, control: Widget, area: Rect) -> None:
        w, h = (SLIDER_W, 24) if isinstance(control, Slider) else control.natural()
        room = area.w - w - 24
        scroll.add(Label(tr(f"settings.{name}"), t.LEAD_STRONG).at(Rect(area.x, area.y + 7, room, 22)))
        note = Label(self._note(name), t.NOTE, t.LOW, wid=f"settings.{name}.note")
        scroll.add(note.at(Rect(area.x, area.y + 29, room, 20)))
        scroll.add(control.at(Rect(area.right - w, area.y + (area.h - h) // 2, w, h)))

    def _note(self, name: str) -> str:
        """The line under a setting's name."""
        if name == "scale":
            most = min(self.app.size_px[0] / LEAST_W, self.app.size_px[1] / LEAST_H)
            now = self.app.view.scale
            return tr("settings.scale.note", now=percent(now).text, most=percent(most).text)
        if name == "folder":
            return str(user_data_dir())
        if name == "sound" and not self.app.sounds.works:
            return tr("settings.sound.none")
        return tr(f"settings.{name}.note")

    # --- rows
    def parts(self) -> list[tuple[str, Rows]]:
        """Every head with its settings and their controls."""
        return [("display", self._display()), ("access", self._access()), ("sounds", self._sound()),
                ("rest", self._rest())]  # fmt: skip

    def _display(self) -> Rows:
        now = self.settings
        sizes = [(f"{w}x{h}", f"{w} × {h}") for w, h in SIZES if (w, h) in _usual(now)]
        spoken = [(language, endonym(language)) for language in languages()]
        modes = [Option(mode, tr(f"settings.mode.{mode}")) for mode in MODES]
        scale = round(100 * now.scale) if now.scale else AUTO
        return [
            ("language", Segmented("settings.language", spoken, CATALOGUE.language, self.on_language,
                                   label=tr("settings.language"))),
            ("mode", Segmented("settings.mode", modes, now.mode, self.on_mode, label=tr("settings.mode"))),
            ("window", Segmented("settings.window", sizes, f"{now.width}x{now.height}", self.on_size,
                                 enabled=now.mode == "window", why_disabled=tr("settings.window.off"),
                                 label=tr("settings.window"))),
            ("scale", Stepper("settings.scale", scale, self.on_scale, low=AUTO, high=SCALE_HIGH, step=STEP,
                              show=_scale_text, label=tr("settings.scale"))),
            ("text", Stepper("settings.text", round(100 * now.text), self.on_text, low=TEXT_LOW, high=TEXT_HIGH,
                             step=STEP, show=_per_cent, label=tr("settings.text"))),
        ]  # fmt: skip

    def _access(self) -> Rows:
        now = self.settings
        palettes = [Option(name, tr(f"settings.palette.{name}")) for name in PALETTES]
        return [
            ("palette", Segmented("settings.palette", palettes, now.palette, self.on_palette,
                                  label=tr("settings.palette"))),
            ("contrast", Toggle("settings.contrast", now.high_contrast, self.on_contrast,
                                label=tr("settings.contrast"))),
            ("motion", Toggle("settings.motion", now.reduce_motion, self.on_motion, label=tr("settings.motion"))),
            ("foresee", Toggle("settings.foresee", now.foresee, self.on_foresee, label=tr("settings.foresee"))),
            ("keys", Button("settings.keys", tr("settings.keys.open"), self.open_keys, icon="keyboard")),
        ]  # fmt: skip

    def _sound(self) -> Rows:
        now = self.settings
        return [
            ("sound", Toggle("settings.sound", now.sound, self.on_sound, label=tr("settings.sound"))),
            ("volume", Slider("settings.volume", now.volume, self.on_volume, step=0.05,
                              enabled=now.sound, label=tr("settings.volume"))),
            ("music", Slider("settings.music", now.music, self.on_music, step=0.05,
                             enabled=now.sound, label=tr("settings.music"))),
        ]  # fmt: skip

    def _rest(self) -> Rows:
        return [("folder", Button("settings.folder", tr("settings.folder.open"), self.open_folder, icon="folder-open"))]

    # --- changes
    def change(self, settings: Settings, apply: Callable[[], Any] | None = None) -> None:
        """Take on and keep other settings."""
        self.settings = settings
        if not write_settings(settings):
            self.app.toast(tr("settings.not_kept"), "triangle-alert", "danger")
        if apply is not None:
            apply()
        self.rebuild()

    def on_language(self, value: str) -> None:
        """Another language."""
        self.change(replace(self.settings, language=value), lambda: self.app.set_language(value))

    def on_size(self, value: str) -> None:
        """Another size of the window."""
        width, height = (int(part) for part in value.split("x"))
        settings = replace(self.settings, width=width, height=height)
        self.change(settings, lambda: self.app.resize(width, height))

    def on_mode(self, value: str) -> None:
        """A window, one without borders, or full screen."""
        self.change(replace(self.settings, mode=value), lambda: self.app.set_mode(value))

    def on_scale(self, value: int) -> None:
        """Another size of everything."""
        settings = replace(self.settings, scale=0.0 if value < SCALE_LOW else value / 100)
        self.change(settings, lambda: self.app.set_scale(settings.chosen_scale))

    def on_text(self, value: int) -> None:
        """Another size of letters."""
        self.change(replace(self.settings, text=value / 100), lambda: self.app.set_text_size(value / 100))

    def on_palette(self, value: str) -> None:
        """Other colours."""
        self._recolour(replace(self.settings, palette=value))

    def on_contrast(self, on: bool) -> None:
        """Higher contrast, or as designed."""
        self._recolour(replace(self.settings, high_contrast=on))

    def _recolour(self, settings: Settings) -> None:
        self.change(settings, lambda: self.app.set_palette(settings.palette, settings.high_contrast))

    def on_motion(self, on: bool) -> None:
        """Less motion, or the usual."""
        self.change(replace(self.settings, reduce_motion=on), lambda: MOTION.reduce(on))

    def on_foresee(self, on: bool) -> None:
        """The forecast beside orders, or none."""
        self.change(replace(self.settings, foresee=on), HABITS.forget)

    def on_sound(self, on: bool) -> None:
        """Sound, or none."""
        self._resound(replace(self.settings, sound=on))

    def on_volume(self, value: float) -> None:
        """How loud sounds are."""
        self._resound(replace(self.settings, volume=value))

    def on_music(self, value: float) -> None:
        """How loud the bed is."""
        self._resound(replace(self.settings, music=value))

    def _resound(self, settings: Settings) -> None:
        sounds = self.app.sounds
        self.change(settings, lambda: sounds.use(settings.sound, settings.volume, settings.music))

    def open_keys(self) -> Outcome:
        """Put keys elsewhere."""
        from game.ui.screens.keys import KeysScreen  # noqa: PLC0415

        return Push(KeysScreen())

    def open_folder(self) -> None:
        """Show the player's folder in the system's own way."""
        try:
            show_folder(made(user_data_dir()))
        except OSError as error:
            self.app.toast(error.strerror or str(error), "triangle-alert", "danger")

    def on_enter(self) -> None:
        """Take note of what the keys screen kept meanwhile."""
        self.settings, _ = read_settings()
        self.rebuild()

    def reset(self) -> None:
        """Back to how the game came."""
        usual = Settings()
        self.on_motion(usual.reduce_motion)
        self.on_mode(usual.mode)
        self.on_text(round(100 * usual.text))
        self._recolour(replace(self.settings, palette=usual.palette, high_contrast=usual.high_contrast))
        self._resound(replace(self.settings, sound=usual.sound, volume=usual.volume, music=usual.music))
        self.on_language(usual.language)
        KEYMAP.use(usual.keys)
        self.change(usual, lambda: self.app.set_scale(None))
        HABITS.forget()


def show_folder(folder: Path) -> None:
    """Open a folder in the system's own way."""
    if sys.platform == "win32":
        os.startfile(folder)
    else:
        webbrowser.open(folder.as_uri())


def _per_cent(value: int) -> str:
    return percent(value / 100).text


def _scale_text(value: int) -> str:
    return tr("settings.scale.auto") if value < SCALE_LOW else _per_cent(value)


def _usual(now: Settings) -> list[tuple[int, int]]:
    """The sizes offered: the four commonest, and the one chosen if it is another."""
    usual = [SIZES[0], SIZES[2], SIZES[3], SIZES[4]]
    return usual if (now.width, now.height) in usual else [*usual[:3], (now.width, now.height)]
