"""Sounds: ticks, presses, shipments, warnings, and a quiet bed that leans from calm to tense with the world.

Where there is no sound device, or a file is missing, nothing sounds, and the game goes on.
"""

from __future__ import annotations

import pygame

from game.paths import assets_dir

BEDS = ("bed-calm", "bed-tense")
FADE_MS = 1500


class Sounds:
    """Short sounds by name, and a quiet bed of two layers that follows tension, 0 to 1.

    The device is opened by the first `wake` after sound was asked for, so that the first picture need not wait for it.
    """

    def __init__(self) -> None:
        self.on = False
        self.volume = 0.7
        self.music_volume = 0.5
        self.tension = 0.0
        self._asleep = False
        self._broken = False
        self._loaded: dict[str, pygame.mixer.Sound | None] = {}
        self._beds: list[pygame.mixer.Channel] = []

    @property
    def works(self) -> bool:
        """Whether sound is to be had, as far as was tried."""
        return not self._broken

    def use(self, on: bool, volume: float = 0.7, music_volume: float = 0.5) -> None:
        """Switch sound on or off and set how loud it is, 0 to 1 each; it begins with the next `wake`."""
        self.on, self.volume, self.music_volume = on and not self._broken, volume, music_volume
        self._asleep = self.on
        if not on:
            self._stop_beds()

    def wake(self) -> None:
        """Begin to sound if that was asked for; called between frames."""
        if not self._asleep:
            return
        self._asleep = False
        if self._ready():
            self._start_beds()
            self.set_tension(self.tension)

    def _stop_beds(self) -> None:
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
            except (pygame.error, NotImplementedError):
                self._broken, self.on = True, False
        return not self._broken

    def _load(self, name: str) -> pygame.mixer.Sound | None:
        if name not in self._loaded:
            try:
                self._loaded[name] = pygame.mixer.Sound(str(assets_dir() / "sounds" / f"{name}.ogg"))
            except (pygame.error, OSError):
                self._loaded[name] = None
        return self._loaded[name]

    def _start_beds(self) -> None:
        if self.music_volume <= 0:
            self._stop_beds()
            return
        for i, name in enumerate(BEDS if not self._beds else ()):
            sound = self._load(name)
            if sound is not None:
                channel = pygame.mixer.Channel(i)
                channel.play(sound, loops=-1, fade_ms=FADE_MS)
                self._beds.append(channel)

    def play(self, name: str) -> None:
        """Play a sound: tick, press, thump, shipment, chime or alarm."""
        self.wake()
        if not self.on or self.volume <= 0 or not self._ready():
            return
        sound = self._load(name)
        if sound is not None:
            sound.set_volume(self.volume)
            sound.play()

    @property
    def bed(self) -> tuple[float, float]:
        """How loud the calm and the tense layer are, 0 to 1."""
        calm, tense = self.music_volume * (1.0 - 0.6 * self.tension), self.music_volume * self.tension
        return (calm, tense) if self.on else (0.0, 0.0)

    def set_tension(self, tension: float) -> None:
        """Lean the bed towards calm or tense."""
        self.tension = max(0.0, min(1.0, tension))
        for channel, loud in zip(self._beds, self.bed, strict=False):
            channel.set_volume(loud)
