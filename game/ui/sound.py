"""Sounds: off until asked for, and silent without complaint where there is no sound device."""

from __future__ import annotations

import pygame

from game.paths import assets_dir

BEDS = ("bed-calm", "bed-tense")
FADE_MS = 1500


class Sounds:
    """Short sounds by name, and a quiet bed of two layers that follows tension, 0 to 1."""

    def __init__(self) -> None:
        self.on = False
        self.volume = 0.7
        self.music_volume = 0.5
        self.tension = 0.0
        self._broken = False
        self._loaded: dict[str, pygame.mixer.Sound] = {}
        self._beds: list[pygame.mixer.Channel] = []

    def use(self, on: bool, volume: float = 0.7, music_volume: float = 0.5) -> None:
        """Switch sound on or off and set how loud it is, 0 to 1 each."""
        self.on, self.volume, self.music_volume = on and not self._broken, volume, music_volume
        if self.on and self._ready():
            self._start_beds()
            self.set_tension(self.tension)
        elif not on and self._beds:
            for channel in self._beds:
                channel.fadeout(FADE_MS)
            self._beds = []

    def _ready(self) -> bool:
        if self._broken:
            return False
        if pygame.mixer.get_init() is None:
            try:
                pygame.mixer.init(frequency=32_000, channels=2, buffer=1024)
                pygame.mixer.set_reserved(len(BEDS))
            except pygame.error:
                self._broken, self.on = True, False
        return not self._broken

    def _load(self, name: str) -> pygame.mixer.Sound:
        if name not in self._loaded:
            self._loaded[name] = pygame.mixer.Sound(str(assets_dir() / "sounds" / f"{name}.ogg"))
        return self._loaded[name]

    def _start_beds(self) -> None:
        if self._beds or self.music_volume <= 0:
            return
        for i, name in enumerate(BEDS):
            channel = pygame.mixer.Channel(i)
            channel.play(self._load(name), loops=-1, fade_ms=FADE_MS)
            self._beds.append(channel)

    def play(self, name: str) -> None:
        """Play a sound: tick, press, thump, chime or alarm."""
        if self.on and self.volume > 0 and self._ready():
            sound = self._load(name)
            sound.set_volume(self.volume)
            sound.play()

    def set_tension(self, tension: float) -> None:
        """Lean the bed towards calm or tense."""
        self.tension = max(0.0, min(1.0, tension))
        if self.on and self._beds:
            self._beds[0].set_volume(self.music_volume * (1.0 - 0.6 * self.tension))
            self._beds[1].set_volume(self.music_volume * self.tension)
