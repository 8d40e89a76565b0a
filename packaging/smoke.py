"""Tries the packaged game as a player has it: no sources, an empty home, a path with spaces and Chinese characters.

uv run --extra build packaging/build.py && uv run packaging/smoke.py

What it computes must come out as from the sources, to the byte. Under Xvfb, with xdotool, it plays by real mouse and
keys on a 1024 x 600 screen: a new game from the title, Continue, and a whole game; without the two it says so and draws
one frame. Then it is started where little works. `--times` measures the size and the first frame.
"""

import argparse
import csv
import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCENARIO, GAMES = "pocket-race", "64"
BOT = ROOT / "packaging" / "examples" / "steady_bot.py"
SCREEN = (1024, 600)
SCALE = min(SCREEN[0] / 1280, (SCREEN[1] - 48) / 720)
"""Of what is drawn there, beside a screen of at least 1280 x 720; 48 px are left for a window's title."""
NEW_GAME = (200, 256)
"""Where the title's first line is, in its own px of a window of at least 1280 x 720."""
EXE = ".exe" if sys.platform == "win32" else ""
DUMMY = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYTHONUTF8": "1"}


class Smoke:
    """One packaged program, copied to where nothing of the sources is."""

    def __init__(self, packaged: Path, place: Path) -> None:
        self.folder = place / "玩 Tapeout here"
        shutil.copytree(packaged, self.folder, symlinks=True)
        self.home = place / "home"
        self.home.mkdir()
        self.outside = place / "work"
        self.outside.mkdir()
        self.files = self.listing()

    def listing(self) -> set[Path]:
        """Every file of the program."""
        return {path.relative_to(self.folder) for path in self.folder.rglob("*")}

    def around(self, home: Path | None = None, **more: str) -> dict[str, str]:
        """The variables that the program sees: a home, and what no system goes without."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
        home = home or self.home
        places = {"HOME": home, "APPDATA": home, "LOCALAPPDATA": home, "USERPROFILE": home}
        return {**kept, **{name: str(path) for name, path in places.items()}, **more}

    def run(
        self, *words: str, code: int = 0, home: Path | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end. Raises AssertionError for another exit code."""
        command = [str(self.folder / f"tapeout-cli{EXE}"), *words]
        done = subprocess.run(
            command, cwd=self.outside, env=self.around(home, **{**DUMMY, **more}), capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == code, f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done


def source(*words: str) -> str:
    """What the same command says when it is run from the sources."""
    command = [sys.executable, str(ROOT / "main.py"), *words]
    env = {**os.environ, **DUMMY}
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def commands(smoke: Smoke) -> None:
    """Commands without a window give what the sources give."""
    assert smoke.run("--version").stdout == source("--version")
    listed = smoke.run("--help").stdout
    for command in ("play", "sim", "balance", "compare", "replay", "screenshot", "bench", "desktop-entry"):
        assert command in listed
    assert smoke.run("validate", SCENARIO, "tutorial").stdout == source("validate", SCENARIO, "tutorial")
    sim = ("sim", SCENARIO, "--games", GAMES, "--check", "--json")
    expected = source(*sim, "--jobs", "1")
    for jobs in ("1", "2"):
        assert smoke.run(*sim, "--jobs", jobs).stdout == expected, f"--jobs {jobs} comes out otherwise"
    with_bot = ("sim", SCENARIO, "--games", "4", "--json", "--player", f"tencent={BOT}:SteadyBot")
    assert smoke.run(*with_bot).stdout == source(*with_bot)
    assert smoke.run("rules", SCENARIO).stdout == source("rules", SCENARIO)
    assert "comes without" in smoke.run("sim", SCENARIO, "--games", "1", "--out", "rows.parquet", code=1).stderr


def pictures(smoke: Smoke) -> None:
    """Every screen is drawn as the sources draw it."""
    folder = smoke.outside / "pictures"
    smoke.run("screenshot", "--all", str(folder), "--scenario", SCENARIO)
    with tempfile.TemporaryDirectory() as theirs:
        source("screenshot", "--all", theirs, "--scenario", SCENARIO)
        ours, expected = digests(folder), digests(Path(theirs))
    assert ours.keys() == expected.keys()
    others = [name for name in ours if ours[name] != expected[name]]
    assert not others, f"drawn otherwise: {', '.join(others)}"


def digests(folder: Path) -> dict[str, str]:
    """The digest of each picture by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.png"))}


# In the window ------------------------------------------------------------------------------------------


class Window:
    """The program's window on a screen of its own, with a mouse and keys."""

    def __init__(self, smoke: Smoke, display: str, *words: str, home: Path | None = None, **more: str) -> None:
        self.home = home or smoke.home
        self.display = display
        env = smoke.around(home, DISPLAY=display, **more)
        self.program = subprocess.Popen([str(smoke.folder / "tapeout"), *words], cwd=smoke.outside, env=env)
        self.id = self.waited(lambda: self.tool("search", "--onlyvisible", "--class", "tapeout").split(), "no window")[
            -1
        ]
        self.tool("windowfocus", self.id)
        time.sleep(1.0)

    def tool(self, *words: str) -> str:
        """Call xdotool."""
        env = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, check=False).stdout

    def waited(self, look, otherwise: str, seconds: float = 20.0):
        """What a look gives once it gives something. Raises AssertionError when it does not."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.program.poll() is None, f"the program ended with {self.program.returncode}"
            found = look()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(otherwise)

    def key(self, key: str) -> None:
        """Press a key."""
        self.tool("key", key)
        time.sleep(0.3)

    def click(self, x: float, y: float) -> None:
        """Click a place of the window."""
        self.tool("mousemove", "--window", self.id, str(round(x)), str(round(y)))
        time.sleep(0.2)
        self.tool("click", "1")
        time.sleep(0.5)

    def newest(self) -> dict:
        """The header of the newest autosave; nothing if there is none."""
        file = next(self.home.rglob("auto-1.tapeout"), None)
        if file is None:
            return {}
        with zipfile.ZipFile(file) as archive:
            return json.loads(archive.read("header.json"))

    def end_quarters(self, until: int) -> dict:
        """Press Enter until a turn is reached; the header of its autosave."""
        for _ in range(12 * until):
            if self.newest().get("turn", -1) >= until:
                return self.newest()
            self.key("Return")
        raise AssertionError(f"Enter does not get to turn {until}: {self.newest()}")

    def close(self) -> None:
        """Close the window as the end of a session does; the program must save and end in peace."""
        self.program.terminate()
        code = self.program.wait(20)
        assert code == 0, f"closed, the program ended with {code}"


@contextmanager
def screen() -> Iterator[str]:
    """A small screen that nobody sees."""
    read, write = os.pipe()
    size = f"{SCREEN[0]}x{SCREEN[1]}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def begun(window: Window) -> None:
    """Click the title's first line, and begin the game that stands there."""
    window.click(NEW_GAME[0] * SCALE, NEW_GAME[1] * SCALE)
    time.sleep(1.0)


