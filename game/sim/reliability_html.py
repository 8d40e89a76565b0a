"""The page on reliability: what was told over what happened, kind by kind, and what lay in the bands.

It needs nothing else, and the same run gives the same bytes.
"""

from html import escape

from game.sim.reliability import BANDS, Kind, Reliability
from game.sim.reliability_text import band_words, size, verdict, words
from game.sim.report_html import HOLDS, MISSES, SHARES, STYLE
from game.sim.svg import Dot, Point, Scale, diagonal, dots

MORE_STYLE = """
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 18px 24px; }
.plots h3 { color: var(--high); font-size: 14px; font-weight: 600; margin: 0; line-height: 1.3; min-height: 2.6em; }
.plots p { margin: 2px 0 0; font-size: 13px; color: var(--low); }
"""


def page(found: Reliability) -> str:
    """The page."""
    title = f"Reliability of forecasts in {found.scenario}"
    good = "holds" if found.is_trusted else "misses"
    said = f"{size(found)}, seed {found.plan.seed}, ruleset {found.digest[:12]}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}{MORE_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{escape(title)}</h1>\n<p class="small">{escape(said)}</p>\n'
        f'<p class="verdict {good}">{escape(verdict(found))}</p>\n'
        f"{_odds(found)}{_bands(found)}</main>\n</body>\n</html>\n"
    )


def _odds(found: Reliability) -> str:
    words_of = (
        "How often it happened, over the odds that were told, in ten parts. On the diagonal odds are true. Whiskers: "
        "the 95 % interval, statements about one game taken together. The disc grows with the number of statements."
    )
    plots = "\n".join(_plot(kind) for kind in found.kinds)
    return (
        f'<section>\n<h2>Odds: a rival ...</h2>\n<p>{words_of}</p>\n<div class="plots">\n{plots}\n</div>\n</section>\n'
    )


def _plot(kind: Kind) -> str:
    name, colour = words(kind.name), HOLDS if kind.is_true else MISSES
    most = max(one.count for one in kind.bins)
    points = [Point(one.told, one.happened, one.interval, (one.count / most) ** 0.5, colour) for one in kind.bins]
    brier = f"Brier {kind.brier:.3f}, base rate’s {kind.base:.3f}; {kind.count:,} statements"
    mark = "true" if kind.is_true else "not true"
    return f"<div><h3>{escape(name)}: {mark}</h3>{diagonal(name, points)}<p>{escape(brier)}</p></div>"


def _bands(found: Reliability) -> str:
    low, high = BANDS[80]
    rows = [
        Dot(
            band_words(band), band.within[80], band.interval, HOLDS if band.holds else MISSES,
            f"{band.within[80]:.0%}", low, high,
        )
        for band in found.bands
    ]  # fmt: skip
    said = "Share of outcomes inside the band of 80 %, with its 95 % interval, over what is wanted: 75 to 85 %."
    plot = dots("Outcomes inside the band", rows, Scale(0.0, 1.0), SHARES)
    return f"<section>\n<h2>Bands</h2>\n<p>{said}</p>\n{plot}\n</section>\n"
