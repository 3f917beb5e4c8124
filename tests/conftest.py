"""What every test stands on: no screen needed, no outside network, no warning in the log that was not announced."""

import logging
import os
import re
from collections.abc import Callable, Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts.warning=false")

WHOLE_HALLS = {"install", "end_to_end"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", metavar="ROOM", help="run the long tests of this room, and only these")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests are left out unless their room is asked for; whole halls come first."""
    room = config.getoption("--long")

    def wanted(item: pytest.Item) -> bool:
        marker = item.get_closest_marker("long")
        return (marker.args[0] if marker else None) == room

    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    items[:] = [item for item in items if wanted(item)]
    # Whole halls take minutes: begun last, they would leave the other worker with nothing to do.
    items.sort(key=lambda item: item.path.parent.name not in WHOLE_HALLS)


class _Watch(logging.Handler):
    """Collects every record at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.announced: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def unannounced(self) -> list[str]:
        lines = [f"{record.name}: {record.getMessage()}" for record in self.records]
        return [line for line in lines if not any(pattern.search(line) for pattern in self.announced)]


@pytest.fixture(autouse=True)
def _watched_log() -> Iterator[_Watch]:
    watch = _Watch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    found = watch.unannounced()
    assert not found, f"log lines at WARNING or above that the test did not announce: {found}"


@pytest.fixture
def expect_log(_watched_log: _Watch) -> Callable[[str], None]:
    """Announce log lines at WARNING or above: a regular expression over `logger: message`."""

    def announce(pattern: str) -> None:
        _watched_log.announced.append(re.compile(pattern))

    return announce
