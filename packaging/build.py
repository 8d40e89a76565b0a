"""Builds the game as a folder that needs no Python, and packs it for the system it runs on: `dist/`.

uv run --extra build packaging/build.py            # the folder, dist/tapeout
uv run --extra build packaging/build.py --pack     # and the archive: .tar.xz, .zip, or the .app's .zip
uv run --extra build packaging/build.py --appdir   # and the folder an AppImage is made of
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
os.environ["SDL_VIDEODRIVER"] = "dummy"

from game import __version__  # noqa: E402
from game.ui.desktop import ENTRY  # noqa: E402

DIST, BUILD = ROOT / "dist", ROOT / "build"
MADE = BUILD / "made"
SHIPPED = (
    "numpy", "pydantic", "pydantic-core", "annotated-types", "typing-inspection", "typing-extensions", "platformdirs",
    "pyinstaller",
)  # fmt: skip
"""Whose licences are taken from what is installed; those of pygame-ce's wheel, which has none, lie in `licenses/`."""
ICON_PX = 256

VERSION_TEXT = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('FileDescription', 'Tapeout'), StringStruct('FileVersion', '{version}'),
      StringStruct('ProductName', 'Tapeout'), StringStruct('ProductVersion', '{version}'),
      StringStruct('OriginalFilename', 'tapeout.exe'), StringStruct('LegalCopyright', 'MIT licence')])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ])
"""


def name() -> str:
    """What archives are called: game, version, system and processor."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
    return f"tapeout-{__version__}-{system}-{machine}"


def prepare() -> None:
    """Make what the spec asks for: icons, the version's text, licences."""
    from icons import icns, ico, png  # noqa: PLC0415  (pygame)

    shutil.rmtree(MADE, ignore_errors=True)
    (MADE / "licenses").mkdir(parents=True)
    (MADE / "tapeout.ico").write_bytes(ico())
    (MADE / "tapeout.icns").write_bytes(icns())
    (MADE / "tapeout.png").write_bytes(png(ICON_PX))
    (MADE / "version").write_text(__version__, encoding="utf-8")
    four = (*(int(part) for part in __version__.split(".")[:3]), 0)
    (MADE / "version.txt").write_text(VERSION_TEXT.format(four=four, version=__version__), encoding="utf-8")
    collect_licenses(MADE / "licenses")


def collect_licenses(into: Path) -> None:
    """Put the licence of everything that is shipped into a folder. Raises FileNotFoundError where one is missing."""
    for file in (ROOT / "packaging" / "licenses").iterdir():
        shutil.copy(file, into)
    shutil.copy(ROOT / "LICENSE", into / "LICENSE.txt")
    (into / "Python.txt").write_text(python_license(), encoding="utf-8")
    for project in SHIPPED:
        files = distribution(project).files or []
        found = [one for one in files if "dist-info" in str(one) and is_license(one.name)]
        if not found:
            raise FileNotFoundError(f"{project} is shipped, but its licence is not found in what is installed")
        texts = [Path(str(one.locate())).read_text(encoding="utf-8", errors="replace") for one in found]
        (into / f"{project}.txt").write_text(f"\n{'-' * 80}\n".join(texts), encoding="utf-8")


def is_license(file: str) -> bool:
    """Whether a file of this name is the text of a licence."""
    return "license" in file.lower() or file.lower().startswith("copying")


def python_license() -> str:
    """The licence of the Python that is shipped; its short form where this Python came without the text."""
    base, version = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    for place in (base / "lib" / version / "LICENSE.txt", base / "LICENSE.txt", base / "LICENSE"):
        if place.is_file():
            return place.read_text(encoding="utf-8", errors="replace")
    return f"{sys.copyright}\n\nPSF licence: https://docs.python.org/3/license.html\n"


def build() -> Path:
    """The folder with both programs."""
    import PyInstaller.__main__  # noqa: PLC0415

    prepare()
    PyInstaller.__main__.run(
        ["--noconfirm", "--clean", "--log-level=WARN", f"--distpath={DIST}", f"--workpath={BUILD / 'pyinstaller'}",
         str(ROOT / "packaging" / "tapeout.spec")]
    )  # fmt: skip
    folder = DIST / "tapeout"
    if sys.platform.startswith("linux"):
        strip_python(folder / "_internal")
    (folder / "README.txt").write_text(READ_ME.format(version=__version__), encoding="utf-8", newline="\r\n")
    return folder


def strip_python(inside: Path) -> None:
    """Take the debugger's symbols out of Python's own libraries; numpy's would break."""
    own = [*inside.glob("libpython*.so*"), *inside.glob("python3*/lib-dynload/*.so")]
    if shutil.which("strip") and own:
        subprocess.run(["strip", "--strip-unneeded", *map(str, own)], check=True)


READ_ME = """Tapeout {version}

Start "tapeout". "tapeout-cli --help" lists the commands without a window.
On Linux, "tapeout-cli desktop-entry" puts the game among your programs.
A file named portable.txt beside the programs keeps saves, settings, mods and logs in the folder tapeout-data there.
Licences: _internal/licenses/THIRD-PARTY.txt
"""


def pack() -> Path:
    """The archive that players download."""
    if sys.platform == "darwin":
        return pack_app()
    if sys.platform == "win32":
        out = DIST / f"{name()}.zip"
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for file in sorted((DIST / "tapeout").rglob("*")):
                archive.write(file, Path("tapeout") / file.relative_to(DIST / "tapeout"))
        return out
    out = DIST / f"{name()}.tar.xz"
    with tarfile.open(out, "w:xz", preset=6) as archive:
        archive.add(DIST / "tapeout", "tapeout")
    return out


def pack_app() -> Path:
    """The .app in a zip; `ditto` keeps links, rights and signatures, which Python's zip does not."""
    out = DIST / f"{name()}.zip"
    subprocess.run(["ditto", "-c", "-k", "--keepParent", str(DIST / "Tapeout.app"), str(out)], check=True)
    return out


def app_dir() -> Path:
    """The folder an AppImage is made of: AppRun, a desktop entry and an icon at its top."""
    out = DIST / "Tapeout.AppDir"
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(DIST / "tapeout", out / "usr" / "bin", symlinks=True)
    entry = ENTRY.format(program="tapeout", icon="tapeout")
    (out / "tapeout.desktop").write_text(entry, encoding="utf-8")
    shutil.copy(MADE / "tapeout.png", out)
    (out / ".DirIcon").symlink_to("tapeout.png")
    (out / "AppRun").symlink_to("usr/bin/tapeout")
    return out


def main() -> None:
    """Build, and pack what is asked for."""
    parser = argparse.ArgumentParser(description="Build the game as a folder that needs no Python.")
    parser.add_argument("--pack", action="store_true", help="make the archive too")
    parser.add_argument("--appdir", action="store_true", help="make the folder of an AppImage too")
    options = parser.parse_args()
    made = [build()]
    if options.pack:
        made.append(pack())
    if options.appdir:
        made.append(app_dir())
    for path in made:
        print(path)


if __name__ == "__main__":
    main()
