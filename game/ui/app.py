"""The window: loop, stack of screens, dirty redraw, tooltips, toasts, full screen and screenshots.

Tests drive it with real events: `app.pump(events)` takes pygame events, `app.frame()` draws one frame,
`app.find("end_quarter").rect_px` says where to click, `app.surface` is what shows.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pygame
from pygame import Rect

from game.paths import made, screenshots_dir
from game.ui import fonts, shapes
from game.ui.brand import window_icon
from game.ui.draw import Canvas
from game.ui.input import Router
from game.ui.motion import MOTION, Eased
from game.ui.palette import PALETTE
from game.ui.screen import Pop, Push, Quit, Replace, Reset, Result, Screen
from game.ui.sound import Sounds
from game.ui.taking import Taker
from game.ui.theme import SCREEN_S, VOID
from game.ui.viewport import Viewport
from game.ui.widgets.base import Widget
from game.ui.widgets.toast import Toasts
from game.ui.widgets.tooltip import TooltipLayer
from game.ui.wording import CATALOGUE, tr

IDLE_FPS, LIVE_FPS = 10, 60
MOST_DIRTY_RECTS = 6
WRONG_PYGAME = (
    "Tapeout needs pygame-ce, but the older pygame is installed in its place. "
    "Put it right with: pip uninstall -y pygame pygame-ce; then: pip install pygame-ce"
)


class App:
    """One window and what is in it. `size` is in real px; `chosen_scale` the player's factor, None for automatic."""

    def __init__(
        self,
        size: tuple[int, int] = (1600, 900),
        *,
        title: str = "Tapeout",
        chosen_scale: float | None = None,
        mode: str = "window",
        text_size: float = 1.0,
        reduce_motion: bool = False,
    ) -> None:
        if not getattr(pygame, "IS_CE", False):
            raise RuntimeError(WRONG_PYGAME)
        prepare_environment()
        pygame.display.init()
        pygame.font.init()
        pygame.key.set_repeat(350, 40)
        self.windowed_size = size
        self.mode, self.text_size = mode, text_size
        self.chosen_scale = chosen_scale
        self.stack: list[Screen] = []
        self.running = True
        self.frames_drawn = 0
        self.shot_wanted = False
        self._dirty: list[Rect] = []
        self._taker = Taker(self)
        self.on_own_change: Callable[[], object] = lambda: None  # a key changed what settings keep
        self.router = Router(self.apply, self._heard)
        self.sounds = Sounds()
        self.toasts = Toasts()
        self.tips = TooltipLayer(self.router)
        for layer in (self.toasts, self.tips):
            layer.host = self
        self._old: pygame.Surface | None = None  # what showed before the screen changed, fading out
        self._fade = Eased(0.0, self.dirty_all)
        pygame.display.set_caption(title)
        pygame.display.set_icon(window_icon())
        MOTION.live.clear()  # what still moved in a former window is gone with it
        MOTION.reduce(reduce_motion)
        self._open_window(size)

    # --- the window
    @property
    def _flags(self) -> int:
        return {"full": pygame.FULLSCREEN, "borderless": pygame.NOFRAME}.get(self.mode, pygame.RESIZABLE)

    def _open_window(self, size: tuple[int, int]) -> None:
        wanted = size
        if not is_headless() and self.mode == "full":
            wanted = (0, 0)
        elif not is_headless() and self.mode == "borderless":
            wanted = pygame.display.get_desktop_sizes()[0]
        self.surface = pygame.display.set_mode(wanted, self._flags)
        if self.mode == "borderless":
            with suppress(pygame.error):
                pygame.display.set_window_position((0, 0))
        self._fit()

    def _fit(self) -> None:
        self.surface = pygame.display.get_surface() or self.surface
        self.size_px = width, height = self.surface.get_size()
        self.view = Viewport.for_window(width, height, self.chosen_scale)
        if fonts.book().scale != self.view.scale:
            shapes.clear_cache()
        fonts.use_scale(self.view.scale, self.text_size)
        self.canvas = Canvas(self.surface, self.view.scale)
        self.toasts.at(self.view.rect)
        self.tips.at(self.view.rect)
        self.anew()

    def anew(self) -> None:
        """Have every screen laid out and drawn again."""
        for screen in self.stack:
            screen.stale = True
        self.dirty_all()

    def resize(self, width: int, height: int) -> None:
        """Take on another window size, real px; the window system may have done so already."""
        current = pygame.display.get_surface()
        if self.mode == "window":
            self.windowed_size = (width, height)
        if current is None or current.get_size() != (width, height):
            self.surface = pygame.display.set_mode((width, height), self._flags)
        self._fit()

    def set_scale(self, chosen: float | None) -> None:
        """Take on the player's scale, or None to follow the window."""
        self.chosen_scale = chosen
        self._fit()

    def set_text_size(self, size: float) -> None:
        """Letters larger or smaller than designed, 1 as designed; all else stays."""
        self.text_size = size
        self._fit()

    def set_palette(self, name: str, high_contrast: bool) -> None:
        """Show all colours otherwise."""
        if PALETTE.use(name, high_contrast):
            shapes.clear_cache()
            fonts.forget()
            for screen in self.stack:
                screen.root = None  # charts and maps keep drawings of their own
            self.anew()

    def set_mode(self, mode: str) -> None:
        """Be a window, one without borders over the whole desktop, or full screen."""
        if mode != self.mode:
            self.mode = mode
            self._open_window(self.windowed_size)

    def set_language(self, language: str) -> None:
        """Say everything in another language from now on."""
        CATALOGUE.use(language)
        self.anew()

    # --- the stack of screens
    @property
    def top(self) -> Screen | None:
        """The screen that has the input."""
        return self.stack[-1] if self.stack else None

    def apply(self, result: Result) -> None:
        """Change the stack of screens."""
        before = self.top
        if isinstance(result, Quit):
            self.running = False
        elif isinstance(result, Pop):
            for _ in range(result.count):
                if len(self.stack) > 1:
                    self.stack.pop()
        elif isinstance(result, Push):
            self.stack.append(result.screen)
        elif isinstance(result, Replace):
            self.stack[-1:] = [result.screen]
        elif isinstance(result, Reset):
            self.stack[:] = [result.screen]
        if self.top is before or self.top is None:
            return
        if before is not None:
            before.on_leave()
        self.top.join(self)
        self.top.on_enter()
        if isinstance(result, Reset):
            self.tips.close_all()
        self.tips.leave()
        self.router.look_at(self.top)
        if self.frames_drawn and not MOTION.reduced:
            self._old = self.surface.copy()
            self._fade.jump(1.0)
            self._fade.to(0.0, SCREEN_S)
        self.dirty_all()

    def open(self, screen: Screen) -> None:
        """Push a screen; the same as returning `Push`."""
        self.apply(Push(screen))

    def _heard(self, name: str) -> None:
        self.sounds.play(name)

    def focus_on(self, widget: Widget) -> None:
        """Give a widget the keyboard focus, with its ring."""
        self.router.set_focus(widget, True)

    def toast(self, text: str, icon: str = "info", tone: str = "normal") -> None:
        """Say something in passing; `tone` is normal, good or danger."""
        self.toasts.say(text, icon, tone)
        if tone == "danger":
            self.sounds.play("alarm")

    def find(self, wid: str) -> Widget:
        """The visible widget of that id on the top screen, a tooltip or a toast."""
        self._build_stale()
        roots = [self.top.root if self.top else None, self.tips, self.toasts]
        for root in roots:
            found = root.find(wid) if root is not None else None
            if found is not None:
                return found
        raise KeyError(f"no visible widget has the id {wid!r}")

    # --- events
    def pump(self, events: Iterable[pygame.event.Event] | None = None) -> None:
        """Take events; those waiting in pygame's queue if none are given."""
        for event in pygame.event.get() if events is None else events:
            self._build_stale()
            self._taker.take(event)

    def own_key(self, pressed: str) -> bool:
        """Keys of the window itself; tells whether it was one."""
        if pressed == "F11":
            self.set_mode("window" if self.mode == "full" else "full")
        elif pressed == "F12":
            self.shot_wanted = True
        elif pressed == "F8":
            self.sounds.use(not self.sounds.on, self.sounds.volume, self.sounds.music_volume)
            self.toast(tr("sound.on" if self.sounds.on else "sound.off"), "volume-2" if self.sounds.on else "volume-x")
        else:
            return False
        if pressed != "F12":
            self.on_own_change()
        return True

    # --- drawing
    def dirty(self, rect: Rect) -> None:
        """Have a rectangle, virtual px, drawn again."""
        area = self.canvas.rect(rect).inflate(2, 2).clip(self.surface.get_rect())
        if area.w <= 0 or area.h <= 0:
            return
        for known in self._dirty:
            if known.contains(area):
                return
        self._dirty = [known for known in self._dirty if not area.contains(known)]
        self._dirty.append(area)
        if len(self._dirty) > MOST_DIRTY_RECTS:
            self._dirty = [self._dirty[0].unionall(self._dirty[1:])]

    def dirty_all(self) -> None:
        """Have everything drawn again."""
        self._dirty = [self.surface.get_rect()]

    def _build_stale(self) -> None:
        for screen in self.stack:
            if screen.stale or screen.root is None:
                old, screen.stale = screen.root, False
                screen.join(self)
                screen.root = screen.build(self.view)
                screen.root.host = self
                if screen is self.top:
                    if self.router.screen is not screen:
                        self.router.look_at(screen)
                    self.router.adopt(old, screen.root)
                    if old is None:
                        self.router.focus_last(screen)
                    self.tips.rebuilt()
                self.dirty_all()

    def _lively(self) -> list[Widget]:
        root = self.top.root if self.top is not None else None
        return [widget for widget in root.walk() if widget.lively] if root is not None else []

    def _roots(self) -> list[Widget]:
        first = len(self.stack) - 1
        while first > 0 and self.stack[first].overlay:
            first -= 1
        roots = [screen.root for screen in self.stack[max(0, first) :]]
        return [root for root in roots if root is not None] + [self.toasts, self.tips]

    def frame(self, dt: float = 1 / 60) -> bool:
        """Move everything on by `dt` seconds and draw what changed; tells whether anything was drawn."""
        MOTION.tick(dt)
        if self.top is not None:
            outcome = self.top.update(dt)
            if outcome is not None:
                self.apply(outcome)
        self._build_stale()
        self.toasts.tick(dt)
        self.tips.tick(dt)
        for widget in self._lively():
            widget.on_tick(dt)
        drawn = bool(self._dirty)
        if drawn:
            self._redraw()
        if self.shot_wanted:
            self.shot_wanted = False
            self._take_shot()
        return drawn

    def _redraw(self) -> None:
        areas, self._dirty = self._dirty, []
        for area in areas:
            self.surface.set_clip(area)
            self.surface.fill(PALETTE.paint(VOID), area)
            for root in self._roots():
                root.draw_tree(self.canvas)
            if self._old is not None and self._fade.value > 0:
                self._old.set_alpha(round(255 * self._fade.value))
                self.surface.blit(self._old, area, area)
        if self._fade.value <= 0 or MOTION.reduced:
            self._old = None
        self.surface.set_clip(None)
        pygame.display.update(areas)
        self.frames_drawn += 1

    def _take_shot(self) -> None:
        try:
            self.toast(str(self.screenshot()), "check")
        except (OSError, pygame.error):
            self.toast(tr("shot.failed", folder=str(screenshots_dir())), "triangle-alert", "danger")

    def screenshot(self, path: Path | None = None) -> Path:
        """Save what shows as a PNG; in the player's own folder unless a path is given."""
        if path is None:
            path = made(screenshots_dir()) / time.strftime("tapeout-%Y%m%d-%H%M%S.png")
        pygame.image.save(self.surface, str(path))
        return path

    # --- the loop
    @property
    def alive(self) -> bool:
        """Whether the next frame should come soon."""
        endless = self.top is not None and self.top.alive and not MOTION.reduced
        return bool(self._lively() or MOTION.live or self._dirty or endless or self.tips.waiting or self.toasts.alive)

    def start(self, screen: Screen) -> None:
        """Show a first screen and run."""
        self.apply(Reset(screen))
        self.run()

    def run(self) -> None:
        """Show the window until the player leaves."""
        clock = pygame.time.Clock()
        while self.running:
            if not self.alive:
                first = pygame.event.wait(1000 // IDLE_FPS)
                self.pump([first, *pygame.event.get()])
            else:
                self.pump()
            self.frame(min(0.1, clock.tick(LIVE_FPS) / 1000))
            self.sounds.wake()
        self.close()

    def close(self) -> None:
        """Let go of the window."""
        if self.top is not None:
            self.top.on_leave()
        pygame.display.quit()


def is_headless() -> bool:
    """Whether windows are drawn where nobody sees them."""
    return os.environ.get("SDL_VIDEODRIVER") in {"dummy", "offscreen"}


def prepare_environment() -> None:
    """Settings SDL reads once; the player's own win."""
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    os.environ.setdefault("SDL_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR", "0")
