"""A whole demo hall of real processes for the tests that break it."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.demo.hall import DemoHall
from kiosk.demo.layout import plan
from tests.end_to_end.people import People


@pytest.fixture(scope="module")
def hall(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoHall]:
    """Up and enrolled, nobody signed in yet; everything has ended afterwards. A module with TLS = "always" has TLS."""
    folder: Path = tmp_path_factory.mktemp("hall")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    made = DemoHall(plan(folder, tls=getattr(request.module, "TLS", "auto")), folder / "pictures", scripted=True)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        gc.collect()  # what this module left to the collector is told in this module


@pytest.fixture(scope="module")
def people(hall: DemoHall) -> Iterator[People]:
    """The operators at their desks, and visitors at the terminals."""
    found = People(hall)
    found.sign_in()
    yield found
    found.close()
