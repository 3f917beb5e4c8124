"""Which letters a printer's code page has, what stands in for the others, and which words need a picture instead."""

import unicodedata
from collections.abc import Callable

# Signs that read the same in another spelling. Used only for those the page itself lacks.
STAND_INS = str.maketrans(
    {
        **dict.fromkeys("«»„“”‟″", '"'),
        **dict.fromkeys("‘’‚‛ʼ′", "'"),
        **dict.fromkeys("—–‒―−‐‑", "-"),
        **dict.fromkeys("\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000", " "),
        "…": "...",
        "₽": "руб.",
        "€": "EUR",
        "×": "x",
        "•": "*",
        "→": "->",
        "←": "<-",
        "©": "(c)",
        "®": "(R)",
        "™": "(TM)",
        "½": "1/2",
        "✓": "v",
    }
)
NBSP = "\u00a0"


def clean(text: str) -> str:
    """Composed (NFC), without control and invisible characters: nothing in a text may act as a printer command."""
    spaced = "".join(" " if letter in "\t\v\f" else letter for letter in unicodedata.normalize("NFC", text))
    return "".join(letter for letter in spaced if not _invisible(letter))


def _invisible(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or 0xFE00 <= ord(letter) <= 0xFE0F


class CodePage:
    """One page of a printer: `name` as in `ESC/POS` manuals (CP866, CP1251), `number` for `ESC t`."""

    def __init__(self, name: str, number: int) -> None:
        self.name, self.number, self._codec = name, number, name.lower()
        "".encode(self._codec)  # an unknown page is a mistake of the config, found now

    def has(self, text: str) -> bool:
        """True when every letter is on the page (a no-break space is printed as a space)."""
        try:
            text.replace(NBSP, " ").encode(self._codec)
        except UnicodeEncodeError:
            return False
        return True

    def spell(self, text: str, drawable: Callable[[str], bool]) -> str:
        """The cleaned text with stand-ins for signs the page lacks; what can neither be set nor drawn is taken out.

        A letter that is lost leaves "?" (its word has changed), a symbol such as an emoji leaves nothing.
        """
        return "".join(self._letter(letter, drawable) for letter in clean(text))

    def _letter(self, letter: str, drawable: Callable[[str], bool]) -> str:
        if self.has(letter):
            return letter
        stand_in = letter.translate(STAND_INS)
        if self.has(stand_in) or drawable(letter):
            return stand_in if self.has(stand_in) else letter
        bare = unicodedata.normalize("NFKD", letter)
        kept = "".join(part for part in bare if self.has(part) and not unicodedata.combining(part))
        if kept:
            return kept
        return "" if unicodedata.category(letter)[0] in "SM" else "?"

    def encode(self, text: str) -> bytes:
        """The bytes of a text that `has` said yes to. Raises UnicodeEncodeError otherwise."""
        return text.replace(NBSP, " ").encode(self._codec)
