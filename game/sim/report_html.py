"""The balance report: one page of HTML that needs nothing else, with plots, tables and a verdict.

The same run gives the same bytes: no date, no machine, no order that depends on anything but the run.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

import numpy as np

from game.engine.axes import COUNTRIES, DOCTRINES, FIRMS, Axis
from game.scenario.board import Board
from game.sim.balance import Balance
from game.sim.balance_text import band, figure, mark, notes, size, verdict
from game.sim.intervals import Target
from game.sim.svg import Box, Dot, Scale, boxes, columns, dots, round_ticks
from game.sim.watch import CONTENT, NEVER_DID

HOLDS, MISSES, PLAIN = "var(--holds)", "var(--misses)", "var(--accent)"

STYLE = """
:root { --void: #060A11; --panel: #0E1724; --raised: #142032; --line: #22324A; --high: #EAF0F7; --middle: #AEBCCD;
  --low: #8496AD; --holds: #45D6D4; --misses: #FF8A9F; --accent: #64A4FF; --band: rgba(69, 214, 212, 0.10); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--void); color: var(--middle);
  font: 15px/1.5 "IBM Plex Sans", system-ui, sans-serif; }
main { max-width: 860px; margin: 0 auto; padding: 40px 24px 80px; }
h1, h2 { color: var(--high); font-weight: 600; line-height: 1.25; }
h1 { font-size: 30px; margin: 0 0 4px; } h2 { font-size: 19px; margin: 0 0 4px; }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 8px;
  padding: 22px 24px; margin-top: 20px; }
p { margin: 4px 0 14px; max-width: 68ch; } .small { color: var(--low); font-size: 13px; }
.verdict { font-size: 18px; color: var(--high); } .holds { color: var(--holds); } .misses { color: var(--misses); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--low); font-weight: 500; font-size: 13px; } td.number, th.number { text-align: right; }
tr:last-child td { border-bottom: 0; } td.heat { text-align: center; padding: 5px; }
svg { display: block; width: 100%; height: auto; margin-top: 6px; font: 13px "IBM Plex Sans", system-ui, sans-serif; }
svg text { fill: var(--middle); } svg .tick { fill: var(--low); font-size: 12px; } svg .figure { fill: var(--high); }
ul { margin: 4px 0 12px; padding-left: 20px; } .wide { overflow-x: auto; }
"""


def report(balance: Balance) -> str:
    """The page."""
    board = balance.played.loaded.board
    title = f"Balance of {board.scenario.name}"
    sections = (
        _targets_section(balance),
        _doctrines_section(balance, board),
        _best_section(balance, board),
        _table_section(balance, board),
        _scores_section(balance, board),
        _tension_section(balance),
        _dead_section(balance, board),
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{_head(balance, title)}{''.join(sections)}</main>\n</body>\n</html>\n"
    )


def _head(balance: Balance, title: str) -> str:
    played, rules = balance.played, balance.played.rules
    said = f"{size(balance)}, seed {played.seed}, ruleset {rules.digest[:12]}"
    told = "".join(f"<p>{escape(note[:1].upper() + note[1:])}.</p>\n" for note in notes(balance))
    is_good = balance.holding == len(balance.targets)
    return (
        f'<h1>{escape(title)}</h1>\n<p class="small">{escape(said)}</p>\n'
        f'<p class="verdict {"holds" if is_good else "misses"}">{escape(verdict(balance))}</p>\n{told}'
    )


def _section(name: str, words: str, *parts: str) -> str:
    return f"<section>\n<h2>{escape(name)}</h2>\n<p>{escape(words)}</p>\n{''.join(parts)}\n</section>\n"


def _rows(head: Sequence[tuple[str, str]], rows: Iterable[Sequence[tuple[str, str]]]) -> str:
    """A table; every cell is (its words, its class)."""

    def cells(tag: str, row: Sequence[tuple[str, str]]) -> str:
        return "".join(f'<{tag} class="{kind}">{escape(words)}</{tag}>' for words, kind in row)

    body = "\n".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    return f'<div class="wide"><table>\n<tr>{cells("th", head)}</tr>\n{body}\n</table></div>'


def _targets_section(balance: Balance) -> str:
    head = (("Target", ""), ("Measured", "number"), ("95 % interval", "number"), ("Wanted", ""), ("", ""))
    rows = []
    for target in balance.targets:
        low, high = (figure(target, edge) for edge in target.interval)
        said = (mark(target), "holds" if target.holds else "misses")
        words = target.english[:1].upper() + target.english[1:]
        value = (figure(target, target.value), "number")
        rows.append(((words, ""), value, (f"{low} to {high}", "number"), (band(target), ""), said))
    words = "What the design asks for. “Perhaps” stands where the interval crosses the edge: more games would tell."
    return _section("Targets", words, _rows(head, rows))


SHARES = [(n / 10, f"{n * 10} %") for n in range(0, 11, 2)]


def _dot(target: Target, label: str, colour: str) -> Dot:
    shown = colour or (HOLDS if target.holds else MISSES)
    value = figure(target, target.value)
    return Dot(label, target.value, target.interval, shown, value, target.low, target.high)


def _named(balance: Balance, head: str, names: Mapping[str, str]) -> list[Dot]:
    """The targets of a family as rows, each by its entry's name."""
    found = []
    for target in balance.targets:
        family, _, entry = target.name.partition(".")
        if family == head:
            found.append(_dot(target, names[entry], ""))
    return found