def plays(smoke: Smoke, display: str) -> None:
    """From the title by mouse and keys, closed and continued; then a whole game that ends as without a window."""
    window = Window(smoke, display)
    begun(window)
    began = window.end_quarters(1)
    assert began["scenario"] == "stockpile" and began["turn"] == 1
    window.close()
    window = Window(smoke, display)
    window.key("c")
    assert window.end_quarters(2)["seed"] == began["seed"]
    window.key("F12")
    window.waited(lambda: list(smoke.home.rglob("tapeout-*.png")), "no picture by F12")
    window.close()
    rows = smoke.outside / "rows.csv"
    smoke.run("sim", SCENARIO, "--games", "1", "--out", str(rows))
    with rows.open(encoding="utf-8", newline="") as stream:
        row = next(csv.DictReader(stream))
    for file in smoke.home.rglob("auto-*.tapeout"):
        file.unlink()
    window = Window(smoke, display, "play", "--code", row["code"])
    ended = window.end_quarters(12)
    assert ended["state_digest"] == row["digest_end"], "the game in the window came out otherwise"
    window.close()


def full_disk(smoke: Smoke, display: str) -> None:
    """On a full disk it plays on, says so, and keeps the autosaves there were."""
    home = smoke.outside / "full"
    home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(home)], check=False).returncode == 0
    if not mounted:
        print("full disk: not tried, since no tmpfs can be mounted here")
        return
    try:
        window = Window(smoke, display, home=home)
        begun(window)
        window.end_quarters(1)
        fill(home / "filler")
        before = window.newest()
        assert before["turn"] == 1
        for _ in range(6):
            window.key("Return")
        assert window.newest() == before
        window.close()
    finally:
        subprocess.run(["umount", str(home)], check=False)


