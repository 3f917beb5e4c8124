"""The visitor's terminal screens."""
