"""Code pages that the C library reads from the disk when they are first asked for, which a locked worker may not do."""

from __future__ import annotations

import ctypes
from contextlib import suppress

PAGES = (437, 850, 852, 866, 874, 932, 936, 949, 950, *range(1250, 1259))
"""What DOS and Windows gave names in; the header of an LHA archive tells one of them by its number."""


def load() -> None:
    """Opens a conversion from each and never closes it, so that it stays loaded. Does nothing where there is none."""
    with suppress(OSError, TypeError, AttributeError):
        opened = ctypes.CDLL(None).iconv_open
        for page in PAGES:
            opened(b"UTF-8", b"CP%d" % page)
