"""What the departments' screens share: their base, small pieces of a panel, and how things are named and coloured."""

from game.ui.screens.parts.course import course_axis
from game.ui.screens.parts.department import Department
from game.ui.screens.parts.pieces import (
    Emblem,
    Pile,
    Scroller,
    Tag,
    fact,
    heading,
    note_line,
    number_spans,
    stepper_row,
)
from game.ui.screens.parts.placing import anchored
from game.ui.screens.parts.say import h100e, maybe, megawatts, q_span, q_text, q_turn, term_lines, times, users

__all__ = [
    "Department",
    "Emblem",
    "Pile",
    "Scroller",
    "Tag",
    "anchored",
    "course_axis",
    "fact",
    "h100e",
    "heading",
    "maybe",
    "megawatts",
    "note_line",
    "number_spans",
    "q_span",
    "q_text",
    "q_turn",
    "stepper_row",
    "term_lines",
    "times",
    "users",
]
