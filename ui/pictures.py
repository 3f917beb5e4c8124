"""Draws every screen of every part in every mode, and one contact sheet: `python -m ui.pictures OUT [--only TEXT]`."""

from importlib import import_module
from importlib.util import find_spec
from math import ceil
from pathlib import Path

import click
from PIL import Image

PARTS = ("ui.terminal.pictures", "ui.desk.pictures", "ui.board.pictures")
TALL, GAP, WIDE = 480, 16, 3400
BACK = "#8B8F91"


def contact_sheet(files: list[Path], target: Path) -> None:
    """All pictures on one sheet, rows of equal height, in the order given."""
    small = []
    for file in files:
        with Image.open(file) as whole:
            size = (max(1, whole.width * TALL // whole.height), TALL)
            small.append(whole.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    places, x, y = [], GAP, GAP
    for picture in small:
        if x + picture.width + GAP > WIDE:
            x, y = GAP, y + TALL + GAP
        places.append((x, y))
        x += picture.width + GAP
    sheet = Image.new("RGB", (WIDE, y + TALL + GAP), BACK)
    for picture, place in zip(small, places, strict=True):
        sheet.paste(picture, place)
    sheet.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--only", multiple=True, help="draw pictures whose name has this text; may be given again: all must be in"
)
def main(out: Path, only: tuple[str, ...]) -> None:
    """Write all pictures and contact_sheet.png into OUT."""
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for part in PARTS:
        if find_spec(part) is not None:
            files += import_module(part).draw(out, lambda name: all(text in name for text in only))
    if not files:
        raise click.ClickException("no picture has such a name")
    contact_sheet(files, out / "contact_sheet.png")
    click.echo(f"{len(files)} pictures, {ceil(sum(file.stat().st_size for file in files) / 1e6)} MB in {out}")


if __name__ == "__main__":
    main()
