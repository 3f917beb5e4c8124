"""Where packaged data lives: `config/` in a checkout, `kiosk/defaults` in an installed wheel."""

from pathlib import Path

HERE = Path(__file__).resolve().parent


def defaults() -> Path:
    """The folder of packaged defaults (services.csv, texts, fonts, hall and machine files)."""
    packaged = HERE / "defaults"
    return packaged if packaged.is_dir() else HERE.parent / "config"
