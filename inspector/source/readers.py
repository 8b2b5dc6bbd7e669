"""The readers of containers that there are: a new one is a file in `containers/` and a line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from inspector.source.container import Claim, Container, Head

READERS: tuple[str, ...] = ("pdf:Pdf", "office:Office", "mhtml:Mhtml", "warc:Warc", "web_page:WebPage", "ole:Ole")
"""Each as "module:Class" below `inspector.source.containers`; the order means nothing."""

_HOME = "inspector.source.containers."


@cache
def loaded() -> tuple[dict[str, type[Container]], dict[str, str]]:
    """The readers by name, and those whose library is not on this machine: their module and the type of the error."""
    readers: dict[str, type[Container]] = {}
    missing: dict[str, str] = {}
    for spec in READERS:
        module, _, name = spec.partition(":")
        try:
            reader: type[Container] = getattr(import_module(_HOME + module), name)
        except (ImportError, OSError, AttributeError, TypeError) as error:  # ctypes libraries that are not there
            missing[module] = type(error).__name__
            continue
        readers[reader.name] = reader
    return readers, missing


def reader_for(head: Head) -> type[Container] | None:
    """The reader that is surest of a file; None when no reader claims it."""
    readers, _ = loaded()
    best = max(readers.values(), key=lambda reader: reader.claim(head), default=None)
    return best if best is not None and best.claim(head) > Claim.NONE else None
