"""Make the asset folders from public npm packages and our own drawings.

Run by hand when a font, an icon or the map changes; the game never runs it::

    npm install @ibm/plex-sans @ibm/plex-sans-condensed @ibm/plex-mono source-serif lucide-static world-atlas
    pip install fonttools brotli
    python packaging/make_assets.py node_modules [path/to/our/art]

Fonts are unpacked from WOFF2 with every table as it was. Icons are copied with their licence. Emblems lose
their plate, because the plate's shape and colour are the country's data. The map is projected once, here.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import sys
from collections.abc import Iterable
from operator import mul
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from game.ui.dashes import dashes  # noqa: E402
from game.ui.projection import BASE_LON, CUT_LON, lonlat_to_xy  # noqa: E402

ASSETS = ROOT / "assets"
FONTS = {
    "plex-sans": ("IBMPlexSans", ("Regular", "Medium", "SemiBold")),
    "plex-sans-condensed": ("IBMPlexSansCondensed", ("Regular", "Medium", "SemiBold")),
    "plex-mono": ("IBMPlexMono", ("Regular",)),
}
SERIF = ("SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Bold",
         "SourceSerif4Display-Semibold", "SourceSerif4Display-Bold")  # fmt: skip
ICONS = (
    "activity", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "atom", "banknote", "bell", "binoculars",
    "book-open", "brain-circuit", "building-2", "calculator", "calendar", "chart-bar", "chart-line",
    "chart-no-axes-combined", "check", "chevron-down", "chevron-left", "chevron-right", "chevron-up",
    "circle-alert", "circle-dollar-sign", "circle-help", "clock", "cloud", "coins", "copy", "cpu", "crosshair",
    "database", "dices", "dot", "download", "ellipsis", "external-link", "eye", "eye-off", "factory",
    "fast-forward", "feather", "file-text", "flag", "flask-conical", "folder-open", "fuel", "gauge", "gavel",
    "git-branch", "globe", "hammer", "hand-coins", "handshake", "hard-drive", "history", "house", "info",
    "keyboard", "landmark", "languages", "layers", "link", "list", "lock", "lock-open", "mail", "map",
    "maximize", "medal", "megaphone", "memory-stick", "menu", "minus", "monitor", "mountain", "network",
    "newspaper", "package", "pause", "pencil", "pickaxe", "pin", "pin-off", "play", "plug", "plus", "power",
    "radio", "refresh-cw", "rocket", "rotate-ccw", "route", "save", "scale", "scan-eye", "scroll-text",
    "search", "server", "settings", "share-2", "shield", "shield-check", "ship", "shopping-cart",
    "skip-forward", "sliders-horizontal", "sparkles", "square-stack", "stamp", "star", "step-forward", "store",
    "sun", "swords", "target", "timer", "trash-2", "trending-down", "trending-up", "triangle-alert", "trophy",
    "truck", "undo-2", "unplug", "user", "users", "users-round", "volume-2", "volume-x", "warehouse", "wrench",
    "x", "zap", "zoom-in", "zoom-out", "boxes", "radar", "palette", "accessibility", "file-json", "folder-cog",
    "bug", "flame", "lightbulb",
)  # fmt: skip
UNITS_PER_PX = 8  # map points are whole eighths of a map pixel, fine enough for a 4K window
SMALLEST_RING_PX2 = 0.6
SIMPLIFY_PX = 0.14

Point = tuple[float, float]


def make_fonts(packages: Path) -> None:
    """Unpack the weights in use and put each family's licence beside them."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  (needed for fonts alone)

    out = ASSETS / "fonts"
    out.mkdir(parents=True, exist_ok=True)
    for package, (family, weights) in FONTS.items():
        source = packages / "@ibm" / package
        for weight in weights:
            packed = source / "fonts" / "complete" / "woff2" / f"{family}-{weight}.woff2"
            font = TTFont(packed, recalcTimestamp=False, recalcBBoxes=False)
            font.flavor = None
            suffix = "otf" if "CFF " in font else "ttf"
            font.save(out / f"{family}-{weight}.{suffix}", reorderTables=None)
        shutil.copyfile(source / "LICENSE.txt", out / "LICENSE-IBM-Plex.txt")
    serif = packages / "source-serif"
    for weight in SERIF:
        shutil.copyfile(serif / "TTF" / f"{weight}.ttf", out / f"{weight}.ttf")
    shutil.copyfile(serif / "LICENSE.md", out / "LICENSE-Source-Serif.md")