def _doctrines_section(balance: Balance, board: Board) -> str:
    doctrines = _names(balance, board, DOCTRINES)
    sides = _names(balance, board, COUNTRIES)
    scale = Scale(0.0, 1.0)
    words = (
        "Share of games won, with its 95 % interval, over the band that is wanted. Doctrines: every firm plays each "
        "equally often. Sides: every firm plays its own."
    )
    rows = _named(balance, "doctrine_wins", doctrines) + _named(balance, "side_wins", sides)
    return _section("Wins by doctrine and by side", words, dots("Wins by doctrine and side", rows, scale, SHARES))


def _best_section(balance: Balance, board: Board) -> str:
    rows = _named(balance, "best_doctrine_wins", _names(balance, board, FIRMS))
    words = (
        "Share of games won with the doctrine that suits the firm best, chosen on one half of the games and measured "
        "on the other."
    )
    return _section("Has every firm a way to win?", words, dots("Best doctrines", rows, Scale(0.0, 1.0), SHARES))


def _table_section(balance: Balance, board: Board) -> str:
    firms, doctrines = _names(balance, board, FIRMS), _names(balance, board, DOCTRINES)
    head = "".join(f'<th class="number">{escape(name)}</th>' for name in doctrines.values())
    lines = []
    for firm, row in balance.firm_doctrines.items():
        cells = "".join(
            f'<td class="heat" style="background: rgba(100, 164, 255, {0.75 * one.share:.2f})">{one.share:.0%}</td>'
            for one in row.values()
        )
        own = balance.own_wins[firm].share
        lines.append(f'<tr><td>{escape(firms[firm])}</td>{cells}<td class="number">{own:.1%}</td></tr>')
    body = "\n".join(lines)
    words = "Share of games won by each firm with each doctrine; last, with its own while all others play theirs."
    table = (
        f'<div class="wide"><table>\n<tr><th>Firm</th>{head}<th class="number">Own</th></tr>\n{body}\n</table></div>'
    )
    return _section("Firms and doctrines", words, table)


def _scores_section(balance: Balance, board: Board) -> str:
    played = balance.played
    names, colours = _names(balance, board, FIRMS), _colours(balance, board)
    found = {firm: np.percentile(played.own.score[n], (5, 25, 50, 75, 95)) for n, firm in enumerate(names)}
    ticks = round_ticks(min(marks[0] for marks in found.values()), max(marks[4] for marks in found.values()))
    rows = []
    for firm, marks in sorted(found.items(), key=lambda item: (-item[1][2], item[0])):
        least, low, half, high, most = (float(mark) for mark in marks)
        rows.append(Box(names[firm], (least, low, half, high, most), colours[firm], f"{half:.1f}"))
    words = "Points at the end, every firm by its own doctrine: middle half, median, and nine games in ten."
    plot = boxes("Scores by firm", rows, Scale(ticks[0], ticks[-1]), [(tick, f"{tick:g}") for tick in ticks])
    return _section("Scores", words, plot)


def _tension_section(balance: Balance) -> str:
    games = balance.played.own
    changes = Counter(games.lead_changes.tolist())
    counts = [(str(n), changes.get(n, 0)) for n in range(max(changes, default=0) + 1)]
    words = "Games by how often the first place changed hands and stayed changed for two quarters."
    return _section("Changes of the lead", words, columns("Changes of the lead", counts, PLAIN))


def _dead_section(balance: Balance, board: Board) -> str:
    parts = []
    for kind, dead in balance.dead.items():
        found, names = balance.content[kind], _names(balance, board, CONTENT[kind])
        state = f"{len(dead)} of {len(found)}" if dead else f"none of {len(found)}"
        parts.append(f"<p>{escape(f'{kind.capitalize()} {NEVER_DID[kind]}: {state}.')}</p>")
        if dead:
            entries = "".join(
                f"<li>{escape(names[name])} <span class='small'>{escape(name)}</span></li>" for name in dead
            )
            parts.append(f"<ul>{entries}</ul>")
        rare = sorted((share, name) for name, share in found.items() if 0 < share < 0.05)
        if rare:
            listed = ", ".join(f"{names[name]} ({share:.1%})" for share, name in rare)
            parts.append(f'<p class="small">{escape(f"In fewer than one game in twenty: {listed}")}</p>')
    words = "What nothing came of in any game of the own and rotated sets."
    return _section("Dead content", words, *parts)


def _names(balance: Balance, board: Board, axis: Axis) -> dict[str, str]:
    """What the entries of an axis are called, by id."""
    return {entry: board.name_on(axis, entry) for entry in balance.played.rules.ids[axis]}


def _colours(balance: Balance, board: Board) -> dict[str, str]:
    """Each firm in the colour of its side."""
    return {firm: board.countries[board.firms[firm].country].color for firm in balance.played.rules.ids[FIRMS]}
