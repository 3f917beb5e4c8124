"""Breaking a paragraph into lines of a given width, whatever the width is measured in."""

from collections.abc import Callable

Measure = Callable[[str], float]


def wrap(text: str, measure: Measure, limit: float) -> list[str]:
    """Lines no wider than `limit`; breaks at spaces (not at no-break ones), inside a word only when it must.

    An empty text is one empty line. A single letter wider than the limit still gets its line.
    """
    lines: list[str] = []
    current = ""
    for word in (part for part in text.split(" ") if part):
        joined = f"{current} {word}" if current else word
        if measure(joined) <= limit:
            current = joined
            continue
        if current:
            lines.append(current)
        *full, current = _pieces(word, measure, limit)
        lines.extend(full)
    return [*lines, current] if current or not lines else lines


def _pieces(word: str, measure: Measure, limit: float) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and measure(piece + letter) > limit:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
