"""`python -m drivers.fakes CONFIG.toml`: runs the other side of every device named there until it is told to end."""

import json
import signal
import sys
import threading
from pathlib import Path

from drivers.fakes.api import ApiServer
from drivers.fakes.config import FakesError, load


def main(argv: list[str]) -> int:
    """Exit code: 0 ended when told, 2 the config or a port cannot be used."""
    if len(argv) != 1:
        print("usage: python -m drivers.fakes CONFIG.toml", file=sys.stderr)
        return 2
    try:
        config = load(Path(argv[0]))
    except FakesError as error:
        print(error, file=sys.stderr)
        return 2
    end = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    devices = {table.id: table.build() for table in config.devices}
    try:
        for device in devices.values():
            device.start()
        api = ApiServer(devices, config.api.port)
    except OSError as error:
        print(f"an address of {argv[0]} cannot be had: {error}", file=sys.stderr)
        return 2
    api.start()
    print(json.dumps({"ready": True, "api": api.port}), flush=True)
    end.wait()
    for device in devices.values():
        device.stop()
    api.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
