"""The QML and its texts as a whole: lint without a warning, one format, no text without English, only theme sizes."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
QML = sorted((ROOT / "ui").glob("**/*.qml"))
# A bare number of pixels or milliseconds; a hairline of one pixel is one on every panel.
BARE = re.compile(
    r"^\s*(?:implicit)?(?:width|height|spacing|radius|x|y|duration|interval|font\.pixelSize|"
    r"(?:anchors|Layout)\.\w*[mM]argins?): *(?:[2-9]|[1-9]\d+)$",
    re.MULTILINE | re.IGNORECASE,
)
COLOUR = re.compile(r'"#[0-9A-Fa-f]{3,8}"|color: "(?!transparent)')


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"ci_{name}", ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_qmllint_finds_nothing_also_against_the_python_types() -> None:
    assert tool("qml").lint() == []


def test_qmllint_sees_a_misspelt_slot_of_a_python_model(tmp_path: Path) -> None:
    checks = tool("qml")
    checks.describe_python(tmp_path)
    wrong = tmp_path / "Wrong.qml"
    wrong.write_text(
        "import QtQuick\nimport Kiosk.TerminalModel\nItem {\n    required property TerminalModel model\n"
        '    Component.onCompleted: model.pst("begin")\n}\n'
    )
    command = [checks.TOOLS / "pyside6-qmllint", "-W", "0", "-I", ROOT / "ui", "-I", tmp_path, wrong]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert "pst" in done.stdout + done.stderr


def test_qmlformat_would_change_nothing() -> None:
    assert tool("qml").unformatted() == []


def test_every_text_has_its_english_and_is_compiled() -> None:
    assert tool("translations").check() == []


@pytest.mark.parametrize("file", QML, ids=lambda file: file.stem)
def test_a_screen_takes_sizes_colours_and_durations_from_the_theme_alone(file: Path) -> None:
    text = file.read_text("utf-8")
    assert BARE.findall(text) == []
    assert COLOUR.findall(text) == []


@pytest.mark.parametrize("file", QML, ids=lambda file: file.stem)
def test_a_screen_uses_nothing_that_software_drawing_drops(file: Path) -> None:
    text = file.read_text("utf-8")
    for word in ("MultiEffect", "RectangularShadow", "ShaderEffect", "StackView", "layer.enabled"):
        assert word not in text


def test_every_icon_that_is_named_is_shipped() -> None:
    shipped = {file.stem for file in (ROOT / "ui" / "icons").glob("*.svg")}
    named = set()
    for file in QML:
        named |= set(re.findall(r'\b(?:icon|name|tail|primaryIcon): "([a-z][a-z0-9-]+)"', file.read_text("utf-8")))
    assert named - shipped == set()


def test_every_icon_of_the_catalogue_is_shipped() -> None:
    from kiosk import packaged

    shipped = {file.stem for file in (ROOT / "ui" / "icons").glob("*.svg")}
    catalogue = packaged.catalogue()
    used = {section.icon for section in catalogue.sections} | {one.icon for one in catalogue.tops}
    assert used - shipped == set()


def test_the_shipped_icons_and_fonts_carry_their_licences() -> None:
    assert "MIT" in (ROOT / "ui" / "icons" / "LICENSE").read_text("utf-8")
    for font in ("Inter", "NotoSans"):
        assert (ROOT / "config" / "fonts" / f"{font}.ttf").stat().st_size > 100_000
        assert "Open Font License" in (ROOT / "config" / "fonts" / f"{font}-OFL.txt").read_text("utf-8")


def test_the_tools_are_those_of_this_environment() -> None:
    assert Path(sys.executable).parent == tool("qml").TOOLS
