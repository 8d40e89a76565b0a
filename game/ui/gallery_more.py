"""The gallery's second page: the large charts, the rule book, cards and the map."""

from __future__ import annotations

from functools import partial

from pygame import Rect

from game.ui import theme as t
from game.ui.fonts import Span
from game.ui.layout import Area, Fr, column, row
from game.ui.screen import Outcome, Push, Screen
from game.ui.viewport import Viewport
from game.ui.widgets import (
    Answer,
    Ask,
    Axis,
    Fall,
    Flow,
    Gate,
    Group,
    Histogram,
    MoveCard,
    Option,
    Panel,
    Part,
    Region,
    RuleBar,
    RuleGroup,
    RuleTimeline,
    ShareStreams,
    Site,
    SpecPlot,
    SplitBar,
    Spot,
    Stack,
    StackedBars,
    Stream,
    Tabs,
    Tip,
    Waterfall,
    Widget,
    WorldMap,
)

BLUE, RED, SAND = t.SIDE_BLUE, t.SIDE_VERMILION, t.SIDE_SAND


class MorePage(Screen):
    """The second page."""

    def __init__(self) -> None:
        super().__init__()
        self.raised = "two"
        self.tab = "one"

    def build(self, view: Viewport) -> Widget:
        """Lay out the page."""
        root = Group(rect=view.rect)
        page = Area(view.rect, pad=12)
        tabs = [Option("one", "Market"), Option("two", "Contracts", badge=1), Option("three", "Routes")]
        root.add(Tabs("tabs", tabs, self.tab, self.on_tab, title="Supply").at(page.top(40, gap=8)))
        top, bottom = column(page.rest, [Fr(1.25), Fr()], 16)
        left, middle = row(top, [Fr(1.3), Fr()], 16)
        root.add(map_box(left))
        root.add(plot_box(middle))
        for make, rect in zip((rules_box, bars_box, shares_box), row(bottom, [Fr(1.5), Fr(), Fr()], 16), strict=True):
            root.add(make(rect))
        self.add_cards(root, left)
        return root

    def add_cards(self, root: Widget, place: Rect) -> None:
        """Put three cards over the foot of the map."""
        for i, key in enumerate(("one", "two", "three")):
            cost = [Span("$154 m  ", t.NOTE_STRONG, t.MONEY), Span("+0.5 gen  ", t.NOTE_STRONG),
                    Span("6 % audit risk", t.NOTE, t.LOW)]  # fmt: skip
            card = MoveCard(f"card.{key}", "Lease abroad", "8,000 chips, one year", cost,
                            scene=("move-crane", "move-lease", "move-poach")[i], raised=self.raised == key,
                            on_raise=partial(self.raise_card, key), on_play=self.ask, play_text="Play",
                            forecast_text="forecast", key=str(i + 1))  # fmt: skip
            root.add(card.at(Rect(place.x + 12 + 214 * i, place.bottom - 148, 206, 136)))

    def on_tab(self, value: str) -> Outcome:
        """Change the tab."""
        self.tab = value
        self.rebuild()
        return None

    def raise_card(self, key: str) -> Outcome:
        """Raise one card, lower the rest."""
        self.raised = key
        for name in ("one", "two", "three"):
            card = self.app.find(f"card.{name}")
            if isinstance(card, MoveCard):
                card.set_raised(name == key)
        return None

    def ask(self) -> Outcome:
        """Ask before playing."""
        answers = [Answer("no", "Not now", kind="quiet"), Answer("yes", "Play it", kind="primary", key="Enter")]
        return Push(Ask("Lease abroad?", "It costs $154 m and cannot be undone this quarter.", answers, icon="globe"))


