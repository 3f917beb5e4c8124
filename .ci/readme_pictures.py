"""Takes the README pictures out of those of the played demo: `python .ci/readme_pictures.py [demo-pictures]`."""

import sys
from pathlib import Path

from PIL import Image

PICTURES = {
    "terminal": ("t1-ru-2-start", 480),
    "desk": ("d1-4-serving", 900),
    "board": ("board-called-by-d1", 900),
}
TO = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def main(demo: Path) -> None:
    """Shrink each to its width in pixels."""
    TO.mkdir(exist_ok=True)
    for name, (taken, width) in PICTURES.items():
        with Image.open(demo / f"{taken}.png") as picture:
            height = round(picture.height * width / picture.width)
            small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        small.quantize(128).save(TO / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("demo-pictures"))
