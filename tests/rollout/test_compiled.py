"""Games in C have the bits of the tape, and where nothing can be built the tape plays, with a sentence."""

import os
import stat
import sys

import pytest

from game import cli, paths
from game.engine.arrays import named_arrays
from game.engine.digests import digests
from game.players.seats import seated
from game.rollout.compiled import builder, engines
from game.rollout.compiled.builder import BuildError, built, compiler
from game.rollout.compiled.engines import chosen
from game.rollout.loop import opening
from game.rollout.taped import Recorded
from game.scenario import load_scenario
from game.sim.choices import tables


def has_compiler():
    try:
        compiler()
    except BuildError:
        return False
    return True


needs_compiler = pytest.mark.skipif(not has_compiler(), reason="there is no C compiler here")


@pytest.fixture(autouse=True)
def cache(tmp_path_factory, monkeypatch):
    """A cache folder that all these tests share, so that one program is built once."""
    folder = tmp_path_factory.getbasetemp() / "compiled"
    monkeypatch.setattr(paths, "compiled_dir", lambda: folder)
    return folder


@needs_compiler
@pytest.mark.parametrize(
    "scenario", ["pocket-race", *(pytest.param(name, marks=pytest.mark.slow) for name in ("stockpile", "the-wall"))]
)
@pytest.mark.parametrize("worlds", [2, 33])
def test_every_quarter_has_the_state_of_the_tape(scenario, worlds):
    rules = load_scenario(scenario, paths.scenario_folders()).ruleset
    tapes = [Recorded(rules, seated(rules, {}), engine).tape(worlds) for engine in ("tape", "c")]
    assert type(tapes[0]) is not type(tapes[1])
    for tape in tapes:
        tape.load(opening(rules, worlds, seed=3))
    for _turn in range(rules.turns):
        for tape in tapes:
            tape.run(1)
        of_tape, of_c = (digests(tape.state, range(worlds)) for tape in tapes)
        assert of_tape == of_c


@needs_compiler
def test_tables_of_other_doctrines_are_one_program(pocket):
    rules = pocket.ruleset
    own, *others = (Recorded(rules, seated(rules, seats)).compiled()[0].files for seats in tables(rules, 1))
    assert others
    assert all(files == own for files in others), "so that balance and expect build once"


@needs_compiler
def test_a_block_ends_in_the_same_bits(pocket):
    rules, start = pocket.ruleset, opening(pocket.ruleset, 7, seed=2)
    ends = [Recorded(rules, seated(rules, {}), engine).play(start, check=True) for engine in ("tape", "c")]
    of_tape, of_c = ([value.array.tobytes() for value in named_arrays(end).values()] for end in ends)
    assert of_tape == of_c


@needs_compiler
@pytest.mark.parametrize("more", [[], ["--trace"]])
def test_sim_writes_the_same_rows(tmp_path, capsys, more):
    for engine in ("tape", "c"):
        out = tmp_path / f"{engine}.csv"
        given = ["sim", "pocket-race", "--games", "5", "--out", str(out), "--engine", engine, *more]
        assert cli.main(given) == 0
        assert f"engine: {'C' if engine == 'c' else 'tape'}\n" in capsys.readouterr().err
    assert (tmp_path / "c.csv").read_bytes() == (tmp_path / "tape.csv").read_bytes()


@needs_compiler
@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["balance", "pocket-race", "--games", "2"], ["expect", "pocket-race", "--games", "8"],
        ["compare", "pocket-race", "--set", "chip_margin=0.4", "--games", "4"],
        ["choices", "pocket-race", "--games", "4", "--moments", "1", "--continuations", "4"],
    ],
)  # fmt: skip
def test_what_is_measured_is_the_same(capsys, command):
    told = []
    for engine in ("tape", "c"):
        assert cli.main([*command, "--seed", "4", "--jobs", "1", "--json", "--engine", engine]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """A cache in which nothing is built, and nothing known of compilers."""
    monkeypatch.setattr(paths, "compiled_dir", lambda: tmp_path / "fresh")
    for asked in (builder._version, builder._native):
        asked.cache_clear()
    yield tmp_path / "fresh"
    for asked in (builder._version, builder._native):
        asked.cache_clear()


def said(rules):
    engine = chosen("c", rules, {}, 10)
    assert engine.name == "tape"
    return engine.said


def test_without_a_compiler_the_tape_plays(pocket, fresh, monkeypatch):
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setenv("PATH", str(fresh))
    assert said(pocket.ruleset) == "engine: tape, since there is no C compiler here (cc, gcc or clang)"


@pytest.mark.parametrize("given", ["no-such-program", "'unclosed", "; touch owned", "$(touch owned)", "/"])
def test_a_cc_that_names_no_program_is_told(pocket, fresh, monkeypatch, tmp_path, given):
    monkeypatch.setenv("CC", given)
    monkeypatch.chdir(tmp_path)
    assert "CC=" in said(pocket.ruleset)
    assert not (tmp_path / "owned").exists(), "no shell ever sees it"


def script(path, text):
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.skipif(os.name == "nt", reason="scripts stand for compilers")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("raise SystemExit(3)", "is no C compiler"),
        ("import sys; sys.exit('out of order' if '-c' in sys.argv else 0)", "the C compiler failed (out of order)"),
        ("import sys; '-o' in sys.argv and open(sys.argv[sys.argv.index('-o') + 1], 'w').close()", "cannot be loaded"),
        ("", "cannot be kept"),
    ],
)
def test_a_compiler_that_fails_is_told_and_the_tape_plays(pocket, fresh, monkeypatch, tmp_path, text, told):
    monkeypatch.setenv("CC", script(tmp_path / "odd-cc", text))
    assert told in said(pocket.ruleset)


@needs_compiler
def test_a_cache_that_cannot_be_written_is_told(pocket, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setattr(paths, "compiled_dir", lambda: tmp_path / "file" / "cache")
    assert "cannot be kept in" in said(pocket.ruleset)


@needs_compiler
@pytest.mark.slow
def test_half_a_library_is_built_again(pocket, fresh, monkeypatch, tmp_path):
    program, _ = Recorded(pocket.ruleset, seated(pocket.ruleset, {})).compiled()
    (library,) = fresh.iterdir()
    other = tmp_path / "other"  # a loader gives again what it has loaded from a path
    other.mkdir()
    (other / library.name).write_bytes(b"half")
    monkeypatch.setattr(paths, "compiled_dir", lambda: other)
    assert built(program).quarter
    assert [(one.name, one.stat().st_size > 1000) for one in other.iterdir()] == [(library.name, True)]


@needs_compiler
@pytest.mark.slow
def test_auto_builds_only_for_long_runs_and_uses_what_is_built(pocket, fresh):
    rules = pocket.ruleset
    assert chosen("auto", rules, {}, 10).said == "engine: tape"
    assert chosen("auto", rules, {}, engines.PAYS - 1).name == "tape"
    assert chosen("auto", rules, {}, engines.PAYS).name == "c"
    assert chosen("auto", rules, {}, engines.LEAST_GAMES).name == "c"
