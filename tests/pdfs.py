"""PDF documents written by one program and changed by hand."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Pdf


def changed(data: bytes, change: Callable[[Pdf], None], encryption: pikepdf.Encryption | None = None) -> bytes:
    """The document as `change` leaves it."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(file, encryption=encryption)
    return file.getvalue()
