"""Texts by code and language."""
