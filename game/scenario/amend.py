"""Numbers of a scenario written anew in its own file: those very figures, and no other byte of it."""

import os
import shutil
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from tempfile import NamedTemporaryFile

from game.scenario.extend import layer_of
from game.scenario.load import located
from game.scenario.positions import Scanner, number_at
from game.scenario.problems import Path, Problem, ScenarioError
from game.scenario.read import read_package

BOM = b"\xef\xbb\xbf"


def own_file(path_or_id: str, folders: Sequence[FilePath], paths: Sequence[Path]) -> tuple[FilePath, list[Path]]:
    """The scenario's own file in which numbers stand at all those paths of one kind, and the paths inside it.

    Raises ScenarioError where one of them does not stand there, or the file cannot be written.
    """
    place = located(path_or_id, folders)
    layer = layer_of(read_package(place))
    source, inside = layer.source_of(paths[0])[0], [layer.source_of(path)[1] for path in paths]
    if place.suffix.lower() == ".zip":
        raise _failure(str(place), "a zip is not written to", "unpack it into a folder of its name first")
    absent = [".".join(map(str, path)) for path in inside if not isinstance(_value(source.data, path), int | float)]
    if absent:
        listed = ", ".join(absent[:3]) + (" ..." if len(absent) > 3 else "")
        wrong = f"{len(absent)} of {len(inside)} numbers do not stand here, but are inherited or left out: {listed}"
        raise _failure(source.name, wrong, "nothing was written; write each of them by hand once, with any number")
    file = FilePath(source.name).resolve()
    if not (file.stat().st_mode & stat.S_IWUSR and os.access(file, os.W_OK)):
        raise _failure(source.name, "the file is read-only", "nothing was written; allow writing to it")
    return file, inside


def amend(path_or_id: str, folders: Sequence[FilePath], changes: Mapping[Path, float]) -> FilePath:
    """Write numbers over those that stand at some paths of a scenario, all of them or none; the file they stand in.

    Raises ScenarioError as ``own_file`` does.
    """
    file, inside = own_file(path_or_id, folders, list(changes))
    try:
        raw = file.read_bytes()
        mark = BOM if raw.startswith(BOM) else b""
        text = amended(raw.decode("utf-8-sig"), dict(zip(inside, changes.values(), strict=True)))
        _replace(file, mark + text.encode())
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise _failure(str(file), f"nothing was written ({reason.lower()})") from None
    return file


def amended(text: str, changes: Mapping[Path, float]) -> str:
    """The text with other numbers at some of its paths, each of which holds a number."""
    scanner = Scanner(text)
    scanner.scan()
    places = {scanner.positions.values[path]: number for path, number in changes.items()}
    for start, number in sorted(places.items(), reverse=True):
        text = text[:start] + repr(number) + text[start + len(number_at(text, start)) :]
    return text


def _value(data: object, path: Path) -> object:
    for step in path:
        if isinstance(data, list):
            data = data[step] if isinstance(step, int) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return None if isinstance(data, bool) else data


def _replace(file: FilePath, raw: bytes) -> None:
    """The whole new file in place of the old, or the old as it was."""
    with NamedTemporaryFile(dir=file.parent, prefix=file.name, suffix=".part", delete=False) as part:
        name = FilePath(part.name)
        try:
            part.write(raw)
            part.close()
            shutil.copymode(file, name)
            name.replace(file)
        except BaseException:
            part.close()
            name.unlink(missing_ok=True)
            raise


def _failure(name: str, wrong: str, right: str = "") -> ScenarioError:
    return ScenarioError([Problem(name, 1, 1, (), wrong, right)])
