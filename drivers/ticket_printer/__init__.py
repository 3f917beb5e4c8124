"""Thermal ticket printers."""
