"""What can go wrong with a journal; each error says what a person can do about it."""


class JournalError(Exception):
    """Base: the journal cannot be used as asked."""


class JournalLocked(JournalError):
    """Another process has this journal open."""


class JournalDamaged(JournalError):
    """The file is not a whole journal: not SQLite, broken pages, or a chain whose links do not fit."""


class JournalNewer(JournalError):
    """The file was written by a newer version of the program, which this one must not touch."""


class JournalUnavailable(JournalError):
    """The disk did not take it (full, read-only, broken): nothing of the transaction is kept, nothing was promised."""
