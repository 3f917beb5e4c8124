"""Screens: QML with thin view models, one folder per part."""
