"""One thing wrong in a data or settings file, said so that a person can mend it."""

from dataclasses import asdict, dataclass

from kiosk.texts import Texts


@dataclass(frozen=True, slots=True)
class Problem:
    """`column` is a column of a table, or the path of a settings key; `line` counts from 1, 0 = no line.

    `expected` is a code with the text `expected.<code>`; `found` is what stands there, shortened.
    """

    file: str
    line: int
    column: str
    expected: str
    found: str

    def as_json(self) -> dict[str, str | int]:
        return asdict(self)

    def describe(self, texts: Texts, language: str = "ru") -> str:
        """The sentence for a technician."""
        code = "problem.row" if self.line else "problem.key"
        expected = texts.text(f"expected.{self.expected}", language)
        return texts.text(
            code, language, file=self.file, line=self.line, column=self.column, expected=expected, found=self.found
        )


def shortened(found: object) -> str:
    """What was found, cut to a length that fits a line."""
    text = str(found)
    return text if len(text) <= 60 else text[:59] + "…"
