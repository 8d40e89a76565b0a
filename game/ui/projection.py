"""Where a place lies on the map: longitude and latitude to map pixels.

The map is a cylindrical Patterson projection, bent by smooth distortions that give the room to where the game
is played. The land outlines were projected by this very function when the assets were made, so sites and
coasts cannot disagree. Map pixels are those of a 1600 x 900 home screen.
"""

from __future__ import annotations

import math
from functools import lru_cache

BASE_LON = 148.0
CUT_LON = -32.0
PX_PER_RADIAN = 258.0
ORIGIN_XY = (778.0, 536.0)
SPREAD = 1.12
PATTERSON = (1.0148, 0.23185, -0.14499, 0.02406)  # of y = c1 p + c2 p^5 + c3 p^7 + c4 p^9
# degrees from, to, slope between them, degrees over which the slope eases in and out
NARROWED_LON = ((158.0, 236.0, 0.34, 24.0), (16.0, 78.0, 0.36, 16.0))
NORTH = (46.0, 0.5, 16.0)
SOUTH = (-8.0, 0.72, 16.0)
# centre lon, lat, magnification, radius in map px
LENSES = ((119.0, 30.0, 1.12, 142.0), (-95.0, 37.0, 0.34, 120.0))
STEP_DEG = 0.25


def _ease(t: float) -> float:
    t = max(0.0, min(1.0, t))
    return t * t * (3.0 - 2.0 * t)


def _lon_slope(lon: float) -> float:
    slope = 1.0
    for low, high, narrow, ease in NARROWED_LON:
        inside = _ease((lon - low) / ease + 0.5) * (1.0 - _ease((lon - high) / ease + 0.5))
        slope *= 1.0 - (1.0 - narrow) * inside
    return slope


def _lat_slope(lat: float) -> float:
    north = 1.0 - (1.0 - NORTH[1]) * _ease((lat - NORTH[0]) / NORTH[2] + 0.5)
    south = 1.0 - (1.0 - SOUTH[1]) * (1.0 - _ease((lat - SOUTH[0]) / SOUTH[2] + 0.5))
    return north * south


@lru_cache(maxsize=1)
def _tables() -> tuple[list[float], list[float]]:
    """Running sums of both slopes, one entry a quarter degree."""
    lon_sum, lat_sum = [0.0], [0.0]
    for i in range(int(360 / STEP_DEG)):
        lon_sum.append(lon_sum[-1] + _lon_slope(CUT_LON + (i + 0.5) * STEP_DEG) * STEP_DEG)
    for i in range(int(180 / STEP_DEG)):
        lat_sum.append(lat_sum[-1] + _lat_slope(-90.0 + (i + 0.5) * STEP_DEG) * STEP_DEG)
    return lon_sum, lat_sum


def _read(table: list[float], steps: float) -> float:
    index = max(0, min(len(table) - 2, int(steps)))
    return table[index] + (table[index + 1] - table[index]) * (steps - index)


def _before_lenses(lon: float, lat: float) -> tuple[float, float]:
    lon_sum, lat_sum = _tables()
    turned = lon if CUT_LON <= lon <= CUT_LON + 360.0 else (lon - CUT_LON) % 360.0 + CUT_LON
    away = _read(lon_sum, (turned - CUT_LON) / STEP_DEG) - _read(lon_sum, (BASE_LON - CUT_LON) / STEP_DEG)
    up = _read(lat_sum, (lat + 90.0) / STEP_DEG) - _read(lat_sum, 90.0 / STEP_DEG)
    p = math.radians(up * SPREAD)
    c1, c2, c3, c4 = PATTERSON
    height = c1 * p + c2 * p**5 + c3 * p**7 + c4 * p**9
    x, y = ORIGIN_XY
    return x + PX_PER_RADIAN * math.radians(away * SPREAD), y - PX_PER_RADIAN * height


@lru_cache(maxsize=len(LENSES))
def _centre(lon: float, lat: float) -> tuple[float, float]:
    return _before_lenses(lon, lat)


def lonlat_to_xy(lon: float, lat: float) -> tuple[float, float]:
    """Map px of a place given in degrees east and north."""
    x, y = _before_lenses(lon, lat)
    for lens_lon, lens_lat, strength, radius in LENSES:
        cx, cy = _centre(lens_lon, lens_lat)
        dx, dy = x - cx, y - cy
        pull = 1.0 + strength * math.exp(-(dx * dx + dy * dy) / (2.0 * radius * radius))
        x, y = cx + dx * pull, cy + dy * pull
    return x, y
