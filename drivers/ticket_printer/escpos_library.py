"""The door to python-escpos, used as an encoder only: its `Dummy` keeps bytes in memory and talks to no device."""

import importlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROFILE = Path(__file__).with_name("escpos_profile.json")
SETTINGS = ("ESCPOS_CAPABILITIES_FILE", "ESCPOS_CAPABILITIES_PICKLE_DIR")


_lock = threading.Lock()
_loaded: list[Callable[[], Any]] = []


def encoder() -> Any:
    """A fresh `Dummy`. The first call imports the library (a fifth of a second): do it on the driver's thread."""
    with _lock:
        if not _loaded:
            _loaded.append(_load())
    return _loaded[0]()


def _load() -> Callable[[], Any]:
    """Import the library without its habits.

    On import it unpickles a cache of its printer database from a temporary folder, leaves that folder behind and
    sets up the root logger. We give it a database of one printer and a folder of our own that is gone right after
    (so no pickle that somebody else could have written is ever read), and put the logger back.
    """
    before = {name: os.environ.get(name) for name in SETTINGS}
    handlers, folder = list(logging.root.handlers), tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="kiosk-escpos-") as private:
        os.environ.update(dict(zip(SETTINGS, (str(PROFILE), private), strict=True)))
        tempfile.tempdir = private
        try:
            dummy: Callable[[], Any] = importlib.import_module("escpos.printer").Dummy
        finally:
            tempfile.tempdir = folder
            logging.root.handlers[:] = handlers
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
    return dummy