def fill(file: Path) -> None:
    """Write until the disk takes no more."""
    with suppress(OSError), file.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"0" * 4096)


def no_home(smoke: Smoke, display: str) -> None:
    """With a home that cannot be written, a quarter is played and the window closes in peace."""
    window = Window(smoke, display, home=Path(os.devnull))
    begun(window)
    for _ in range(5):
        window.key("Return")
    window.close()


def hostile(smoke: Smoke) -> None:
    """Started where little works, it draws its first frame or says why not."""
    smoke.run("play", "--smoke")
    smoke.run("play", "--smoke", home=Path(os.devnull))
    smoke.run("play", "--smoke", SDL_AUDIODRIVER="none-such")
    settings = smoke.outside / "broken"
    for place in (".config/tapeout", "tapeout", "Library/Application Support/tapeout"):
        (settings / place).mkdir(parents=True, exist_ok=True)
        (settings / place / "settings.json").write_text("{ broken")
    smoke.run("play", "--smoke", home=settings)
    said = smoke.run("play", "--smoke", code=1, SDL_VIDEODRIVER="none-such").stderr
    assert "no window can be opened here" in said and "Traceback" not in said
    (smoke.folder / "portable.txt").touch()
    smoke.run("play", "--smoke")
    (smoke.folder / "portable.txt").unlink()


def times(smoke: Smoke, again: int = 7) -> None:
    """Print the size, and how long the first frame takes: cold where the system lets its cache be dropped."""
    files = [path for path in smoke.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    print(f"unpacked: {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
    heavy = sorted(files, key=lambda path: -path.stat().st_size)
    print("\n".join(f"    {path.stat().st_size / 1e6:6.1f} {path.relative_to(smoke.folder)}" for path in heavy[:12]))
    warm = [first_frame(smoke) for _ in range(again + 1)][1:]
    print(f"first frame, warm: {statistics.median(warm):.2f} s, {min(warm):.2f} to {max(warm):.2f}, n={again}")
    drop = Path("/proc/sys/vm/drop_caches")
    cold = []
    try:
        for _ in range(3):
            os.sync()
            drop.write_text("3")
            cold.append(first_frame(smoke))
    except OSError:
        print("first frame, cold: not measured, since the cache cannot be dropped here")
        return
    print(f"first frame, cold: {statistics.median(cold):.2f} s, {min(cold):.2f} to {max(cold):.2f}, n=3")


def first_frame(smoke: Smoke) -> float:
    """Seconds from the start of a process to its end after one frame."""
    start = time.perf_counter()
    smoke.run("play", "--smoke")
    return time.perf_counter() - start


def timed(name: str, step) -> None:
    """Do a step, and tell how long it took."""
    start = time.monotonic()
    step()
    print(f"{name}: in order ({time.monotonic() - start:.0f} s)", flush=True)


def main() -> None:
    """Try everything that can be tried on this system."""
    parser = argparse.ArgumentParser(description="Try the packaged game as a player has it.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist" / "tapeout", help="dist/tapeout")
    parser.add_argument("--times", action="store_true", help="measure size and first frame, and try nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        smoke = Smoke(options.folder.resolve(), Path(place))
        if options.times:
            times(smoke)
            return
        steps = [("commands", commands), ("pictures", pictures), ("hostile starts", hostile)]
        for name, step in steps:
            timed(name, lambda step=step: step(smoke))
        if shutil.which("Xvfb") and shutil.which("xdotool"):
            with screen() as display:
                for name, played in (("whole game", plays), ("no home", no_home), ("full disk", full_disk)):
                    timed(name, lambda played=played: played(smoke, display))
        else:
            print(f"window: one frame only; without Xvfb and xdotool nobody can play it here ({platform.system()})")
        assert smoke.listing() == smoke.files, "the program's own folder was written to"
        kept = [path.relative_to(smoke.home) for path in smoke.home.rglob("*") if path.is_file()]
        strays = [path for path in kept if "tapeout" not in path.parts]
        assert not strays, f"written outside the game's folders: {strays}"
    print("the packaged game is in order")


if __name__ == "__main__":
    main()
