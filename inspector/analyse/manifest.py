r"""Manifests beside the evidence, read in the worker: lists of sums, manifests of bags, hashdeep.

Sources: GNU coreutils manual, "md5sum invocation" (a "\" before the sum: the name is escaped); BSD md5(1); RFC 8493
(BagIt); hashdeep(1): `%%%% HASHDEEP-1.0`, `%%%% size,md5,sha256,filename`, the name last. Of several sums the strongest
counts.
"""

from __future__ import annotations

import codecs
import io
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inspector.analyse.unreadable import Unreadable
from inspector.domain.manifest import BY_LENGTH, LONGEST_PATH, MOST_CLAIMS, Algorithm, Claims, ManifestClaim

ANALYSER = "manifest"
VERSION = "1"
SUFFIXES = frozenset({".md5", ".sha1", ".sha256", ".sha512", ".md5sum", ".sha1sum", ".sha256sum", ".sha512sum"})
LARGEST = 64 << 20
"""Bytes of a manifest that is read."""
LARGEST_PACKED = 15 << 20
"""Bytes of claims that leave the worker: they have room in one frame."""

_HASHDEEP, _SUMS = "hashdeep", "sums"
_HEADING = b"%%%%"
_FIRST_HEADING = b"%%%% HASHDEEP"
_LONGEST_LINE = LONGEST_PATH + 1024
_SEEN_LINES = 20
_DIGEST = rb"([0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{128})"
_GNU = re.compile(rb"(\\?)" + _DIGEST + rb" [ *](.+)", re.DOTALL)
_LOOSE = re.compile(rb"()" + _DIGEST + rb"[ \t]+(.+)", re.DOTALL)
_BSD = re.compile(rb"(\\?)([A-Za-z0-9/-]{3,11}) ?\((.+)\) ?= ?" + _DIGEST + rb"[ \t]*", re.DOTALL)
_BSD_NAMES = {b"MD5": "md5", b"SHA1": "sha1", b"SHA256": "sha256", b"SHA512": "sha512"}
_ESCAPE = re.compile(rb"\\([\\nr])")
_ESCAPED = {b"\\": b"\\", b"n": b"\n", b"r": b"\r"}
_DIGITS, _SIZE = re.compile(_DIGEST), re.compile(rb"[0-9]{1,18}")
_STRONGEST_FIRST = (b"sha256", b"sha1", b"md5")
_BEGINNINGS = frozenset(b"\\%#; \t\r\n" + string.hexdigits.encode() + string.ascii_letters.encode())
_SEEN = 16 << 10

Read = Callable[[bytes], ManifestClaim | None]


@dataclass(frozen=True, slots=True)
class Found:
    """What a manifest claims, in which form it is written, and how many of its lines could not be read.

    `left_out` are claims there was no room for.
    """

    form: str
    claims: Claims
    broken: int
    left_out: int


def promising(head: bytes, suffix: str) -> bool:
    """Whether a file that begins with `head` under a name that ends in `suffix` is a manifest, by its first lines."""
    head = _utf8(head[:_SEEN])
    if head.startswith(_FIRST_HEADING):
        return True
    if head[:1] < b"\t" or head[0] not in _BEGINNINGS or b"\0" in head[:64]:
        return False
    lines = [line for line in head.splitlines()[:_SEEN_LINES] if not _idle(line)]
    read = _reading(suffix)
    good = sum(read(line) is not None for line in (lines[:-1] if len(lines) > 1 else lines))
    return good > 0 and good * 4 >= (len(lines) - 1) * 3


def read(data: bytes, suffix: str, beat: Callable[[], None]) -> Found:
    """The claims in the whole of a file; raises Unreadable "damaged" where most lines are none."""
    claims: list[ManifestClaim] = []
    broken = left_out = 0
    data = _utf8(data)
    deep = data.startswith(_FIRST_HEADING)
    for number, claim in enumerate(_hashdeep(data) if deep else _sums(data, _reading(suffix))):
        if number % 10_000 == 0:
            beat()
        if claim is None:
            broken += 1
        elif len(claims) < MOST_CLAIMS:
            claims.append(claim)
        else:
            left_out += 1
    if broken > len(claims):
        raise Unreadable("damaged", "lines")
    packed = _packed(claims)
    return Found(_HASHDEEP if deep else _SUMS, packed, broken, left_out + len(claims) - len(packed))


