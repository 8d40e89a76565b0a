"""Whatever cannot be pressed says why, on every screen of the gallery."""

from __future__ import annotations

import pytest

from game.scenario import Loaded
from game.ui import shots
from tests.ui.hands import headless

OF_A_WHOLE_GAME = {"end", "end-score", "replay"}


@pytest.mark.slow
def test_every_key_that_is_shut_says_why(stockpile: Loaded) -> None:
    silent, shut = [], 0
    with headless() as app:
        for name, makes in shots.gallery(stockpile, 1).items():
            if name in OF_A_WHOLE_GAME:
                continue
            shots.show(app, makes)
            assert app.top is not None and app.top.root is not None
            for widget in app.top.root.walk():
                if widget.focusable and not widget.enabled:
                    shut += 1
                    if not getattr(widget, "why_disabled", ""):
                        silent.append((name, widget.wid))
    assert shut > 10
    assert not silent
