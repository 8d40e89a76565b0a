"""Small plots as SVG text: rows with bars, dots, bands and whiskers, and columns. The same bytes for the same data.

Widths are in px of the picture; nothing is loaded from anywhere, and colours come from the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LABELS, ROW, FOOT = 760.0, 210.0, 24.0, 26.0
FIGURES = 64.0
"""Room on the right for the figure of a row."""


@dataclass(frozen=True)
class Scale:
    """From a figure to a place along the picture."""

    low: float
    high: float
    left: float = LABELS
    right: float = WIDTH - FIGURES

    def at(self, value: float) -> float:
        """Px from the left; figures beyond the ends stop there."""
        part = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return self.left + max(0.0, min(1.0, part)) * (self.right - self.left)


@dataclass(frozen=True)
class Dot:
    """One row: a figure, its interval, and the band it should lie in."""

    label: str
    value: float
    interval: tuple[float, float]
    colour: str
    figure: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Box:
    """One row: the 5th, 25th, 50th, 75th and 95th percentile."""

    label: str
    marks: tuple[float, float, float, float, float]
    colour: str
    figure: str


def px(number: float) -> str:
    """A length, to a tenth."""
    text = f"{number:.1f}"
    return text.removesuffix(".0")


def rectangle(x: float, y: float, width: float, height: float, colour: str, extra: str = "") -> str:
    """A filled rectangle with soft corners."""
    return (
        f'<rect x="{px(x)}" y="{px(y)}" width="{px(max(width, 0.5))}" height="{px(height)}" rx="2" '
        f'fill="{colour}"{extra}/>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1.0) -> str:
    """A straight line."""
    return (
        f'<line x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}" stroke="{colour}" stroke-width="{px(width)}"/>'
    )


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Words at a place; ``kind`` is a class of the page's style."""
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{px(x)}" y="{px(y)}" text-anchor="{anchor}"{named}>{escape(words)}</text>'


def picture(height: float, title: str, parts: Sequence[str]) -> str:
    """The whole plot, with a title for readers that cannot see it."""
    head = f'<svg viewBox="0 0 {px(WIDTH)} {px(height)}" role="img" aria-label="{escape(title)}">'
    return head + "".join(parts) + "</svg>"


def _axis(scale: Scale, ticks: Sequence[tuple[float, str]], height: float) -> list[str]:
    parts = []
    for value, words in ticks:
        x = scale.at(value)
        parts.append(line(x, 0, x, height, "var(--line)"))
        parts.append(text(x, height + 17, words, "tick", "middle"))
    return parts


def dots(title: str, rows: Sequence[Dot], scale: Scale, ticks: Sequence[tuple[float, str]]) -> str:
    """Rows with a figure, its interval as a whisker, and the wanted band behind it."""
    height = len(rows) * ROW
    parts = []
    for n, row in enumerate(rows):
        middle = n * ROW + ROW / 2
        if row.low is not None or row.high is not None:
            left = scale.at(scale.low if row.low is None else row.low)
            right = scale.at(scale.high if row.high is None else row.high)
            parts.append(rectangle(left, n * ROW, right - left, ROW, "var(--band)"))
    parts += _axis(scale, ticks, height)
    for n, row in enumerate(rows):
        middle = n * ROW + ROW / 2
        low, high = (scale.at(edge) for edge in row.interval)
        parts.append(text(LABELS - 12, middle + 4, row.label, "label", "end"))
        parts.append(line(low, middle, high, middle, row.colour, 2))
        parts += [line(edge, middle - 4, edge, middle + 4, row.colour, 2) for edge in (low, high)]
        parts.append(f'<circle cx="{px(scale.at(row.value))}" cy="{px(middle)}" r="4.5" fill="{row.colour}"/>')
        parts.append(text(WIDTH, middle + 4, row.figure, "figure", "end"))
    return picture(height + FOOT, title, parts)


