"""Brings the QML texts up to date: collects them, fills Russian (the source language), compiles what Qt reads.

Run: `python .ci/translations.py` after a change of texts, write the missing English into `ui/translations/en.ts`, run
again. `--check` changes nothing and exits 1 when a text is missing, unfinished or not compiled.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as Xml
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ui.typography import tidy  # noqa: E402 - the checkout need not be installed

HOME = ROOT / "ui" / "translations"
TOOLS = Path(sys.executable).parent
LANGUAGES = ("ru", "en")


def sources() -> list[str]:
    """Every file of `ui/` that may hold a text for a person."""
    files = [*ROOT.glob("ui/**/*.qml"), *ROOT.glob("ui/**/*.py")]
    return [str(file) for file in sorted(files)]


def collect(home: Path) -> None:
    """Let Qt read the sources into the .ts files of `home`."""
    for language in LANGUAGES:
        target = home / f"{language}.ts"
        command = [TOOLS / "pyside6-lupdate", "-silent", "-no-obsolete", "-locations", "none"]
        command += ["-source-language", "ru_RU", "-target-language", language]
        subprocess.run([*command, *sources(), "-ts", target], check=True, capture_output=True)
        if language == "ru":
            _fill(target)


def _fill(file: Path) -> None:
    """In the source language a text is its own translation, well set; only plural forms are written by hand."""
    tree = Xml.parse(file)  # noqa: S314 - our own file
    for message in tree.iter("message"):
        translation = message.find("translation")
        if translation is not None and message.get("numerus") != "yes":
            translation.text = tidy(message.findtext("source"))
            translation.attrib.pop("type", None)
    text = Xml.tostring(tree.getroot(), encoding="unicode", short_empty_elements=False)
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def release(home: Path) -> None:
    """Compile `home`'s .ts files."""
    for language in LANGUAGES:
        files = [home / f"{language}.ts", "-qm", home / f"{language}.qm"]
        subprocess.run([TOOLS / "pyside6-lrelease", "-silent", *files], check=True, capture_output=True)


def unfinished(home: Path) -> list[str]:
    """Texts that still wait for a translation, as `language: context: text`."""
    found = []
    for language in LANGUAGES:
        for context in Xml.parse(home / f"{language}.ts").iter("context"):  # noqa: S314 - our own file
            for message in context.iter("message"):
                translation = message.find("translation")
                if translation is None or translation.get("type") == "unfinished":
                    found.append(f"{language}: {context.findtext('name')}: {message.findtext('source')}")
    return found


def check() -> list[str]:
    """What is wrong with the committed translations; empty when nothing is."""
    problems = unfinished(HOME)
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        for language in LANGUAGES:
            (fresh / f"{language}.ts").write_bytes((HOME / f"{language}.ts").read_bytes())
        collect(fresh)
        release(fresh)
        for language in LANGUAGES:
            for kind in ("ts", "qm"):
                name = f"{language}.{kind}"
                if (fresh / name).read_bytes() != (HOME / name).read_bytes():
                    problems.append(f"{name} is out of date: run python .ci/translations.py")
    return problems


def main() -> None:
    if sys.argv[1:] == ["--check"]:
        problems = check()
    else:
        collect(HOME)
        release(HOME)
        problems = unfinished(HOME)
    if problems:
        raise SystemExit("\n".join(problems))


if __name__ == "__main__":
    main()
