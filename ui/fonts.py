"""The shipped fonts: Inter, and Noto Sans for letters that Inter lacks."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from kiosk.paths import defaults

_loaded: list[int] = []


def load_fonts() -> None:
    """Make the shipped fonts known to Qt, once a process. Raises RuntimeError when one is missing or broken."""
    if _loaded:
        return
    folder = defaults() / "fonts"
    # From memory: given a path, Qt maps the file once more for every weight and optical size, a dozen times or more.
    inter = folder / "Inter.ttf"
    content = QByteArray(inter.read_bytes() if inter.is_file() else b"")
    _known("Inter", QFontDatabase.addApplicationFontFromData(content))
    # Seldom drawn: by its path it costs nothing until then.
    _known("Noto Sans", QFontDatabase.addApplicationFont(str(folder / "NotoSans.ttf")))
    QFont.insertSubstitution("Inter", "Noto Sans")
    QGuiApplication.setFont(QFont("Inter"))


def _known(family: str, number: int) -> None:
    if number < 0:
        raise RuntimeError(f"the font {family} is missing or broken in {defaults() / 'fonts'}")
    _loaded.append(number)
