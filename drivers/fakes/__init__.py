"""The other side of every device's byte stream, as a process of its own with a control API."""
