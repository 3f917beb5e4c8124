"""Checks the QML: `qmllint` without a single warning against the Python types too, and `qmlformat` without a change.

Run: `python .ci/qml.py` (exit code 1 on a finding), `python .ci/qml.py --format` to let qmlformat rewrite the files.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "ui"
TOOLS = Path(sys.executable).parent
WORDS = {"dict": "QVariantMap", "list": "QVariantList"}
IMPORT = re.compile(r'^QML_IMPORT_NAME = "([\w.]+)"$', re.MULTILINE)


def files() -> list[Path]:
    """Every QML file of ours."""
    return sorted(UI.glob("**/*.qml"))


def describe_python(folder: Path) -> None:
    """Write a QML module of type descriptions below `folder` for each QML_IMPORT_NAME that the Python files declare."""
    modules: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(UI.glob("**/*.py")):
        found = IMPORT.search(file.read_text("utf-8"))
        if found:
            modules[found[1]].append(file)
    for module, sources in modules.items():
        home = folder / module.replace(".", "/")
        home.mkdir(parents=True, exist_ok=True)
        metatypes = home / "metatypes.json"
        command = [TOOLS / "pyside6-metaobjectdump", "--quiet", "--out-file", metatypes, *sources]
        subprocess.run(command, check=True)
        metatypes.write_text(_in_qt_words(metatypes.read_text("utf-8")), "utf-8")
        name = module.rsplit(".", 1)[-1].lower()
        command = [TOOLS / "pyside6-qmltyperegistrar", "--generate-qmltypes", home / f"{name}.qmltypes"]
        command += ["-o", home / "unused.cpp", metatypes, "--import-name", module, "--major-version", "1"]
        subprocess.run([*command, "--foreign-types", ",".join(_foreign())], check=True, capture_output=True)
        (home / "qmldir").write_text(f"module {module}\ntypeinfo {name}.qmltypes\n", "utf-8")


def _in_qt_words(metatypes: str) -> str:
    """Python's containers by the names QML knows; a property without a signal is a constant, as PySide sees it too."""
    described = json.loads(metatypes)
    for unit in described if isinstance(described, list) else [described]:
        for one in unit["classes"]:
            for told in one.get("properties", []):
                told["type"] = WORDS.get(told["type"], told["type"])
                told["constant"] = told.get("constant", False) or "notify" not in told
    return json.dumps(described)


def _foreign() -> list[str]:
    import PySide6

    folder = Path(PySide6.__file__).parent / "Qt" / "metatypes"
    names = ("qt6core", "qt6gui", "qt6qml", "qt6quick")
    return [str(file) for name in names for file in sorted(folder.glob(f"{name}_*metatypes.json"))]


def lint() -> list[str]:
    """What qmllint has to say; empty when nothing."""
    with tempfile.TemporaryDirectory() as folder:
        describe_python(Path(folder))
        report = Path(folder) / "report.json"
        command = [TOOLS / "pyside6-qmllint", "-W", "0", "--json", report, "-I", UI, "-I", folder, *files()]
        subprocess.run(command, check=False, capture_output=True)
        told = json.loads(report.read_text("utf-8"))
    found = []
    for file in told["files"]:
        for warning in file["warnings"]:
            place = f"{Path(file['filename']).name}:{warning.get('line', 0)}"
            found.append(f"{place}: {warning['message']} [{warning.get('id', '')}]")
    return found


def formatted(file: Path) -> str:
    """The file as qmlformat writes it."""
    done = subprocess.run([TOOLS / "pyside6-qmlformat", file], check=True, capture_output=True, text=True)
    return done.stdout


def unformatted() -> list[str]:
    """Files that qmlformat would change."""
    return [
        f"{file.relative_to(ROOT)} is not formatted" for file in files() if formatted(file) != file.read_text("utf-8")
    ]


def main() -> None:
    if sys.argv[1:] == ["--format"]:
        for file in files():
            file.write_text(formatted(file), "utf-8")
        return
    found = lint() + unformatted()
    if found:
        raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main()