def map_box(rect: Rect) -> Widget:
    """Show the map with a few places on it."""
    sites = [
        Site("hub", 121.0, 24.8, "Island fab", "N3 full", "diamond", SAND, "factory", anchor="right", rank=9),
        Site("port", 114.06, 22.54, "Your site", "62 / 64 MW", "round", RED, own=True, icon="server", anchor="left",
             meter=0.97, rank=8),
        Site("north", 115.5, 40.4, "Training hall", "at 60 %", "round", RED, icon="server", own=True, progress=0.6,
             anchor="above", rank=7),
        Site("lease", 103.7, 1.5, "Leased hall", "38 MW", "round", RED, icon="server", anchor="left", rank=6),
        Site("west", -121.95, 37.35, "Vendor", "", "square", BLUE, "cpu", anchor="left", rank=5),
        Site("east", -77.0, 38.9, "Capital", "34 wary", "square", BLUE, "landmark", anchor="above", rank=5),
        Site("tools", 5.4, 51.4, "Tool maker", "service", "diamond", SAND, "scan-eye", anchor="below", rank=4),
        Site("memory", 127.4, 37.3, "Memory", "sold out", "diamond", SAND, "layers", anchor="right", rank=4),
    ]  # fmt: skip
    flows = [
        Flow("chips", "hub", "west", BLUE, bend=0.16, rate=3),
        Flow("chips2", "hub", "east", BLUE, bend=0.2, rate=2, phase=0.3),
        Flow("held", "hub", "port", BLUE, "stopped", bend=-0.3),
        Flow("home", "north", "hub", RED, bend=-0.2, rate=1),
        Flow("leased", "port", "lease", t.COMPUTE, bend=0.15, rate=2),
        Flow("euv", "tools", "hub", SAND, "licensed", bend=-0.1, rate=1),
        Flow("stacks", "memory", "hub", SAND, bend=-0.2, rate=1, phase=0.5),
        Flow("grey", "lease", "port", t.GREY_ROUTE, "grey", bend=-0.3),
    ]
    gates = [Gate("gate", "held", 0.5, tooltip=Tip("Held at the gate", "A rule bites here."))]
    return WorldMap("map", sites, flows, gates, label="Map").at(rect)


def plot_box(rect: Rect) -> Widget:
    """Show the spec plot."""
    panel = Panel("plot.panel", "What the rules let you buy").at(rect)
    x = Axis(1000, 50_000, (1000, 2000, 5000, 10_000, 20_000, 50_000), "{:,.0f}".format, True, "Performance (log)")
    y = Axis(1, 32, (1, 2, 4, 8, 16, 32), log=True, text="Density (log)")
    regions = [
        Region(4800, None, None, None, BLUE, "Licence, denial presumed", anchor="bottom_right", hatched=True),
        Region(1600, 5.92, 4800, None, BLUE, "Licence or notice"),
        Region(2400, 1.6, 4800, 5.92, BLUE),
        Region(1600, None, 4800, 1.6, BLUE, "Rumour 60 %", rumoured=True, anchor="bottom_left"),
    ]
    spots = [
        Spot("a", 15_824, 19.4, "Flagship", "12.4 k owned", "square", BLUE, anchor="left"),
        Spot("b", 2368, 2.9, "Cut part", "4.0 TB/s, limit is 1.4", "square", BLUE, caught=True, tooltip="Caught"),
        Spot("c", 12_480, 9.4, "Domestic", "", "round", RED),
        Spot("d", 1912, 3.1, "Small part", "24 k owned", "square", BLUE, anchor="left"),
        Spot("e", 1100, 1.2, "Own chip", "", "round", RED, hollow=True, anchor="above"),
    ]
    panel.add(SpecPlot("plot", x, y, regions, spots, label="Chips against rules").at(panel.inside))
    return panel


