"""Takes fonts and icons out of their published packages into `config/fonts` and `ui/icons`, each with its licence.

Run: `python .ci/assets.py` (needs `fontpkg-inter`, `fontpkg-noto-sans` and the `npm` program). Writes nothing else.
"""

import shutil
import subprocess
import tarfile
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = {  # package -> (file in the package, our name, licence file of ours)
    "fontpkg_inter": ("Inter[opsz,wght].ttf", "Inter.ttf", "Inter-OFL.txt"),
    "fontpkg_noto_sans": ("NotoSans[wdth,wght].ttf", "NotoSans.ttf", "NotoSans-OFL.txt"),
}
ICON_PACKAGE = "@tabler/icons@3.51.0"
ICON_NAMES = """
alert-triangle arrow-down arrow-left arrow-right arrow-up arrows-exchange baby-carriage backhoe backspace bell-ringing
book briefcase building-bank building-community building-estate calendar-check car certificate check chevron-right
circle-check clock clock-pause coffee contrast device-mobile disabled e-passport eye file-check file-text hand-finger
headphones heart-handshake help-circle history home home-check id key layout-grid list lock logout map-pin phone
player-pause player-play plug-connected-x printer printer-off qrcode receipt refresh scale school stethoscope
text-size ticket user user-check user-question user-x users volume walk wifi wifi-off world x
"""
ICONS = ICON_NAMES.split()


def fonts() -> None:
    """Copy the variable cuts that screens and paper share."""
    target = ROOT / "config" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    for package, (name, ours, licence) in FONTS.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise SystemExit(f"{package} is not installed: pip install -e '.[test]'")
        home = Path(spec.origin).parent
        shutil.copyfile(home / "files" / name, target / ours)
        shutil.copyfile(home / "LICENSE", target / licence)


def icons() -> None:
    """Copy the chosen outline icons; a name that the package does not know is an error."""
    target = ROOT / "ui" / "icons"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", ICON_PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            for name in ICONS:
                _take(package, f"package/icons/outline/{name}.svg", target / f"{name}.svg")
            _take(package, "package/LICENSE", target / "LICENSE")
    for stale in {p.stem for p in target.glob("*.svg")} - set(ICONS):
        (target / f"{stale}.svg").unlink()


def _take(package: tarfile.TarFile, member: str, target: Path) -> None:
    try:
        file = package.extractfile(member)
    except KeyError:
        raise SystemExit(f"{ICON_PACKAGE} has no {member}") from None
    if file is not None:
        target.write_bytes(file.read().rstrip() + b"\n")


if __name__ == "__main__":
    fonts()
    icons()
