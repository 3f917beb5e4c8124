"""Append-only SQLite journal: lanes, sequence, hash chain."""
