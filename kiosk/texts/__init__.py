"""Texts by code and language: everything a person reads outside QML."""

import tomllib
from functools import cache
from pathlib import Path

from kiosk import paths
from kiosk.texts.texts import Texts

__all__ = ["Texts", "packaged", "read", "text"]


def read(folder: Path) -> Texts:
    """The texts of a folder, one file a language (`ru.toml`).

    Raises OSError or ValueError, naming the file, when one of them cannot be read: without its words a program
    must not go before visitors.
    """
    tables = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            tables[file.stem] = tomllib.loads(file.read_text("utf-8"))
        except ValueError as error:
            raise ValueError(f"{file}: {error}") from error
    return Texts(tables)


@cache
def packaged() -> Texts:
    """The texts this product ships; read once."""
    return read(paths.defaults() / "texts")


def text(code: str, language: str = "ru", /, **values: object) -> str:
    """The phrase of `code` in `language` (see Texts.text), out of the packaged texts."""
    return packaged().text(code, language, **values)
