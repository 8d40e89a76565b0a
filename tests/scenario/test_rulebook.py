"""The rules chapter with a scenario's figures, and its short form in the README."""

from pathlib import Path

import pytest

from game.cli import main
from game.engine.constant_ranges import constant_ranges
from game.scenario import Loaded, load_resolved
from game.scenario.rulebook import BEGIN, END, Rulebook, figure_text, with_block

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def book(stockpile: Loaded) -> Rulebook:
    return Rulebook(stockpile.ruleset, stockpile.resolved_json)


def changed(stockpile: Loaded, **constants: object) -> Rulebook:
    """The chapter of the scenario with other constants."""
    data = stockpile.resolved_json | {"constants": stockpile.resolved_json["constants"] | constants}
    made = load_resolved(data)
    return Rulebook(made.ruleset, made.resolved_json)


def test_the_readme_is_up_to_date(book: Rulebook) -> None:
    before = README.read_text(encoding="utf-8")
    assert with_block(before, book.readme_block()) == before, "run: python main.py rules --write-readme"


def test_figures_follow_the_scenario(stockpile: Loaded, book: Rulebook) -> None:
    assert "raw + 0.55 x (best seen" in book.as_text()
    other = changed(stockpile, follow_share=0.25)
    assert "raw + 0.25 x (best seen" in other.as_text()
    assert other.readme_block() != book.readme_block()


def test_no_name_of_a_constant_is_left_in_a_formula(book: Rulebook) -> None:
    block = book.readme_block()
    assert not [name for name in constant_ranges() if name in block]


def test_every_constant_says_what_it_means_and_where_it_is_from(book: Rulebook, stockpile: Loaded) -> None:
    text, markdown = book.as_text(), book.as_markdown()
    for name, one in book.figures.items():
        assert one.meaning, name
        assert one.value == getattr(stockpile.ruleset.constants, name)
        assert f"    {name} = " in text
        assert f"| `{name}` |" in markdown
        assert all(source in text for source in one.sources), name
        assert one.is_guess or one.sources, name


def test_a_scenario_without_sources_is_all_guesses(stockpile: Loaded) -> None:
    bare = {name: entry["value"] for name, entry in stockpile.resolved_json["constants"].items()}
    for one in changed(stockpile, **bare).figures.values():
        assert one.sources == ()
    text = changed(stockpile, **bare).as_text()
    assert text.count("(guess)") == len(constant_ranges())


def test_the_board_s_own_attention_stands_before_the_constant(stockpile: Loaded) -> None:
    made = load_resolved(stockpile.resolved_json | {"attention": 5})
    assert Rulebook(made.ruleset, made.resolved_json).figures["attention_per_quarter"].value == 5


@pytest.mark.parametrize(
    ("value", "text"), [(6e-05, "0.00006"), (3000.0, "3,000"), (0.5, "0.5"), (-1.25, "-1.25"), (0.0, "0")]
)
def test_figures_are_written_plainly(value: float, text: str) -> None:
    assert figure_text(value) == text


def test_a_readme_without_marks_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "README.md"
    file.write_text("nothing here\n", encoding="utf-8")
    assert main(["rules", "--write-readme", str(file)]) == 1
    assert "lacks the two marks" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "nothing here\n"


def test_the_command_writes_between_the_marks_only(tmp_path: Path) -> None:
    file = tmp_path / "README.md"
    file.write_text(f"before\n{BEGIN}\nstale\n{END}\nafter\n", encoding="utf-8")
    assert main(["rules", "--write-readme", str(file)]) == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("before\n") and text.endswith("\nafter\n")
    assert "stale" not in text and "points" not in text.partition(BEGIN)[0]


def test_the_command_prints_both_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "pocket-race"]) == 0
    assert "13. Training:" in capsys.readouterr().out
    assert main(["rules", "--markdown"]) == 0
    assert "## 13. Training" in capsys.readouterr().out
