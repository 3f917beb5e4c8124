"""Colours, type, sizes and durations from the tokens."""
