"""A list looked at before it is taken in: which format it has, and its first rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from inspector.app.lists import ListFile
from inspector.domain.fault import InputFault
from inspector.domain.names import display
from inspector.library.encoding import BLOCK, utf8
from inspector.library.preview import Preview, preview
from inspector.library.reading import read_list


def told_format(given: ListFile) -> str:
    """The name of the format in which the list would be read; raises what taking it in would raise at its beginning."""
    with _opened(given.path) as file:
        return read_list(file, given.path.name, given.format, given.asked).format


def first_rows(path: Path) -> Preview:
    """The first rows of a list as a table; raises InputFault when it cannot be opened."""
    with _opened(path) as file:
        return preview(utf8(file).peek(BLOCK))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise InputFault("list_unreadable", path=display(str(path)), reason=error.strerror or "") from None
