"""The game's sign as icon files of Windows and macOS: pictures as PNG, one after another behind a short head."""

import io
import struct

import pygame

from game.ui.brand import window_icon

ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICNS_KINDS = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def png(px: int) -> bytes:
    """The sign at a size, px."""
    out = io.BytesIO()
    pygame.image.save(window_icon(px), out, "icon.png")
    return out.getvalue()


def ico() -> bytes:
    """All sizes that Windows asks for."""
    pictures = [png(px) for px in ICO_SIZES]
    head, place = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    for px, picture in zip(ICO_SIZES, pictures, strict=True):
        head += struct.pack("<BBBBHHII", px % 256, px % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures)


def icns() -> bytes:
    """All sizes that macOS asks for."""
    parts = []
    for kind, px in ICNS_KINDS.items():
        picture = png(px)
        parts.append(kind + struct.pack(">I", 8 + len(picture)) + picture)
    body = b"".join(parts)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body
