"""Announces what a page that cannot be shown says in the log, so that the test of it does not fail by it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def silence(qtlog: Any, expect_log: Any) -> Iterator[None]:
    """Qt's own lines about the missing page are not collected; ours are announced."""
    expect_log("cannot be shown")
    with qtlog.disabled():
        yield
