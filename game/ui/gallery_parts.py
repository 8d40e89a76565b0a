"""The panels of the gallery's first page."""

from __future__ import annotations

from pygame import Rect

from game.paths import assets_dir
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area, Fr, column, grid, row
from game.ui.widgets import (
    Axis,
    Bar,
    Button,
    Cell,
    Column,
    Group,
    HBars,
    Label,
    Line,
    LineChart,
    Mark,
    Meter,
    Painter,
    Panel,
    RingGauge,
    Row,
    Segmented,
    Series,
    Slider,
    Stack,
    StackedBars,
    Stepper,
    Table,
    TextInput,
    Tip,
    TipLine,
    Toggle,
    Wafer,
    draw_badge,
    draw_cap,
)
from game.ui.widgets.tip_drawing import draw_tip, plan_tip

SIDES = (("round", t.SIDE_VERMILION), ("square", t.SIDE_BLUE), ("diamond", t.SIDE_SAND))
SWATCHES = (
    ("Surface", (("void", t.VOID), ("sea", t.SEA), ("panel", t.PANEL), ("raised", t.RAISED), ("hover", t.HOVER),
                 ("line", t.LINE), ("line strong", t.LINE_STRONG))),
    ("Text", (("high", t.HIGH), ("middle", t.MIDDLE), ("low", t.LOW), ("paper", t.PAPER), ("paper dim", t.PAPER_DIM),
              ("ink", t.INK), ("ink dim", t.INK_DIM))),
    ("Sides", (("blue", t.SIDE_BLUE), ("blue deep", t.SIDE_BLUE_DEEP), ("vermilion", t.SIDE_VERMILION),
               ("verm. deep", t.SIDE_VERMILION_DEEP), ("sand", t.SIDE_SAND), ("sand deep", t.SIDE_SAND_DEEP),
               ("land", t.LAND_TOP))),
    ("Meaning", (("money", t.MONEY), ("compute", t.COMPUTE), ("cyan deep", t.COMPUTE_DEEP), ("danger", t.DANGER),
                 ("red deep", t.DANGER_DEEP), ("coast", t.COAST), ("grey route", t.GREY_ROUTE))),
)  # fmt: skip


def palette_panel(rect: Rect) -> Panel:
    """Show the colours."""
    panel = Panel("palette", "Palette").at(rect)

    def paint(canvas: Canvas, area: Rect) -> None:
        for (name, colours), line in zip(SWATCHES, column(area, [Fr()] * len(SWATCHES), 4), strict=True):
            canvas.text(name, line.x, line.y + 7, t.TABLE, t.MIDDLE)
            cells = row(Rect(line.x + 72, line.y, line.w - 72, line.h), [Fr()] * len(colours), 4)
            for (text, colour), cell in zip(colours, cells, strict=True):
                canvas.box(Rect(cell.x, cell.y, 28, 34), colour, t.LINE_STRONG, 3)
                canvas.text(text, cell.x + 34, cell.y, t.SMALL, t.HIGH, width=cell.w - 34)
                code = "".join(f"{part:02X}" for part in colour)
                canvas.text(f"#{code}", cell.x + 34, cell.y + 16, t.MONO_SMALL, t.LOW, width=cell.w - 34)

    panel.add(Painter(paint).at(panel.inside))
    return panel


def type_panel(rect: Rect) -> Panel:
    """Show the type styles."""
    panel = Panel("type", "Type: Plex Sans, Condensed, Mono; Source Serif 4").at(rect)
    lines = (
        ([Span("Verdict", t.VERDICT.sized(46, 48))], "Serif 52 / 60"),
        ([Span("Event headline", t.HEADLINE.sized(36, 40))], "Serif 40 / 48"),
        ([Span("Screen title", t.BIG_TITLE)], "Sans 28 / 32"),
        ([Span("Panel title, 3.2 ", t.TITLE), Span("gen", t.NOTE, t.LOW)], "Sans 20 / 24"),
        ([Span("Body text, tables, buttons", t.BODY)], "Sans 14 / 20"),
        ([Span("$24.6 ", t.FIGURE), Span("bn  ", t.NOTE, t.LOW), Span("LABEL", t.LABEL, t.MIDDLE)], "Condensed"),
        ([Span("TPP 2,368 BW 4.00 TB/s ×10²⁶", t.MONO)], "Mono 13 / 18"),
    )
    area = Area(panel.inside)
    area.rest.y -= 8
    for spans, note in lines:
        high = max(spans[0].style.line, 20)
        panel.add(Line(spans, [Span(note, t.NOTE, t.LOW)]).at(area.top(high)))
    return panel


