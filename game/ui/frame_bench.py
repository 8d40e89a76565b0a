"""What a frame costs: the home map with everything moving, idle screens, a quarter's end, beside a plain blit.

And how soon a forecast shows its first picture, and what frames cost while one is made ready.

The window is a software surface that nobody sees, 1920 x 1080. Milliseconds differ from machine to machine, so
nothing asserts them; what can be followed is the ratio to copying one whole picture onto the window in the same run.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pygame

from game.scenario import Loaded
from game.session.edits import SetNumber
from game.session.forecasts import Forecast
from game.session.saves import autosave
from game.ui import shots
from game.ui.app import App
from game.ui.motion import MOTION
from game.ui.screen import Push, Screen
from game.ui.screens.frame.live import Live
from game.ui.screens.home import HomeScreen
from game.ui.screens.registry import DEPARTMENTS, open_screen
from game.ui.screens.report import ReportScreen
from game.ui.theme import GATE_PULSE_S

SIZE = (1920, 1080)
FPS = 60
WARM_S, MOVING_S = 3 * GATE_PULSE_S, 5.0
"""Seconds of play before frames of the map are timed, in which the shapes of its pulses are drawn once; and after."""
IDLE_FRAMES, QUARTERS, TRIES, SEED = 30, 5, 3, 1


def measure_frames(loaded: Loaded) -> dict[str, float]:
    """All figures of the window, by name; times are in milliseconds."""
    os.environ.update(SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy")
    app = App(SIZE)
    try:
        live = shots.midgame(loaded, SEED)
        moving = _moving(app, live)
        blit = statistics.median(_blits(app.surface))
        return {
            "frame_home_ms": statistics.median(moving),
            "frame_home_p99_ms": _share(moving, 0.99),
            "frame_blit_ms": blit,
            "frame_home_by_blit": statistics.median(moving) / blit,
            "frame_whole_by_blit": statistics.median(_whole(app)) / blit,
            "frame_idle_redraws": float(_idle(app, live)),
            "forecast_cold_ms": _foreseen(Forecast(live.session)),
            "frame_foreseeing_p99_ms": _share(_foreseeing(app, live), 0.99),
            "forecast_first_ms": min(_foreseen_anew(live) for _ in range(TRIES)),
            "quarter_to_report_ms": statistics.median(_quarters(app, live)),
        }
    finally:
        app.close()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - started)


def _share(times: Sequence[float], share: float) -> float:
    """The time under which a share of all stays."""
    return sorted(times)[min(len(times) - 1, round(share * len(times)))]


def _show(app: App, screens: Sequence[Screen]) -> None:
    """Lay screens over one another and let all come to rest that comes to rest."""
    shots.show(app, [lambda one=one: one for one in screens])  # type: ignore[misc]


def _moving(app: App, live: Live) -> list[float]:
    """Frames of the map while shipments travel and gates pulse."""
    _show(app, [HomeScreen(live)])
    for _ in range(round(WARM_S * FPS)):
        app.frame(1 / FPS)
    return [_timed(lambda: app.frame(1 / FPS)) for _ in range(round(MOVING_S * FPS))]


def _whole(app: App) -> list[float]:
    """Frames of the map in which everything is drawn anew."""

    def frame() -> None:
        app.dirty_all()
        app.frame(1 / FPS)

    return [_timed(frame) for _ in range(IDLE_FRAMES)]


def _blits(target: pygame.Surface) -> list[float]:
    """One picture as large as the window, copied onto it."""
    picture = target.copy()

    def blit() -> None:
        target.blit(picture, (0, 0))
        pygame.display.update()

    return [_timed(blit) for _ in range(60)]


def _idle(app: App, live: Live) -> int:
    """How often screens on which nothing happens are drawn: the map with motion reduced, every department."""
    MOTION.reduce(True)
    drawn = 0
    for screens in ([], *([open_screen(entry.name, live)] for entry in DEPARTMENTS)):
        _show(app, [HomeScreen(live), *screens])
        app.frame(1.0)
        drawn += sum(app.frame(1 / FPS) for _ in range(IDLE_FRAMES))
    MOTION.reduce(False)
    return drawn


def _quarters(app: App, live: Live) -> list[float]:
    """From the key that ends a quarter to its report on the window, the game saved on the way.

    The quarter has been looked ahead from before, as it is while its map lies open.
    """
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(min(QUARTERS, live.session.rules.turns - live.session.turn)):
            _show(app, [HomeScreen(live)])
            live.session.forecast.ask()
            live.session.forecast.wait()
            times.append(_timed(lambda: _one_quarter(app, live, Path(folder))))
    return times


def _foreseen(forecast: Forecast) -> float:
    """From asking for a forecast to its first picture."""

    def first() -> None:
        forecast.ask()
        while not forecast.count and not forecast.is_done:
            time.sleep(0.001)

    taken = _timed(first)
    forecast.wait()
    return taken


def _foreseen_anew(live: Live) -> float:
    """The same of another order, once the quarter has been looked ahead from without it."""
    live.session.queue(SetNumber("borrow_musd", 100.0 + len(live.session.edits)))
    return _foreseen(live.session.forecast)


def _foreseeing(app: App, live: Live) -> list[float]:
    """Frames of the map while the very first futures of a game are worked out beside it."""
    _show(app, [HomeScreen(live)])
    forecast, times = Forecast(live.session), []
    forecast.ask()
    while not forecast.is_done:
        times.append(_timed(lambda: app.frame(1 / FPS)))
        time.sleep(max(0.0, 1 / FPS - times[-1] / 1e3))
    return times


def _one_quarter(app: App, live: Live, folder: Path) -> None:
    live.session.end_quarter()
    autosave(live.session, folder)
    app.apply(Push(ReportScreen(live)))
    app.frame(1 / FPS)
