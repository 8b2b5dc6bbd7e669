r"""Paths as manifests write them, brought into the form in which a source spells its own: parts between "/".

Sources: RFC 8493 (BagIt) 2.1.3, percent-encoding of line breaks and of "%"; paths of Windows (drive, UNC, "\").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

_PERCENT = re.compile(rb"%(0[AaDd]|25)")
_WINDOWS = re.compile(rb"[A-Za-z]:[\\/]|\\\\")
_FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


def plain(path: bytes) -> bytes:
    """Without empty parts and "."; ".." takes back the part before it; a leading "/" is lost."""
    parts: list[bytes] = []
    for part in path.split(b"/"):
        if part == b"..":
            del parts[-1:]
        elif part not in {b"", b"."}:
            parts.append(part)
    return b"/".join(parts)


def spellings(path: bytes, *, bag: bool) -> Iterator[bytes]:
    """The plain paths a manifest may mean by `path`, the likeliest first; `bag`: it is one of a bag.

    As it stands; as Windows writes paths; and each in both forms of Unicode, since disks disagree on them.
    """
    told = dict.fromkeys(plain(each) for each in _readings(path, bag=bag))
    yield from told
    for each in told:
        if each.isascii():
            continue
        try:
            text = each.decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield from (other for form in _FORMS if (other := unicodedata.normalize(form, text).encode()) != each)


def _readings(path: bytes, *, bag: bool) -> Iterator[bytes]:
    if bag:
        yield _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), path)
    if _WINDOWS.match(path):
        yield path.replace(b"\\", b"/")
    yield path
    if b"\\" in path and b"/" not in path:
        yield path.replace(b"\\", b"/")
    if path[:1] in {b" ", b"\t"}:
        yield path.lstrip()


def parent(path: bytes) -> bytes:
    """The folder a path lies in; the top is empty."""
    return path.rpartition(b"/")[0]


def joined(folder: bytes, path: bytes) -> bytes:
    """A path below a folder."""
    return folder + b"/" + path if folder and path else folder or path


def above(path: bytes) -> Iterator[bytes]:
    """Every folder above a path, the nearest first, the top last."""
    while path:
        path = parent(path)
        yield path
