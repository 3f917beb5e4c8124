"""Pictures made while drawing: line icons in any colour, and QR codes."""

import logging
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

log = logging.getLogger(__name__)
ICONS = Path(__file__).resolve().parent / "icons"


class Icons(QQuickImageProvider):
    """`image://icon/NAME/RRGGBB/STROKE`: software drawing has no shaders, so the SVG itself is recoloured."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        name, colour, stroke = id.rsplit("/", 2)
        side = requestedSize.width() if requestedSize.width() > 0 else 48
        image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        file = ICONS / f"{name}.svg"
        if file.parent != ICONS or not file.is_file():
            log.error("there is no icon %s", name)
            return image
        drawing = file.read_text("utf-8").replace("currentColor", f"#{colour}")
        drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
        painter = QPainter(image)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter)
        painter.end()
        return image


class Codes(QQuickImageProvider):
    """`image://code/RRGGBB/TEXT`: a QR code without quiet zone, each module a whole number of pixels."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:
        import segno  # loaded with the first code, not with the first picture

        colour, _, text = id.partition("/")
        rows = [bytes(row) for row in segno.make(unquote(text), error="m", micro=False).matrix]
        image = QImage(len(rows), len(rows), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        dark = QColor(f"#{colour}")
        for y, row in enumerate(rows):
            for x, module in enumerate(row):
                if module:
                    image.setPixelColor(x, y, dark)
        side = max(requestedSize.width() // len(rows), 1) * len(rows)
        return image.scaled(side, side)
