"""The journal that `kiosk journal` looks into is made as in the tests of the journal itself."""

from tests.journal.conftest import clock, open_journal, path

__all__ = ["clock", "open_journal", "path"]