def make_icons(packages: Path) -> None:
    """Copy the icons in use."""
    out = ASSETS / "icons"
    out.mkdir(parents=True, exist_ok=True)
    for name in ICONS:
        source = packages / "lucide-static" / "icons" / f"{name}.svg"
        if not source.exists():
            print(f"no icon named {name}")
            continue
        text = re.sub(r"<!--.*?-->\s*", "", source.read_text(encoding="utf-8"))
        (out / f"{name}.svg").write_text(re.sub(r"\s+", " ", text).strip() + "\n", encoding="utf-8")
    shutil.copyfile(packages / "lucide-static" / "LICENSE", out / "LICENSE-Lucide.txt")


def dash_points(d: str) -> list[list[Point]]:
    """Sample a path of absolute M, C, H and V commands into lines of points."""
    lines: list[list[Point]] = []
    for letter, numbers in re.findall(r"([MCHVL])([^MCHVLZ]*)", d):
        v = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        if letter == "M":
            lines.append([(v[0], v[1])])
            continue
        x, y = lines[-1][-1]
        if letter == "C":
            for i in range(1, 65):
                t, u = i / 64, 1 - i / 64
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                xs, ys = (x, v[0], v[2], v[4]), (y, v[1], v[3], v[5])
                lines[-1].append((sum(map(mul, weights, xs)), sum(map(mul, weights, ys))))
        else:
            end = {"H": (v[0], y), "V": (x, v[0])}.get(letter) or (v[0], v[1])
            lines[-1].append(end)
    return lines


