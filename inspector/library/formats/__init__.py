"""The formats of hash lists, one file each, in the order in which they are tried."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Protocol

from inspector.domain.fault import InputFault, UsageFault
from inspector.library.entry import Record
from inspector.library.formats import (
    griffeye,
    hashdeep,
    icse,
    ncmec,
    nsrl_delta,
    nsrl_text,
    pdq,
    sums,
    table,
    threatexchange,
    vics,
    vpdq,
)


class Format(Protocol):
    """One format of lists. Both functions are given UTF-8 without a byte-order mark (`encoding.utf8`)."""

    NAME: str

    def detect(self, head: bytes, name: str) -> bool:
        """Whether a list that begins with `head` and is called `name` is of this format."""

    def read(self, file: io.BufferedReader) -> Iterator[Record]:
        """What each place of the list says, in order; every line is told, nothing is passed over."""


# The stricter sign first: tables of known programs before any table, and sums are told by any line that looks like one.
FORMATS: tuple[Format, ...] = (
    *(vpdq, threatexchange, vics, ncmec, hashdeep, nsrl_delta, pdq),
    *(icse, griffeye, nsrl_text),
    *(table, sums),
)

NSRL = "nsrl"
"""The format of lists that are databases, which are no streams of text: `reading.read_nsrl`."""


def known_names() -> str:
    """The names of all formats, as they are told to a person."""
    return ", ".join((*(known.NAME for known in FORMATS), NSRL))


def named(name: str) -> Format:
    """The format called `name`; raises UsageFault (`library-format-unknown`)."""
    for candidate in FORMATS:
        if name == candidate.NAME:
            return candidate
    raise UsageFault("library-format-unknown", format=name, known=known_names())


def detected(head: bytes, name: str) -> Format:
    """The format of a list that begins with `head`; raises InputFault (`library-list-unknown`)."""
    for candidate in FORMATS:
        if candidate.detect(head, name):
            return candidate
    raise InputFault("library-list-unknown", known=known_names())
