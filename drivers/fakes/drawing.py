"""Draws a paper as a picture, dot by dot, from what the printer received."""

import io
from functools import lru_cache
from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from drivers.fakes.paper import Code, Feed, Paper, Picture, Thing, Words

CELL_WIDTH, CELL_HEIGHT, LINE = 12, 24, 30
MARGIN = 24  # unprintable edge, and some air
HERE = Path(__file__).resolve()
FONTS = (
    HERE.parents[2] / "config" / "fonts" / "NotoSans.ttf",
    HERE.parents[2] / "kiosk" / "defaults" / "fonts" / "NotoSans.ttf",
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"),
)


def png(paper: Paper) -> bytes:
    """The paper as a PNG file, one pixel a dot (8 a millimetre)."""
    pieces = [piece for piece in (_draw(thing, paper.width_dots) for thing in paper.things) if piece.height]
    sheet = Image.new("L", (paper.width_dots + 2 * MARGIN, sum(p.height for p in pieces) + 2 * MARGIN), 255)
    top = MARGIN
    for piece in pieces:
        sheet.paste(piece, (MARGIN, top))
        top += piece.height
    if paper.cut:
        draw = ImageDraw.Draw(sheet)
        for left in range(0, sheet.width, 8):
            draw.line((left, sheet.height - 1, left + 3, sheet.height - 1), fill=0)
    file = io.BytesIO()
    sheet.convert("1", dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _draw(thing: Thing, width: int) -> Image.Image:
    match thing:
        case Words():
            return _words(thing, width)
        case Picture():
            return _aligned(_picture(thing), thing.align, width, thing_height=len(thing.rows))
        case Code():
            code = _code(thing)
            return _aligned(code, thing.align, width, thing_height=code.height)
        case Feed():
            return Image.new("L", (width, thing.dots), 255)


def _aligned(piece: Image.Image, align: str, width: int, *, thing_height: int) -> Image.Image:
    strip = Image.new("L", (width, thing_height), 255)
    room = width - piece.width
    strip.paste(piece, ({"left": 0, "centre": room // 2, "right": room}[align], 0))
    return strip


def _words(words: Words, width: int) -> Image.Image:
    row = Image.new("L", (CELL_WIDTH * max(1, len(words.text)), CELL_HEIGHT), 255)
    for index, letter in enumerate(words.text):
        row.paste(_cell(letter, words.bold), (index * CELL_WIDTH, 0))
    row = row.resize((row.width * words.width, row.height * words.height), Image.Resampling.NEAREST)
    return _aligned(row, words.align, width, thing_height=max(LINE, CELL_HEIGHT * words.height))


@lru_cache(maxsize=1024)
def _cell(letter: str, bold: bool) -> Image.Image:
    """One letter of the printer's own font: any face, squeezed into the 12 x 24 cell."""
    font = _font(bold)
    wide = max(CELL_WIDTH, round(font.getlength(letter)) + 1)
    cell = Image.new("L", (wide, CELL_HEIGHT), 255)
    left = (wide - font.getlength(letter)) / 2
    ImageDraw.Draw(cell).text((left, 19), letter, font=font, fill=0, anchor="ls")
    squeezed = cell.resize((CELL_WIDTH, CELL_HEIGHT), Image.Resampling.LANCZOS) if wide > CELL_WIDTH else cell
    return squeezed.point(lambda value: 0 if value < 150 else 255)


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for path in FONTS:
        if path.is_file():
            font = ImageFont.truetype(str(path), 22)
            if "NotoSans" in path.name:
                font.set_variation_by_axes([700.0 if bold else 500.0, 75.0])
            return font
    return ImageFont.load_default()


def _picture(picture: Picture) -> Image.Image:
    size = (picture.width_bytes * 8, len(picture.rows))
    if not all(size):
        return Image.new("L", (1, max(1, size[1])), 255)
    dots = Image.frombytes("1", size, b"".join(picture.rows)).convert("L")
    return dots.point(lambda value: 255 - value)


def _code(code: Code) -> Image.Image:
    made = segno.make_qr(code.data.encode("latin-1"), error=code.error, boost_error=False)
    rows = [bytes(0 if module else 255 for module in row) for row in made.matrix]
    modules = Image.frombytes("L", (len(rows), len(rows)), b"".join(rows))
    size = max(1, code.size) * len(rows)
    return modules.resize((size, size), Image.Resampling.NEAREST)
