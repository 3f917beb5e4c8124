"""A refusal: somebody asked for what cannot be. Its code has a text in every language in `config/texts`."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass  # not frozen: an exception gets its traceback set while it passes a context manager
class Refusal(Exception):
    """Why a command was not done. `code` is looked up as `refusal.<code>`; `values` fill the text."""

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    __hash__ = Exception.__hash__

    def as_json(self) -> dict[str, object]:
        """The body of the HTTP answer."""
        return {"error": {"code": self.code, "values": dict(self.values)}}
