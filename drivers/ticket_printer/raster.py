"""Words drawn as dots: the big number, and lines with letters that no code page of the printer has."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from drivers.ticket_printer.base import Align
from drivers.ticket_printer.wrap import wrap

CAP_HEIGHT = 0.727  # of the em, for Inter; other faces are close
LINE_HEIGHT = 1.22
MEDIUM, BOLD = 500, 700
THRESHOLD = 140  # darker than this is black: a dither would fray the edges of letters
FONTS = 6  # kept open: each size and weight is a megabyte
NUMBER_STEP = 8  # a number that must shrink takes one of few sizes, for the same reason
ABSENT = "\U0010fffe"  # a code that no font has


@dataclass(frozen=True)
class Dots:
    """A one-bit picture: `rows` of `width_bytes` bytes each, the highest bit is the left dot, 1 is black."""

    width_bytes: int
    rows: tuple[bytes, ...]


class Pen:
    """Draws with one font file (Inter variable, or any TrueType). Raises OSError when it cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._font = lru_cache(maxsize=FONTS)(self._open)
        self._absent = self._look(ABSENT)
        self.can_draw = lru_cache(maxsize=4096)(self._can_draw)

    def _open(self, size: int, weight: int) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(str(self._path), size)
        try:
            axes = font.get_variation_axes()
        except OSError:  # a font of one weight
            axes = []
        if axes:
            font.set_variation_by_axes([_setting(dict(axis), size, weight) for axis in axes])
        return font

    def _look(self, letter: str) -> bytes:
        return bytes(self._font(32, MEDIUM).getmask(letter))

    def _can_draw(self, letter: str) -> bool:
        """True when the font has the letter: its picture differs from that of a letter that does not exist."""
        return letter.isspace() or self._look(letter) != self._absent

    def paragraph(self, text: str, cap: int, strong: bool, align: Align, width: int) -> Dots:
        """A wrapped paragraph, `width` dots wide, capitals `cap` dots high."""
        size = round(cap / CAP_HEIGHT)
        font = self._font(size, BOLD if strong else MEDIUM)
        lines = wrap(text, font.getlength, width)
        step = round(size * LINE_HEIGHT)
        picture = Image.new("L", (width, step * len(lines)), 255)
        draw = ImageDraw.Draw(picture)
        for index, line in enumerate(lines):
            room = width - font.getlength(line)
            left = {"left": 0.0, "centre": room / 2, "right": room}[align]
            draw.text((max(0.0, left), index * step + size), line, font=font, fill=0, anchor="ls")
        return dots(picture)

    def pair(self, left: str, right: str, cap: int, strong: bool, width: int) -> Dots | None:
        """Two texts at the edges of one line; None when they do not fit beside each other."""
        size = round(cap / CAP_HEIGHT)
        font = self._font(size, BOLD if strong else MEDIUM)
        if font.getlength(left) + font.getlength(right) + size / 2 > width:
            return None
        picture = Image.new("L", (width, round(size * LINE_HEIGHT)), 255)
        draw = ImageDraw.Draw(picture)
        draw.text((0, size), left, font=font, fill=0, anchor="ls")
        draw.text((width, size), right, font=font, fill=0, anchor="rs")
        return dots(picture)

    def number(self, text: str, cap: int, width: int) -> Dots:
        """One line, as high as asked or as high as fits `width`, cut close on every side."""
        size = round(cap / CAP_HEIGHT)
        wide = self._font(size, BOLD).getlength(text)
        if wide > width:
            size = max(1, int(size * width / wide) // NUMBER_STEP) * NUMBER_STEP
        font = self._font(size, BOLD)
        picture = Image.new("L", (width, round(size * LINE_HEIGHT)), 255)
        ImageDraw.Draw(picture).text((0, size), text, font=font, fill=0, anchor="ls")
        box = picture.point(lambda value: 255 - value).getbbox() or (0, 0, 8, 8)
        return dots(picture.crop((max(0, box[0] - 1), box[1], min(width, box[2] + 1), box[3])))


def _setting(axis: Mapping[str, Any], size: int, weight: int) -> float:
    """Inter has an optical size (14-32) and a weight; anything else stays at its default."""
    raw = axis["name"]
    name = raw.decode("ascii", "replace") if isinstance(raw, bytes) else str(raw)
    low, high = float(str(axis["minimum"])), float(str(axis["maximum"]))
    wanted = {"Weight": float(weight), "Optical Size": float(size)}.get(name, float(str(axis["default"])))
    return min(high, max(low, wanted))


def dots(picture: Image.Image) -> Dots:
    """Threshold a grey picture (0 = black) and pack it; the width is filled up to whole bytes with white."""
    width_bytes = (picture.width + 7) // 8
    page = Image.new("L", (width_bytes * 8, picture.height), 255)
    page.paste(picture, (0, 0))
    packed = page.point(lambda value: 255 if value < THRESHOLD else 0).convert("1", dither=Image.Dither.NONE).tobytes()
    return Dots(width_bytes, tuple(packed[i : i + width_bytes] for i in range(0, len(packed), width_bytes)))
