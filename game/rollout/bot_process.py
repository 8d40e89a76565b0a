"""A bot in a process of its own: it may crash, hang, print or end its interpreter, and the game goes on.

A thread could not be stopped once it hangs, and a crash in a library would take the run with it; a process can always
be ended. It is spawned, so that it is the same on every system, and it works from the worker processes of a run too.
"""

import importlib.util
import inspect
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from game.engine.ruleset import Ruleset
from game.engine.view import View
from game.rollout.bot_answers import NoAnswerError, Rows, Slips, own_rows
from game.rollout.interrupts import starting_processes
from game.scenario import load_resolved

SECONDS_TO_START = 60.0
"""For reading the scenario and importing the bot's file, on a busy machine too."""

ALLOWED_SECONDS = 5.0
"""For the decisions of one quarter in all games of a block."""


class BotError(ValueError):
    """A bot that cannot be seated; the message is a sentence."""


class LostQuarterError(Exception):
    """A bot that gave no orders."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason


@dataclass(frozen=True)
class BotFile:
    """Where a bot stands: ``FILE.py:CLASS``."""

    path: Path
    class_name: str

    @property
    def label(self) -> str:
        """How rows and sentences call it: without the folder, and without what a table of figures could not hold."""
        name = "".join("_" if sign in ',"\r\n' else sign for sign in self.path.name)
        return f"{name}:{self.class_name}"


class BotProcess:
    """One bot at one seat."""

    def __init__(self, file: BotFile, resolved: Mapping[str, Any], seat: int, seconds: float) -> None:
        self.file = file
        self.seconds = seconds
        self._given = (file, dict(resolved), seat)
        self._process: Any = None
        self._line: Any = None

    def start(self) -> None:
        """Start the process and wait until the bot sits there. Raises BotError."""
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with starting_processes():
            process.start()
            self._process = process  # only one that runs can be stopped
        theirs.close()
        try:
            self._line.send(self._given)  # not with the start, which would then wait until it is read
            wrong = self._heard(SECONDS_TO_START)
        except LostQuarterError as error:
            raise BotError(f"{self.file.label}: {error.reason} while it was read.") from None
        if wrong:
            self.stop()
            raise BotError(wrong)

    def ask(self, view: View) -> tuple[Rows, Slips]:
        """The seat's rows for one quarter, and what was wrong with them. Raises LostQuarterError."""
        try:
            if self._process is None:
                self.start()
            self._line.send(view)
        except BotError as error:
            raise LostQuarterError("start", str(error)) from None
        except OSError:
            self.stop()
            raise LostQuarterError("ended", "its process had ended") from None
        answer: tuple[Rows, Slips] | LostQuarterError = self._heard(self.seconds)
        if isinstance(answer, LostQuarterError):
            raise answer
        return answer

    def _heard(self, seconds: float) -> Any:
        """What the process says within a time. Raises LostQuarterError, and ends the process, if it says nothing."""
        try:
            if self._line.poll(seconds):
                return self._line.recv()
        except (EOFError, OSError):
            self._process.join(1.0)
            code = self._process.exitcode
            self.stop()
            raise LostQuarterError("ended", f"its process ended with code {code}") from None
        self.stop()
        raise LostQuarterError("hang", f"it took longer than {seconds:g} seconds")

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._line.close()
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None


# In the bot's own process --------------------------------------------------------------------------------


def _serve(line: Connection) -> None:
    """Hear where to sit, and answer views with the seat's rows until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    os.dup2(2, 1)  # what a bot prints goes to stderr: stdout belongs to the command's results
    try:
        file, resolved, seat = line.recv()
    except EOFError:
        return
    rules = load_resolved(resolved).ruleset
    try:
        bot = seated_bot(file, seat)
    except BotError as error:
        line.send(str(error))
        return
    line.send("")
    np.seterr(all="ignore")  # rivals' rows are veiled with zeros
    while True:
        try:
            view = line.recv()
        except EOFError:
            return
        line.send(_answer(rules, bot, view, seat, str(file.path)))


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _answer(rules: Ruleset, bot: Any, view: View, seat: int, path: str) -> tuple[Rows, Slips] | LostQuarterError:
    try:
        return own_rows(rules, view, seat, bot.decide(rules, view))
    except NoAnswerError as error:
        return LostQuarterError("none", str(error))
    except BaseException as error:  # a bot may raise anything, SystemExit too
        return LostQuarterError(type(error).__name__, f"it raised {_told(error, path)}")


def _told(error: BaseException, path: str) -> str:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    where = f" (line {lines[-1]} of {Path(path).name})" if lines else ""
    words = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {words}{where}" if words else f"{type(error).__name__}{where}"


def seated_bot(file: BotFile, seat: int) -> Any:
    """The bot itself, made for a seat. Raises BotError with a sentence for whatever is wrong with its file."""
    found = vars(_module(file.path))
    maker: Any = found.get(file.class_name)
    if not inspect.isclass(maker):
        bots = [name for name, thing in found.items() if inspect.isclass(thing) and hasattr(thing, "decide")]
        nearest = get_close_matches(file.class_name, bots, 1, 0.0)
        meant = f" Did you mean '{nearest[0]}'?" if nearest else " A bot is a class with a method decide(rules, view)."
        raise BotError(f"There is no class '{file.class_name}' in {file.path}.{meant}")
    make: Callable[..., Any] = maker
    if not callable(getattr(maker, "decide", None)):
        raise BotError(f"The class {file.label} has no method decide(self, rules, view), so it is no bot.")
    try:
        given = {"seat": seat} if "seat" in inspect.signature(maker).parameters else {}
        return make(**given)
    except BaseException as error:
        raise BotError(f"{file.label} cannot be made: {_told(error, str(file.path))}.") from None


def _module(path: Path) -> ModuleType:
    """The bot's file as a module; what stands beside it can be imported by it."""
    sys.path.insert(0, str(path.parent))
    plan = importlib.util.spec_from_file_location(f"bot_{path.stem}", path)
    if plan is None or plan.loader is None:
        raise BotError(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(plan)
    sys.modules[plan.name] = module
    try:
        plan.loader.exec_module(module)
    except BaseException as error:
        raise BotError(f"{path} cannot be read as Python: {_told(error, str(path))}.") from None
    return module