def _packed(claims: list[ManifestClaim]) -> Claims:
    """As many of the claims as there is room for."""
    packed = Claims.of(claims)
    while len(packed.packed) > LARGEST_PACKED:
        claims = claims[: len(claims) * LARGEST_PACKED // len(packed.packed) - 1]
        packed = Claims.of(claims)
    return packed


def _utf8(data: bytes) -> bytes:
    """Without a byte-order mark; out of UTF-16, as PowerShell redirects what a program prints."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8)


def _lines(data: bytes) -> Iterator[bytes]:
    for line in io.BytesIO(data):
        yield line.rstrip(b"\n").removesuffix(b"\r")


def _idle(line: bytes) -> bool:
    return not line.strip() or line.startswith((b"#", b";"))


def _reading(suffix: str) -> Read:
    """How a line is read: one blank between sum and name is enough only where the name says what the file is."""
    return _any_sum if suffix in SUFFIXES else _sum


def _sums(data: bytes, read: Read) -> Iterator[ManifestClaim | None]:
    return (read(line) for line in _lines(data) if not _idle(line))


def _sum(line: bytes) -> ManifestClaim | None:
    if len(line) > _LONGEST_LINE:
        return None
    if found := _GNU.fullmatch(line):
        return _claim(found[2], found[3], escaped=bool(found[1]))
    found = _BSD.fullmatch(line)
    if found is None or _BSD_NAMES.get(found[2].upper().replace(b"-", b"")) != _algorithm(found[4]):
        return None
    return _claim(found[4], found[3], escaped=bool(found[1]))


def _any_sum(line: bytes) -> ManifestClaim | None:
    found = None if len(line) > _LONGEST_LINE else _LOOSE.fullmatch(line)
    return _sum(line) or (_claim(found[2], found[3], escaped=False) if found else None)


def _algorithm(digits: bytes) -> Algorithm:
    return BY_LENGTH[len(digits) // 2]


def _claim(digits: bytes, path: bytes, *, escaped: bool, size: int | None = None) -> ManifestClaim | None:
    if escaped:
        path = _ESCAPE.sub(lambda found: _ESCAPED[found[1]], path)
    if not 0 < len(path) <= LONGEST_PATH or b"\0" in path:
        return None
    return ManifestClaim(_algorithm(digits), bytes.fromhex(digits.decode("ascii")), path, size)


def _hashdeep(data: bytes) -> Iterator[ManifestClaim | None]:
    columns: list[bytes] = []
    for line in _lines(data):
        if line.startswith(_HEADING):
            names = line.removeprefix(_HEADING).strip().lower().split(b",")
            columns = names if names[-1] == b"filename" else columns
        elif line.strip() and not line.startswith(b"##"):
            yield _row(line, columns)


def _row(line: bytes, columns: list[bytes]) -> ManifestClaim | None:
    values = line.split(b",", max(len(columns) - 1, 0))
    if len(line) > _LONGEST_LINE or not columns or len(values) != len(columns):
        return None
    told = dict(zip(columns, values, strict=True))
    digits = next((told[name] for name in _STRONGEST_FIRST if name in told), b"")
    if not _DIGITS.fullmatch(digits):
        return None
    size = told.get(b"size", b"")
    return _claim(digits, values[-1], escaped=False, size=int(size) if _SIZE.fullmatch(size) else None)


def checked(untrusted: object) -> Claims:
    """The claims a worker told, every one looked at; raises ValueError when anything about them is odd."""
    if untrusted is None:
        return Claims()
    if not isinstance(untrusted, bytes) or len(untrusted) > LARGEST_PACKED:
        raise ValueError("not claims")
    claims = Claims(untrusted)
    for claim in claims:
        if b"\0" in claim.path:
            raise ValueError("no path")
    return claims