def rules_box(rect: Rect) -> Widget:
    """Show the rule book."""
    panel = Panel("rules.panel", "Rule book").at(rect)
    groups = (
        RuleGroup("First", "stance: tighten", "square", BLUE, (
            RuleBar("r1", "Licence above 4,800", 1, 8, effect="none"),
            RuleBar("r2", "Letter: 1,400 GB/s", 4.6, 10, effect="−0.9 gen", harmful=True, alarm=True, row=1),
            RuleBar("r3", "1,600 for all", 6.5, 10, "rumoured", "60 %", "−0.4 gen", row=2))),
        RuleGroup("Allies", "follow in 2-4 q", "diamond", SAND, (
            RuleBar("r4", "Permits needed", 5.2, 10, "announced", effect="−0.1 gen"),
            RuleBar("r6", "Diffusion rule, withdrawn", 4.0, 5.0, "withdrawn", effect="+0.5 gen", row=1))),
        RuleGroup("Second", "stance: replace", "round", RED, (
            RuleBar("r5", "Minerals by licence", 2.2, 10, effect="+0.2 gen"),)),
    )  # fmt: skip
    ticks = [(0.0, "2023"), (4.0, "2024"), (8.0, "2025")]
    line = RuleTimeline("rules", groups, first=0, last=10, now=5, now_text="Q2 2024", ticks=ticks, effect_text="On you")
    panel.add(line.at(panel.inside.move(0, -12)))
    return panel


def bars_box(rect: Rect) -> Widget:
    """Show stacked bars, a waterfall and a histogram."""
    root = Group(rect=rect)
    upper, lower = column(rect, [Fr(), Fr()], 16)
    panel = root.add(Panel("stock.panel", "Stockpile by quarter bought").at(upper))
    keys = [("A", t.SERIES[2]), ("B", t.SERIES[0]), ("C", t.SERIES[1]), ("D", t.SERIES[4])]
    stacks = []
    for i in range(8):
        parts = (max(0, 3 - i * 0.4), i * 0.5, i * 1.1, 0.1 * i)
        stacks.append(Stack(f"Q{i % 4 + 1} {22 + i // 4}", parts, 4 if i == 7 else 0, "held"))
    panel.add(StackedBars("stock", keys, stacks, unit="k").at(panel.inside))
    panel = root.add(Panel("cash.panel", "Cash, $ bn").at(lower))
    steps = [Fall("Q1", 22.7, True), Fall("Games", 5.6), Fall("AI", 0.9), Fall("Capex", -3.8), Fall("Power", -0.8),
             Fall("Q2", 24.6, True)]  # fmt: skip
    panel.add(Waterfall("cash", steps, t.MONEY).at(panel.inside))
    return root


def shares_box(rect: Rect) -> Widget:
    """Show share streams, the split bar and a histogram."""
    root = Group(rect=rect)
    upper, lower = column(rect, [Fr(), Fr()], 16)
    panel = root.add(Panel("shares.panel", "Shares").at(upper))
    streams = [Stream("Yours", (0.3, 0.32, 0.35, 0.4), t.COMPUTE, True), Stream("Next", (0.4, 0.36, 0.33, 0.3), BLUE),
               Stream("Third", (0.2, 0.22, 0.2, 0.18), RED)]  # fmt: skip
    panel.add(ShareStreams("shares", streams, ("Q1", "Q2", "Q3", "Q4")).at(panel.inside))
    panel = root.add(Panel("split.panel", "Compute split").at(lower))
    area = Area(panel.inside)
    parts = [Part("train", "Training", t.COMPUTE), Part("serve", "Serving", t.SERIES[1]),
             Part("idea", "Research", t.SERIES[6]), Part("sell", "Cloud", t.MONEY)]  # fmt: skip
    panel.add(SplitBar("split", parts, (38, 34, 18, 10), label="Split").at(area.top(60, gap=6)))
    counts = (1, 2, 4, 7, 9, 10, 8, 5, 3, 1)
    panel.add(Histogram("futures", counts, Axis(124, 142, (128, 134, 140)), t.COMPUTE, bright=(128, 138),
                        lines=((135.5, "best 135", RED),)).at(area.rest))  # fmt: skip
    return root
