"""How this process takes memory from the system: one pool for all its threads."""

import ctypes

M_ARENA_MAX = -8  # mallopt(3)


def one_pool() -> None:
    """Let all threads share glibc's main arena. Call it before the first thread starts.

    By default every thread gets a pool of its own that keeps what it once held: 15 MB more in a terminal with its
    dozen threads, which hold Python's lock nearly all the time and so never wait for each other's pool. A system
    whose C library knows no `mallopt` is left as it is.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_ARENA_MAX, 1)