def boxes(title: str, rows: Sequence[Box], scale: Scale, ticks: Sequence[tuple[float, str]]) -> str:
    """Rows with the spread of a figure: whisker to the 5th and 95th percentile, box of the middle half, median."""
    height = len(rows) * ROW
    parts = _axis(scale, ticks, height)
    for n, row in enumerate(rows):
        middle = n * ROW + ROW / 2
        least, low, half, high, most = (scale.at(mark) for mark in row.marks)
        parts.append(text(LABELS - 12, middle + 4, row.label, "label", "end"))
        parts.append(line(least, middle, most, middle, row.colour))
        parts.append(rectangle(low, middle - 6, high - low, 12, row.colour, ' fill-opacity="0.45"'))
        parts.append(line(half, middle - 8, half, middle + 8, row.colour, 2.5))
        parts.append(text(WIDTH, middle + 4, row.figure, "figure", "end"))
    return picture(height + FOOT, title, parts)


def columns(title: str, counts: Sequence[tuple[str, int]], colour: str) -> str:
    """Counted things side by side, each with its count above and its name below."""
    height, top = 150.0, 20.0
    most = max((count for _, count in counts), default=0) or 1
    step = WIDTH / max(len(counts), 1)
    wide = min(step * 0.7, 64.0)
    parts = [line(0, height, WIDTH, height, "var(--line)")]
    for n, (name, count) in enumerate(counts):
        middle, tall = (n + 0.5) * step, (height - top) * count / most
        if count:
            parts.append(rectangle(middle - wide / 2, height - tall, wide, tall, colour))
            parts.append(text(middle, height - tall - 6, f"{count:,}", "tick", "middle"))
        parts.append(text(middle, height + 17, name, "tick", "middle"))
    return picture(height + FOOT, title, parts)


@dataclass(frozen=True)
class Point:
    """What was told and what happened, 0 to 1, with the interval of that; its disc grows with ``weight``, 0 to 1."""

    told: float
    happened: float
    interval: tuple[float, float]
    weight: float
    colour: str


def diagonal(title: str, points: Sequence[Point], side: float = 220.0) -> str:
    """A square plot of what happened over what was told; on the diagonal both are one."""
    left, top, foot = 34.0, 8.0, 34.0

    def at(told: float, happened: float) -> tuple[float, float]:
        return left + told * side, top + (1.0 - happened) * side

    parts = []
    for n in range(5):
        x, y = at(n / 4, n / 4)
        parts.append(line(x, top, x, top + side, "var(--line)"))
        parts.append(line(left, y, left + side, y, "var(--line)"))
        parts.append(text(x, top + side + 15, f"{n * 25}", "tick", "middle"))
        parts.append(text(left - 6, y + 4, f"{n * 25}", "tick", "end"))
    parts.append(line(*at(0.0, 0.0), *at(1.0, 1.0), "var(--low)", 1.5))
    for point in points:
        x, y = at(point.told, point.happened)
        parts += [line(x, at(0, point.interval[0])[1], x, at(0, point.interval[1])[1], point.colour, 2)]
        parts.append(f'<circle cx="{px(x)}" cy="{px(y)}" r="{px(3 + 4 * point.weight)}" fill="{point.colour}"/>')
    parts.append(text(left + side / 2, top + side + 30, "told, %", "tick", "middle"))
    head = f'<svg viewBox="0 0 {px(left + side + 12)} {px(top + side + foot)}" role="img" aria-label="{escape(title)}">'
    return head + "".join(parts) + "</svg>"


def round_ticks(low: float, high: float, most: int = 8) -> list[float]:
    """At most so many round figures over a range, and its ends rounded outwards."""
    span = max(high - low, 1e-6)
    step = 10.0**-6
    for step in (factor * 10.0**power for power in range(-4, 7) for factor in (1.0, 2.0, 5.0)):
        if span / step <= most - 2:
            break
    first, last = low // step, -(-high // step)
    return [n * step for n in range(int(first), int(last) + 1)]
