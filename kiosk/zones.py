"""Time zones by name; a name that means nothing here never stops a screen."""

from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: object, before: tzinfo | None) -> tzinfo | None:
    """The zone of an IANA name such as `Europe/Moscow`; `before` when it is no such name."""
    if not isinstance(name, str) or not name:
        return before
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return before