def spacing_panel(rect: Rect) -> Panel:
    """Show spacing, corners and motion."""
    panel = Panel("spacing", "Spacing, corners, motion").at(rect)

    def paint(canvas: Canvas, area: Rect) -> None:
        x = area.x
        for size in (t.S1, t.S2, t.S3, t.S4, t.S5, t.S6, t.S7):
            canvas.fill(Rect(x, area.y + 48 - size, size, size), t.mix(t.PANEL, t.COMPUTE, 0.4))
            canvas.text(str(size), x + size / 2, area.y + 52, t.NOTE, t.MIDDLE, "centre")
            x += size + max(12, (area.w - 144) // 7)
        corners = ((2, "bar"), (4, "tag"), (6, "panel"), (8, "card"))
        places = row(Rect(area.x, area.y + 80, area.w, 50), [Fr()] * 4, 12)
        for (radius, text), cell in zip(corners, places, strict=True):
            canvas.box(Rect(cell.x, cell.y, 44, 26), None, t.HIGH, radius)
            canvas.text(f"{radius} {text}", cell.x, cell.y + 30, t.NOTE, t.MIDDLE)
        motions = (("Hover, press", t.HOVER_S), ("Panel, card, tooltip", t.PANEL_S), ("Screen change", t.SCREEN_S),
                   ("Number change", t.NUMBER_S))  # fmt: skip
        for i, (text, seconds) in enumerate(motions):
            y = area.bottom - 74 + 19 * i
            canvas.text(text, area.x, y, t.NOTE, t.MIDDLE)
            canvas.text(f"{1000 * seconds:.0f} ms", area.right, y, t.NOTE, t.HIGH, "right")

    panel.add(Painter(paint).at(panel.inside))
    return panel


def buttons_panel(rect: Rect) -> Panel:
    """Show buttons in every state, and the small controls."""
    panel = Panel("buttons", "Buttons and controls").at(rect)
    area = Area(panel.inside)
    states = ("Rest", "Hover", "Press", "Focus", "Off")
    for text, cell in zip(states, row(area.top(16, gap=2), [Fr()] * 5, 6), strict=True):
        panel.add(Label(text, t.NOTE, t.LOW, align="centre").at(cell))
    kinds = (("primary", "End quarter"), ("normal", "Forecast"), ("danger", "Cancel"), ("quiet", "Not now"))
    for kind, text in kinds:
        for state, cell in zip(states, row(area.top(32, gap=8), [Fr()] * 5, 6), strict=True):
            button = Button(f"{kind}.{state}", text, kind=kind, enabled=state != "Off", why_disabled="Off is off").at(
                cell
            )
            button.heat.jump(1.0 if state == "Hover" else 0.0)
            button.pressed = state == "Press"
            button.focused = button.ring = state == "Focus"
            panel.add(button)
    area.top(2)
    line = row(area.top(32), [28, 28, 124, 124, Fr(), 58], 8)
    panel.add(Toggle("toggle.on", True, label="On").at(line[0]))
    panel.add(Toggle("toggle.off", False, label="Off").at(line[1]))
    panel.add(Stepper("stepper", 40_000, high=90_000, step=1000, label="Units", tooltip="Units to order").at(line[2]))
    panel.add(Segmented("segmented", [("1", "1 q"), ("2", "2 q"), ("3", "3 q")], "2", label="Length").at(line[3]))
    panel.add(Slider("slider", 0.6, tick=0.35, label="Share").at(line[4]))

    def caps(canvas: Canvas, place: Rect) -> None:
        draw_badge(canvas, 2, place.x + 12, place.centery)
        draw_cap(canvas, "F", place.x + 34, place.centery)

    panel.add(Painter(caps).at(line[5]))
    return panel


def sample_tips() -> tuple[Tip, Tip]:
    """Two tooltips, the second a line of the first."""
    inner = Tip("Utilisation", lines=(TipLine("First ecosystem, maturity 0.92", "35", "%"),
                                      TipLine("Second, maturity 0.55", "21", "%"),
                                      TipLine("Weighted by fleet", "34", "%", strong=True)))  # fmt: skip
    outer = Tip("Runway", lines=(TipLine("Fleet", "62.9", "k H100e"),
                                 TipLine("× utilisation", "34 %", level=1, tip=inner),
                                 TipLine("Generations", "3.2", "gen", strong=True)), width=264)  # fmt: skip
    return outer, inner


def tooltip_panel(rect: Rect) -> Panel:
    """Show a pinned tooltip with a nested one."""
    panel = Panel("tooltips", "Tooltip: pinned, nested").at(rect)

    def paint(canvas: Canvas, area: Rect) -> None:
        outer, inner = sample_tips()
        a, b = plan_tip(outer), plan_tip(inner)
        draw_tip(canvas, outer, Rect(area.x, area.y - 6, a.width, a.height), pinned=True)
        draw_tip(
            canvas, inner, Rect(min(area.x + 110, area.right - b.width + 4), area.y + 96, b.width, b.height), depth=1
        )

    panel.add(Painter(paint).at(panel.inside))
    outer, _ = sample_tips()
    panel.add(Group("tip.place", rect=Rect(rect.x + 16, rect.bottom - 40, 120, 24), tooltip=outer))
    return panel


def gauges_panel(rect: Rect) -> Panel:
    """Show gauges."""
    panel = Panel("gauges", "Gauges").at(rect)
    area = Area(panel.inside)
    line = row(area.top(70, gap=8), [68, 68, Fr()], 8)
    panel.add(Wafer("wafer.full", 1.0, tooltip="All dies lit").at(line[0]))
    panel.add(Wafer("wafer.half", 0.4, 0.4).at(line[1]))
    panel.add(Label("Runway wafer: lit, lost, dark", t.NOTE, t.MIDDLE, wrap=True).at(line[2].inflate(0, -24)))
    rings = row(area.top(36, gap=10), [Fr(), Fr(1.3)], 8)
    panel.add(RingGauge("ring.run", 0.6, text="Run", figure="60 %").at(rings[0]))
    panel.add(RingGauge("ring.tension", 0.62, text="Tension", figure="62 of 100", colour=t.DANGER).at(rings[1]))
    panel.add(Meter("standing", 0.34, bands=(0.4, 0.6)).at(area.top(10)))
    panel.add(Label("Standing 34, bands at 40 and 60", t.NOTE, t.MIDDLE).at(area.top(20, gap=2)))
    half = row(area.top(20, gap=2), [110, Fr()], 12)
    panel.add(Meter("megawatts", 0.8, colour=t.COMPUTE).at(half[0]))
    panel.add(Label("Megawatts in use", t.NOTE, t.MIDDLE).at(half[1]))
    half = row(area.top(20), [110, Fr()], 12)
    panel.add(Meter("odds", 0.64, tick=0.41).at(half[0]))
    panel.add(Label("Odds 64 %, rolled 41", t.NOTE, t.MIDDLE).at(half[1]))
    return panel


def table_panel(rect: Rect) -> Panel:
    """Show a table."""
    panel = Panel("tables", "Table").at(rect)
    columns = [Column("chip", "Chip"), Column("index", "Index", 54, True), Column("price", "$ each", 64, True),
               Column("lead", "Lead", 40, True)]  # fmt: skip
    figures = (("First", 0.99, 19_270, "now"), ("Second", 0.80, 27_000, "2 q"), ("Third", 0.32, 15_500, "1 q"),
               ("Fourth", 0.15, 12_500, "held"), ("Fifth", 0.12, 4_500, "1 q"))  # fmt: skip
    rows = []
    for i, (name, index, price, lead) in enumerate(figures):
        danger = t.DANGER_TEXT if lead == "held" else None
        rows.append(Row(name, {
            "chip": Cell(f"{name} chip", mark=SIDES[i % 2][::1]),
            "index": Cell(f"{index:.2f}", strong=True, sort=index),
            "price": Cell(f"{price:,}", colour=t.MONEY, sort=price),
            "lead": Cell(lead, colour=danger),
        }, tooltip=f"{name} in the list"))  # fmt: skip
    area = Area(panel.inside)
    note = area.bottom(18)
    panel.add(Table("table", columns, rows, selected="Second", sort="index", label="Chips").at(area.rest))
    panel.add(Label("Row 32 px, numbers right, units in the head", t.NOTE, t.LOW).at(note))
    return panel


def charts_panel(rect: Rect) -> Panel:
    """Show six small charts."""
    panel = Panel("charts", "Charts").at(rect)
    cells = grid(panel.inside, 3, 2, 14)
    fan = tuple((float(i), 1 + 0.4 * i, 1 + 0.9 * i) for i in range(6))
    middle = tuple((float(i), 1 + 0.62 * i) for i in range(6))
    without = tuple((float(i), 1 + 0.3 * i) for i in range(6))
    lines = [Series(middle, t.COMPUTE, band=fan), Series(without, t.MIDDLE, dotted=True)]
    steps = [Series(((0, 1), (1, 2), (2, 4), (4, 5)), t.SIDE_BLUE, steps=True),
             Series(((0, 0), (1.2, 1), (2.4, 3), (4, 4.2)), t.SIDE_VERMILION, steps=True)]  # fmt: skip
    marks = [Mark(2.4, 1.4, t.SIDE_VERMILION, own=True), Mark(4, 5, t.SIDE_BLUE, "square")]
    keys = [("a", t.SERIES[1]), ("b", t.SERIES[0]), ("c", t.SERIES[4])]
    stacks = [Stack(f"{i}", (2 + i * 0.4, 0.6 + i * 0.1, 0.3 * i)) for i in range(4)]
    bars = [Bar("", 6, colour=t.SIDE_VERMILION, error=0.7), Bar("", 8, colour=t.SIDE_BLUE, error=0.5),
            Bar("", 4.5, colour=t.SIDE_BLUE, error=0.6)]  # fmt: skip
    axis = Axis(0, 5)
    made = (
        (LineChart("fan", lines, axis, Axis(0, 6, (2, 4)), bare=True), "Forecast: with, without"),
        (LineChart("steps", steps, axis, Axis(-0.5, 6, (2, 4)), marks=marks, bare=True), "Frontier, yours ringed"),
        (StackedBars("stacks", keys, stacks, bare=True), "Stacked, 1 px gaps"),
        (HBars("rates", bars, limit=5.5, row_h=24, names=0, figures_w=8), "Rates, error and limit"),
        (LineChart("limit", lines[:1], axis, Axis(0, 6, (2, 4)), limits=[(4.6, t.DANGER, "")], bare=True), "Limit"),
        (LineChart("area", [Series(middle, t.MONEY, fill=True, end_dot=True)], axis, Axis(0, 6), bare=True), "Area"),
    )
    for (chart, text), cell in zip(made, cells, strict=True):
        panel.add(chart.at(Rect(cell.x, cell.y - 8, cell.w, cell.h - 14)))
        panel.add(Label(text, t.NOTE, t.MIDDLE).at(Rect(cell.x, cell.bottom - 18, cell.w, 18)))
    return panel


def map_panel(rect: Rect) -> Panel:
    """Show the map's symbols and routes."""
    panel = Panel("symbols", "Map symbols").at(rect)

    def paint(canvas: Canvas, area: Rect) -> None:
        symbols = (("factory", 2, "Fab"), ("layers", 2, "Memory"), ("wrench", 2, "Tools"), ("cpu", 1, "Vendor"),
                   ("landmark", 1, "Capital"), ("pickaxe", 0, "Minerals"))  # fmt: skip
        cells = grid(Rect(area.x, area.y, area.w, 84), 3, 2, 6)
        for (icon, side, text), cell in zip(symbols, cells, strict=True):
            shape, colour = SIDES[side]
            size = 30 if shape == "diamond" else 25
            canvas.plate(shape, cell.x + 16, cell.centery, size, colour, t.mix(t.SEA, colour, 0.16), 1.3)
            canvas.icon(icon, cell.x + 9, cell.centery - 7, 14, colour)
            canvas.text(text, cell.x + 38, cell.centery - 9, t.NOTE, t.MIDDLE)
        routes = (
            ("Open", t.SIDE_BLUE, "open"),
            ("Tools", t.SIDE_SAND, "open"),
            ("Licensed", t.SIDE_BLUE, "dash"),
            ("Leased", t.COMPUTE, "open"),
            ("Grey", t.GREY_ROUTE, "dot"),
            ("Domestic", t.SIDE_VERMILION, "open"),
        )
        lower = Rect(area.x, area.y + 94, area.w, area.h - 94)
        for (text, colour, style), cell in zip(routes, grid(lower, 2, 3, 2), strict=True):
            ends = [(cell.x, cell.centery), (cell.x + 66, cell.centery)]
            if style == "open":
                canvas.lines(ends, colour, 1.8)
                canvas.glow(cell.x + 33, cell.centery, 11, colour, 0.6)
                canvas.fill(Rect(cell.x + 31, cell.centery - 2, 5, 5), t.WHITE)
            else:
                canvas.dashed(ends, colour, 1.8, 8 if style == "dash" else 2, 4)
            canvas.text(text, cell.x + 78, cell.centery - 9, t.NOTE, t.MIDDLE)

    panel.add(Painter(paint).at(panel.inside))
    return panel


def emblems_panel(rect: Rect) -> Panel:
    """Show every emblem that ships, and a text field for good measure."""
    panel = Panel("emblems", "Firm emblems").at(rect)
    names = sorted(path.stem for path in (assets_dir() / "emblems").glob("*.svg") if path.stem != "wordmark")

    def paint(canvas: Canvas, area: Rect) -> None:
        for i, (name, cell) in enumerate(zip(names, grid(area, 7, 2, 4), strict=False)):
            shape, colour = SIDES[i % 3]
            canvas.emblem(name, cell.centerx, cell.y + 28, 52, shape, colour)
            canvas.text(name.capitalize(), cell.centerx, cell.y + 60, t.BODY_STRONG, t.HIGH, "centre", width=cell.w)

    area = Area(panel.inside)
    field = area.bottom(32, gap=0)
    panel.add(Painter(paint).at(area.rest))
    field.w = min(field.w, 280)
    panel.add(TextInput("field", "", hint="Search", icon="search", label="Search").at(field))
    return panel
