"""The progress line: on a terminal only, and never longer than a line."""

import io

from game.sim.progress import Progress, line


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_says_games_and_time_left():
    text = line(50, 200, 10.0)
    assert "50 of 200 games" in text and "5 games/s" in text and "30 s left" in text
    assert len(text) < 90


def test_a_terminal_sees_it():
    stream = Terminal()
    progress = Progress(4, stream)
    progress.add(4)
    progress.close()
    assert "4 of 4 games" in stream.getvalue() and stream.getvalue().endswith("\n")


def test_a_file_sees_nothing():
    stream = io.StringIO()
    progress = Progress(4, stream)
    progress.add(2)
    progress.close()
    assert stream.getvalue() == ""
