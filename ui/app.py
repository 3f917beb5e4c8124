"""The start of every program with a window: Qt in software, our fonts, icons, theme, translations, messages to logging.

Import this before anything of PySide6: `prepare` sets what Qt reads at its first breath.
"""

import gc
import logging
import os
import sys
from pathlib import Path
from typing import Any

from kiosk.settings import Screen
from ui.memory import one_pool
from ui.options import Options
from ui.versions import refuse_broken_qt

HERE = Path(__file__).resolve().parent
LANGUAGES = ("ru", "en")


def prepare(renderer: str = "software") -> None:
    """Set Qt's environment and the process's memory. Nothing that the person at the machine set already is changed."""
    refuse_broken_qt()
    one_pool()
    if renderer == "software":
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    # Draw at once what has changed: Qt waits 5 ms for more, which is a third of the time between two pictures.
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    os.environ.setdefault("QML_DISABLE_DISK_CACHE", "0")
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


class Stage:
    """One window of one part (terminal, desk, board) on this panel.

    Makes the application when there is none yet (tests bring their own). Call `load`, then `run`, or in tests `close`.
    """

    def __init__(self, part: str, screen: Screen, options: Options | None = None, *, dark: bool | None = None) -> None:
        prepare(screen.renderer)
        from PySide6.QtGui import QGuiApplication
        from PySide6.QtQml import QQmlApplicationEngine
        from PySide6.QtQuick import QQuickWindow

        from ui.fonts import load_fonts
        from ui.messages import take_qt_messages
        from ui.providers import Codes, Icons
        from ui.theme.look import Look

        take_qt_messages()
        self.part, self.screen, self.options = part, screen, options or Options()
        found = QGuiApplication.instance()
        self.app = found if isinstance(found, QGuiApplication) else QGuiApplication(sys.argv[:1])
        load_fonts()
        self.engine = QQmlApplicationEngine()
        self.engine.addImportPath(str(HERE))
        self.engine.addImageProvider("icon", Icons())
        self.engine.addImageProvider("code", Codes())
        look = self.engine.singletonInstance("Kiosk.Look", "Look")
        assert isinstance(look, Look), "the theme's look is missing"
        self.look = look
        width, height = self.options.size or (screen.width, screen.height)
        self.width, self.height = round(width * self.options.scale), round(height * self.options.scale)
        look.panel(
            part,
            screen.px_per_mm * self.options.scale,
            dark=(screen.theme == "dark") if dark is None else dark,
            colour=screen.colour,
            reduced=screen.reduced_motion,
        )
        self._translator: Any = None
        self._kept: list[Any] = []
        self.language = ""
        self.window: QQuickWindow | None = None

    def load(self, module: str, name: str = "Main", **initial: Any) -> Any:
        """Load a window of a QML module with its initial properties and show it; returns the QQuickWindow.

        Raises RuntimeError when the window itself cannot be loaded; Qt's reasons are in the log.
        """
        from PySide6.QtQuick import QQuickWindow

        if not self.language:
            self.speak(LANGUAGES[0])
        self.engine.setInitialProperties(initial | {"width": self.width, "height": self.height})
        self.engine.loadFromModule(module, name)
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError(f"{module}.{name} is not a window that can be loaded")
        self.window = roots[0]
        self._show(self.window)
        return self.window

    def _show(self, window: Any) -> None:
        place = self.options.at
        if place is not None:
            window.setPosition(*place)
        if self.screen.fullscreen and place is None and self.options.scale == 1 and self.options.size is None:
            window.showFullScreen()
        else:
            window.show()
        window.requestActivate()

    def keep(self, thing: Any) -> None:
        """Hold what the window shows for as long as the window: bindings must never meet a model that is gone."""
        self._kept.append(thing)

    def speak(self, language: str) -> None:
        """Show the QML texts in this language; Russian, the source language, also needs its plural forms."""
        from PySide6.QtCore import QTranslator

        if language == self.language:
            return
        translator = QTranslator()
        if not translator.load(str(HERE / "translations" / f"{language}.qm")):
            logging.getLogger(__name__).error("no translation for language %s", language)
            return
        if self._translator is not None:
            self.app.removeTranslator(self._translator)
        self.app.installTranslator(translator)
        self._translator, self.language = translator, language
        self.engine.retranslate()

    def leave(self, code: int) -> None:
        """End `run` with this code. On the GUI thread only."""
        self.app.exit(code)

    def run(self) -> int:
        """Run until the window closes or the play file ends; returns the exit code."""
        player = None
        if self.options.play is not None:
            from ui.play import Player

            player = Player.from_file(self.options.play, self.window, self.options.pictures)
            player.finished.connect(self.app.exit)
            self.app.aboutToQuit.connect(player.stop)
            player.start()
        code = self.app.exec()
        self.close()
        return code

    def close(self) -> None:
        """Delete the engine before the application: the other order warns or crashes."""
        if self._translator is not None:
            self.app.removeTranslator(self._translator)
            self._translator = None
        from shiboken6 import isValid

        if self.window is not None and isValid(self.window):
            self.window.close()
        self.window = None
        self.engine.deleteLater()
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del self.engine
        gc.collect()
