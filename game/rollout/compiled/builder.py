"""Builds C programs into the player's cache folder, once for each text, compiler, flags and kind of processor."""

import ctypes
import os
import platform
import shlex
import shutil
import subprocess
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

from game import paths
from game.engine.c.emit import Program

COMPILERS = ("cc", "gcc", "clang")
FLAGS = (
    "-std=c99", "-O2", "-ftree-vectorize", "-fPIC", "-w", "-fno-fast-math", "-ffp-contract=off",
    "-fno-math-errno", "-fno-trapping-math",
)  # fmt: skip
"""No number hangs on a flag: the last two only say that nobody asks for ``errno`` or for floating-point traps."""
LONGEST_BUILD = 300.0
"""Seconds."""


class BuildError(Exception):
    """There is no compiled program; the message says why, in one sentence."""


def compiler() -> list[str]:
    """The command of the C compiler, that of ``CC`` if it is set. Raises BuildError."""
    given = os.environ.get("CC", "").strip()
    if not given:
        found = next((path for name in COMPILERS if (path := shutil.which(name))), None)
        if found is None:
            raise BuildError("there is no C compiler here (cc, gcc or clang)")
        return [found]
    try:
        command = shlex.split(given)
    except ValueError:
        raise BuildError(f"CC={given!r} is no command") from None
    path = shutil.which(command[0]) if command else None
    if path is None:
        raise BuildError(f"CC={given!r} names no program that is here")
    return [path, *command[1:]]


def built(program: Program, may_build: bool = True) -> ctypes.CDLL:
    """The library of a program, from the cache or built now. Raises BuildError."""
    command = compiler()
    flags = [*FLAGS, *_native(tuple(command))]
    texts = "\0".join(f"{name}\0{text}" for name, text in sorted(program.files.items()))
    key = sha256("\0".join([*command, _version(tuple(command)), *flags, _processor(), texts]).encode()).hexdigest()
    place = paths.compiled_dir() / f"quarter-{key[:32]}.so"
    try:
        if place.is_file():
            return ctypes.CDLL(str(place))
    except OSError:
        pass  # cut short or of another system: build it again
    if not may_build:
        raise BuildError("it is not built yet, and the run is too short to build it")
    _build(command, flags, program, place)
    try:
        return ctypes.CDLL(str(place))
    except OSError as error:
        raise BuildError(f"what the C compiler made cannot be loaded ({error})") from None


def _build(command: list[str], flags: list[str], program: Program, place: Path) -> None:
    """Compile beside the place and move it there whole, so that nobody ever loads half a library."""
    try:
        with tempfile.TemporaryDirectory(dir=paths.made(place.parent), prefix="build-") as name:
            folder = Path(name)
            for file, text in program.files.items():
                (folder / file).write_text(text, encoding="ascii")
            _run_all([[*command, *flags, "-c", file, "-o", f"{file}.o"] for file in program.files], folder)
            objects = [f"{file}.o" for file in program.files]
            _run_all([[*command, "-shared", *objects, "-o", place.name, "-lm"]], folder)
            (folder / place.name).replace(place)
    except OSError as error:
        where = error.filename or place.parent
        raise BuildError(f"the compiled program cannot be kept in {place.parent} ({where}: {error.strerror})") from None


def _run_all(commands: list[list[str]], folder: Path) -> None:
    """Run some commands, as many at once as there are processors. Raises BuildError with what the first one says."""
    waiting, running = list(commands), list[subprocess.Popen[bytes]]()
    try:
        while waiting or running:
            while waiting and len(running) < (os.cpu_count() or 1):
                running.append(
                    subprocess.Popen(
                        waiting.pop(0), cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                        stderr=subprocess.PIPE,
                    )
                )  # fmt: skip
            process = running[0]
            _, said = process.communicate(timeout=LONGEST_BUILD)
            running.remove(process)
            if process.returncode:
                lines = said.decode(errors="replace").strip().splitlines()
                raise BuildError(f"the C compiler failed ({lines[0][:200] if lines else process.returncode})")
    except subprocess.TimeoutExpired:
        raise BuildError(f"the C compiler took longer than {LONGEST_BUILD:g} seconds") from None
    finally:
        for process in running:
            process.kill()
            process.communicate()


def _asked(command: tuple[str, ...], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [*command, *arguments], capture_output=True, stdin=subprocess.DEVNULL, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(f"{command[0]} does not run ({type(error).__name__})") from None


@cache
def _version(command: tuple[str, ...]) -> str:
    answer = _asked(command, "--version")
    if answer.returncode:
        raise BuildError(f"{shlex.join(command)} is no C compiler: it does not tell its version")
    return answer.stdout.decode(errors="replace")


@cache
def _native(command: tuple[str, ...]) -> tuple[str, ...]:
    """The flag for this very processor, where it is known which one it is and the compiler has it."""
    if not _processor():
        return ()
    answer = _asked(command, "-march=native", "-E", "-x", "c", os.devnull)
    return () if answer.returncode else ("-march=native",)


@cache
def _processor() -> str:
    """What this processor can do, so that a cache that several machines share never gives one the other's program."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    told = next((line for line in lines if line.startswith(("flags", "Features"))), "")
    return f"{platform.machine()} {told}" if told else ""
