"""The settings: language, window, full screen, scale, motion; each takes effect and is kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pygame import Rect

from game.ui import theme as t
from game.ui.screen import Outcome, Screen
from game.ui.settings import SCALES, SIZES, Settings, read_settings, write_settings
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Group, Label, Painter, Panel, Segmented, Toggle, Widget
from game.ui.wording import CATALOGUE, endonym, languages, percent, tr

ROW = 64


class SettingsScreen(Screen):
    """One sheet of choices."""

    def __init__(self) -> None:
        super().__init__()
        self.settings, _ = read_settings()

    def build(self, view: Viewport) -> Widget:
        """Lay out the rows."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        wide = min(880, view.width - 96)
        sheet = Rect((view.width - wide) // 2, 0, wide, view.height)
        root.add(Label(tr("settings.title"), t.BIG_TITLE).at(Rect(sheet.x, 48, wide, 40)))
        rows = self.rows()
        panel = root.add(Panel("settings").at(Rect(sheet.x, 112, wide, 24 + ROW * len(rows))))
        for n, (name, control) in enumerate(rows):
            y = panel.rect.y + 12 + ROW * n
            panel.add(Label(tr(f"settings.{name}"), t.LEAD_STRONG).at(Rect(sheet.x + 24, y + 10, 240, 22)))
            note = Label(tr(f"settings.{name}.note"), t.NOTE, t.LOW)
            panel.add(note.at(Rect(sheet.x + 24, y + 32, wide // 2 - 40, 20)))
            w, h = control.natural()
            panel.add(control.at(Rect(sheet.right - 24 - w, y + (ROW - h) // 2, w, h)))
        y = panel.rect.bottom + 24
        back = Button("settings.back", tr("settings.done"), self.on_back, kind="primary", key="Enter")
        w = max(140, back.natural()[0])
        root.add(back.at(Rect(sheet.right - w, y, w, 40)))
        reset = Button("settings.reset", tr("settings.reset"), self.reset, kind="quiet")
        root.add(reset.at(Rect(sheet.x, y, reset.natural()[0], 40)))
        return root

    def rows(self) -> list[tuple[str, Widget]]:
        """Each setting with its control."""
        now = self.settings
        sizes = [(f"{w}x{h}", f"{w} × {h}") for w, h in SIZES if (w, h) in _usual(now)]
        scales = [(f"{scale:g}", percent(scale).text if scale else tr("settings.scale.auto")) for scale in SCALES]
        spoken = [(language, endonym(language)) for language in languages()]
        return [
            ("language", Segmented("settings.language", spoken, CATALOGUE.language, self.on_language,
                                   label=tr("settings.language"))),
            ("window", Segmented("settings.window", sizes, f"{now.width}x{now.height}", self.on_size,
                                 enabled=not now.full_screen, label=tr("settings.window"))),
            ("full_screen", Toggle("settings.full_screen", now.full_screen, self.on_full,
                                   label=tr("settings.full_screen"))),
            ("scale", Segmented("settings.scale", scales, f"{now.scale:g}", self.on_scale, label=tr("settings.scale"))),
            ("motion", Toggle("settings.motion", now.reduce_motion, self.on_motion, label=tr("settings.motion"))),
            ("sound", Toggle("settings.sound", False, None, enabled=False, why_disabled=tr("settings.sound.note"),
                             label=tr("settings.sound"))),
        ]  # fmt: skip

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

    def on_full(self, on: bool) -> None:
        """Full screen, or not."""

        def switch() -> None:
            if self.app.full_screen != on:
                self.app.toggle_full_screen()

        self.change(replace(self.settings, full_screen=on), switch)

    def on_scale(self, value: str) -> None:
        """Another size of everything."""
        settings = replace(self.settings, scale=float(value))
        self.change(settings, lambda: self.app.set_scale(settings.chosen_scale))

    def on_motion(self, on: bool) -> None:
        """Less motion, or the usual."""
        from game.ui.motion import MOTION  # noqa: PLC0415

        self.change(replace(self.settings, reduce_motion=on), lambda: MOTION.reduce(on))

    def reset(self) -> None:
        """Back to how the game came."""
        usual = Settings()
        self.on_motion(usual.reduce_motion)
        self.on_full(usual.full_screen)
        self.on_language(usual.language)
        self.change(usual, lambda: self.app.set_scale(None))

    def on_back(self) -> Outcome:
        """Back to where the settings were opened."""
        return super().on_back()


def _usual(now: Settings) -> list[tuple[int, int]]:
    """The sizes offered: the four commonest, and the one chosen if it is another."""
    usual = [SIZES[0], SIZES[2], SIZES[3], SIZES[4]]
    return usual if (now.width, now.height) in usual else [*usual[:3], (now.width, now.height)]
