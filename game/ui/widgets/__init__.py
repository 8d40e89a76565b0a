"""All widgets by name, so that a screen needs one import."""

from game.ui.widgets.baked import Baked
from game.ui.widgets.bars import Bar, Fall, HBars, Histogram, Stack, StackedBars, Waterfall, legend
from game.ui.widgets.base import Group, Widget
from game.ui.widgets.button import Button, IconButton, cap_width, draw_badge, draw_cap
from game.ui.widgets.card import Card, MoveCard
from game.ui.widgets.chart import Axis, LineChart, Mark, Plot, Series, nice_axis, sparkline
from game.ui.widgets.choice import Choice, Option, Segmented, Tabs
from game.ui.widgets.decision_wafer import DecisionWafer
from game.ui.widgets.dialog import Answer, Ask, Dialog
from game.ui.widgets.gauge import Meter, RingGauge, Wafer, wafer_dies
from game.ui.widgets.map_things import Flow, Gate, Site
from game.ui.widgets.panel import Label, Line, Painter, Panel, Rule
from game.ui.widgets.scroll import ScrollView
from game.ui.widgets.slider import Slider
from game.ui.widgets.spec_plot import Region, SpecPlot, Spot
from game.ui.widgets.split_bar import Part, SplitBar
from game.ui.widgets.stepper import Stepper
from game.ui.widgets.streams import ShareStreams, Stream
from game.ui.widgets.table import Cell, Column, Row, Table
from game.ui.widgets.tag import Emblem, Picture, Tag, draw_delta, draw_tag, tag_width
from game.ui.widgets.text_input import TextInput
from game.ui.widgets.timeline import RuleBar, RuleGroup, RuleTimeline
from game.ui.widgets.tip import Tip, TipLine
from game.ui.widgets.toast import Toasts
from game.ui.widgets.toggle import Toggle
from game.ui.widgets.world_map import WorldMap

__all__ = [
    "Answer", "Ask", "Axis", "Baked", "Bar", "Button", "Card", "Cell", "Choice", "Column", "DecisionWafer",
    "Dialog", "Emblem", "Fall", "Flow", "Gate", "Group", "HBars", "Histogram", "IconButton", "Label", "Line",
    "LineChart", "Mark", "Meter", "MoveCard", "Option", "Painter", "Panel", "Part", "Picture", "Plot", "Region",
    "RingGauge", "Row", "Rule", "RuleBar", "RuleGroup", "RuleTimeline", "ScrollView", "Segmented", "Series",
    "ShareStreams", "Site", "Slider", "SpecPlot", "SplitBar", "Spot", "Stack", "StackedBars", "Stepper",
    "Stream", "Table", "Tabs", "Tag", "TextInput", "Tip", "TipLine", "Toasts", "Toggle", "Wafer", "Waterfall",
    "Widget", "WorldMap", "cap_width", "draw_badge", "draw_cap", "draw_delta", "draw_tag", "legend",
    "nice_axis", "sparkline", "tag_width", "wafer_dies",
]  # fmt: skip
