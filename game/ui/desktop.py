"""The game among the programs of a Linux desktop: an entry and its picture in the player's folders."""

from __future__ import annotations

import pygame

from game.paths import desktop_entry, desktop_icon, made, program_to_click
from game.ui.brand import window_icon

ENTRY = """[Desktop Entry]
Type=Application
Name=Tapeout
Comment=A turn-based strategy game of the AI chip race
Comment[zh_CN]=人工智能芯片竞赛的回合制策略游戏
Exec={program}
Icon={icon}
Terminal=false
Categories=Game;StrategyGame;
StartupWMClass=tapeout
"""
ICON_PX = 256


def run(remove: bool = False) -> None:
    """Write the entry and its picture, or take both away; tells where. Raises OSError."""
    entry, icon = desktop_entry(), desktop_icon()
    if remove:
        entry.unlink(missing_ok=True)
        icon.unlink(missing_ok=True)
        print(f"removed: {entry}")
        return
    made(icon.parent)
    pygame.image.save(window_icon(ICON_PX), str(icon))
    text = ENTRY.format(program=" ".join(map(quoted, program_to_click())), icon=icon)
    (made(entry.parent) / entry.name).write_text(text, encoding="utf-8")
    print(entry)


def quoted(word: str) -> str:
    """A word of a command as desktop entries write it: quotes, and the signs that mean something in them."""
    for sign, written in (("\\", "\\\\\\\\"), ('"', '\\\\"'), ("`", "\\\\`"), ("$", "\\\\$"), ("%", "%%")):
        word = word.replace(sign, written)
    return f'"{word}"'
