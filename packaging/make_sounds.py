"""Make the game's few sounds by formula; run by hand when one changes, never by the game.

pip install soundfile
python packaging/make_sounds.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

RATE = 32_000
OUT = Path(__file__).resolve().parent.parent / "assets" / "sounds"
BED_S = 16.0

Wave = np.ndarray[Any, np.dtype[np.float64]]


def time_of(seconds: float) -> Wave:
    """Sample times."""
    return np.arange(int(RATE * seconds)) / RATE


def tone(hz: float, seconds: float, fall: float, bend: float = 0.0) -> Wave:
    """A sine that dies away; `bend` lowers it as it goes."""
    t = time_of(seconds)
    return np.sin(2 * np.pi * (hz * t - bend * t * t)) * np.exp(-t * fall)


def noise(seconds: float, fall: float, smooth: int, seed: int) -> Wave:
    """Soft noise that dies away."""
    grains = np.random.default_rng(seed).normal(size=int(RATE * seconds) + smooth)
    soft = np.convolve(grains, np.ones(smooth) / smooth, mode="valid")[: int(RATE * seconds)]
    return soft * np.exp(-time_of(seconds) * fall)


def edges(wave: Wave, seconds: float = 0.004) -> Wave:
    """Fade both ends, so that nothing clicks."""
    n = int(RATE * seconds)
    ramp = np.linspace(0, 1, n)
    out = wave.copy()
    out[:n] *= ramp
    out[-n:] *= ramp[::-1]
    return out


def bed(chord: tuple[float, ...], beat: float, seed: int) -> Wave:
    """A quiet loop: slow beating tones and a breath of noise; every part fits the loop's length exactly."""
    t = time_of(BED_S)
    out = np.zeros_like(t)
    for i, hz in enumerate(chord):
        whole = round(hz * BED_S) / BED_S
        slow = round((0.06 + 0.02 * i) * BED_S) / BED_S or 1 / BED_S
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * slow * t + i)
        out += swell * np.sin(2 * np.pi * whole * t + i) / (1 + 0.5 * i)
    air = np.random.default_rng(seed).normal(size=len(t))
    spectrum = np.fft.rfft(air)
    hz_axis = np.fft.rfftfreq(len(t), 1 / RATE)
    spectrum *= np.exp(-(((hz_axis - 400) / 350) ** 2))
    breath = np.fft.irfft(spectrum, len(t))
    out += 0.35 * breath / np.abs(breath).max()
    if beat:
        pulse = np.exp(-((t * beat) % 1.0) * 7)
        out += 0.7 * pulse * np.sin(2 * np.pi * round(49 * BED_S) / BED_S * t)
    return out / np.abs(out).max()


def sounds() -> dict[str, Wave]:
    """Every sound by name, from -1 to 1."""
    thump = tone(92, 0.45, 9, bend=60) + 0.5 * noise(0.45, 22, 24, 3)
    wave, hull = noise(1.1, 2.4, 60, 7), tone(110, 1.1, 3.2) + 0.6 * tone(164.8, 1.1, 3.0)
    shipment = 0.8 * wave / np.abs(wave).max() * np.sin(np.pi * time_of(1.1) / 1.1) ** 2 + 0.5 * hull
    chime = np.concatenate([tone(523, 0.09, 10), tone(784, 0.5, 7)])
    alarm = np.concatenate([tone(392, 0.14, 6), tone(370, 0.14, 6), tone(349, 0.5, 5)])
    return {
        "tick": 0.35 * edges(tone(1900, 0.035, 130) + 0.3 * noise(0.035, 160, 3, 1), 0.001),
        "press": 0.45 * edges(tone(300, 0.07, 60) + 0.5 * tone(1200, 0.07, 110), 0.001),
        "thump": 0.8 * edges(thump / np.abs(thump).max()),
        "shipment": 0.45 * edges(shipment / np.abs(shipment).max(), 0.05),
        "chime": 0.5 * edges(chime),
        "alarm": 0.55 * edges(alarm),
        "bed-calm": 0.35 * bed((65.4, 98.0, 130.8, 196.0), 0.0, 5),
        "bed-tense": 0.35 * bed((61.7, 92.5, 123.5, 130.8), 1.0, 6),
    }


def main() -> int:
    """Write all sounds."""
    import soundfile  # noqa: PLC0415  (needed here alone)

    OUT.mkdir(parents=True, exist_ok=True)
    for name, wave in sounds().items():
        soundfile.write(OUT / f"{name}.ogg", wave.astype(np.float32), RATE, format="OGG", subtype="VORBIS")
    (OUT / "LICENSE.txt").write_text(
        "Made by packaging/make_sounds.py; under the same licence as the game (see LICENSE).\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
