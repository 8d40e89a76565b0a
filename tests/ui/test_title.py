"""The title stands before anything is read that a game needs, and tells of the first scenario once that is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

FIRST_FRAMES = """
import sys, time
from game.ui.play import first_screen
from game.ui.app import App

app = App((1280, 720))
app.open(first_screen())
app.frame()
heavy = {"pydantic", "game.scenario", "game.engine.ruleset", "game.session.game"} & set(sys.modules)
assert not heavy, heavy
assert app.find("title.new") and not app.find("wafer").cities
end = time.monotonic() + 60
while app.top.waiting and time.monotonic() < end:
    app.frame()
    time.sleep(0.01)
app.frame()
wafer = app.find("wafer")
assert len(wafer.cities) > 4 and wafer.routes and wafer.words, "the cities are lit"
assert not app.top.alive, "and frames need not come for that any more"
"""


def test_the_first_frame_does_without_scenarios_and_the_wafer_lights_up_after_it() -> None:
    run = subprocess.run([sys.executable, "-c", FIRST_FRAMES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