def undashed(text: str) -> str:
    """Write dashes out as lines of their own: the SVG reader in the game draws dashed curves badly."""

    def rewrite(match: re.Match[str]) -> str:
        on, off = (float(n) for n in match[3].split())
        pieces = [piece for line in dash_points(match[1]) for piece in dashes(line, on, off)]
        d = "".join("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in piece) for piece in pieces)
        return f'<path d="{d}" fill="none"{match[2]}/>'

    pattern = r'<path d="([^"]*)"((?: (?!stroke-dasharray)[\w-]+="[^"]*")*) stroke-dasharray="([^"]*)"\s*/>'
    return re.sub(pattern, lambda m: rewrite(m).replace('fill="none" fill="none"', 'fill="none"'), text)


def make_art(art: Path) -> None:
    """Take our own drawings; the first shape in an emblem is its plate, which the game draws itself."""
    for kind in ("emblems", "scenes"):
        out = ASSETS / kind
        out.mkdir(parents=True, exist_ok=True)
        for source in sorted((art / kind).glob("*.svg")):
            text = source.read_text(encoding="utf-8")
            if kind == "emblems":
                text = re.sub(r'(<g transform="scale\(1\)">)<(?:circle|rect)[^>]*/>', r"\1", text, count=1)
                text = text.replace("#EAF0F7", "currentColor")
            (out / source.name).write_text(undashed(text).rstrip() + "\n", encoding="utf-8")
    mark = (art / "wordmark.svg").read_text(encoding="utf-8").replace("#F3ECDD", "currentColor")
    mark = re.sub(r'<path d="M-5.5 52L0 43L5.5 52Z"[^>]*/>', "", mark)
    (ASSETS / "emblems" / "wordmark.svg").write_text(mark.rstrip() + "\n", encoding="utf-8")
    for kind in ("emblems", "scenes"):
        (ASSETS / kind / "LICENSE.txt").write_text(
            "Drawn for Tapeout; under the same licence as the game (see LICENSE).\n", encoding="utf-8"
        )


def rings_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Every closed ring of a TopoJSON file as degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    rings: list[list[Point]] = []
    for geometry in next(iter(topology["objects"].values()))["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for indices in polygon:
                ring: list[Point] = []
                for index in indices:
                    points = arcs[index] if index >= 0 else arcs[~index][::-1]
                    ring.extend(points[1:] if ring else points)
                rings.append(ring[:-1])
    return rings


def unwrap(ring: list[Point]) -> list[Point]:
    """Make longitudes run on without a jump, so that a ring over 180 degrees stays whole."""
    out = [ring[0]]
    for lon, lat in ring[1:]:
        last = out[-1][0]
        out.append((lon + 360 * round((last - lon) / 360), lat))
    return out


def clip(ring: list[Point], edge: float, keep_greater: bool) -> list[Point]:
    """Cut a ring by one meridian."""
    out: list[Point] = []
    sign = 1 if keep_greater else -1
    for (ax, ay), (bx, by) in zip(ring[-1:] + ring[:-1], ring, strict=True):
        a_in, b_in = sign * (ax - edge) >= 0, sign * (bx - edge) >= 0
        if a_in != b_in:
            t = (edge - ax) / (bx - ax)
            out.append((edge, ay + t * (by - ay)))
        if b_in:
            out.append((bx, by))
    return out


def densify(ring: list[Point]) -> list[Point]:
    """Add points to long straight edges, which the projection bends."""
    out: list[Point] = []
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        steps = max(1, int(max(abs(bx - ax), abs(by - ay))))
        out.extend((ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps))
    return out


def simplify(points: list[Point], keep: list[bool]) -> list[int]:
    """Douglas and Peucker's thinning; returns the indices that stay. Points marked in `keep` always stay."""
    fixed = [i for i, flag in enumerate(keep) if flag or i in (0, len(points) // 2, len(points) - 1)]
    stay: set[int] = set(fixed)
    stack = list(itertools.pairwise(fixed))
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = max(1e-9, ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)
        worst, where = 0.0, 0
        for i in range(first + 1, last):
            px, py = points[i]
            off = abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
            if off > worst:
                worst, where = off, i
        if worst > SIMPLIFY_PX:
            stay.add(where)
            stack += [(first, where), (where, last)]
    return sorted(stay)


def is_cut(lon: float) -> bool:
    """Whether a point lies on the map's edge or on the source's own cut at 180 degrees."""
    return any(abs((lon - at + 180) % 360 - 180) < 1e-6 for at in (CUT_LON, 180.0))


def signed_area(points: list[Point]) -> float:
    """Area in map px; its sign tells which way round the ring runs."""
    ends = points[1:] + points[:1]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, ends, strict=True)) / 2


def project_rings(rings: Iterable[list[Point]]) -> tuple[list[list[int]], list[list[int]], list[float]]:
    """Projected rings in map units, for each the edges that are cuts rather than coast, and its area."""
    flat: list[list[int]] = []
    cuts: list[list[int]] = []
    areas: list[float] = []
    for raw in rings:
        if max(lat for _, lat in raw) < -58:
            continue
        ring = unwrap(raw)
        for turn in (-360, 0, 360, 720):
            low = CUT_LON + turn
            part = clip(clip(ring, low, True), low + 360, False) if ring else []
            if len(part) < 3:
                continue
            part = [(lon - turn, lat) for lon, lat in densify(part)]
            points = [lonlat_to_xy(min(lon, CUT_LON + 360), lat) for lon, lat in part]
            area = signed_area(points)
            if abs(area) < SMALLEST_RING_PX2:
                continue
            areas.append(area)
            edge = [is_cut(lon) for lon, _ in part]
            index = simplify(points, edge)
            flat.append([round(v * UNITS_PER_PX) for i in index for v in points[i]])
            pairs = zip(index, index[1:] + index[:1], strict=True)
            cuts.append([k for k, (i, j) in enumerate(pairs) if edge[i] and edge[j]])
    return flat, cuts, areas


def make_map(packages: Path) -> None:
    """Project the land outlines and write them; nothing but coast lines ships."""
    out = ASSETS / "map"
    out.mkdir(parents=True, exist_ok=True)
    topology = json.loads((packages / "world-atlas" / "land-50m.json").read_text(encoding="utf-8"))
    rings, cuts, areas = project_rings(rings_of(topology))
    largest = max(areas, key=abs)
    data = {
        "note": f"land outlines, 1/{UNITS_PER_PX} map px, centred on {BASE_LON:g} E; made by make_assets.py",
        "units_per_px": UNITS_PER_PX,
        "rings": rings,
        "holes": [i for i, area in enumerate(areas) if area * largest < 0],
        "cuts": {str(i): edges for i, edges in enumerate(cuts) if edges},
    }
    (out / "land.json").write_text(json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8")
    (out / "LICENSE.txt").write_text(
        "Land outlines: Natural Earth (public domain), by way of world-atlas (ISC licence, Michael Bostock).\n",
        encoding="utf-8",
    )


def main() -> int:
    """Make everything the given folders hold the sources of."""
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    packages = Path(sys.argv[1])
    make_fonts(packages)
    make_icons(packages)
    make_map(packages)
    if len(sys.argv) > 2:
        make_art(Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
