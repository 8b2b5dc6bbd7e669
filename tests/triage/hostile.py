"""Files made to harm whoever opens them, each with what has to be told of it; all of them drawn by code."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inspector.domain.budget import Budget
from tests.analyse.drawn import film
from tests.analyse.test_hostile_picture import SIDE, chunk, jpeg, png
from tests.source.container_contract import damaged
from tests.source.test_tar_archive import made, named
from tests.source.test_zip_archive import raw_zip
from tests.triage import every_kind
from tests.triage.archives import zipped
from tests.triage.quine import quine

MIB = 1 << 20
BUDGET = Budget(ratio=100, ratio_from=4 * MIB, entries=300)
"""Lower than the real one, so that bombs go off sooner."""

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Threat:
    """One hostile file: its name, how its bytes are made, and the codes of what went wrong.

    `own` are those of the file itself; `inside` those of each that failed inside it, as often as that may be.
    """

    name: str
    make: Callable[[], bytes]
    own: Codes = ()
    inside: frozenset[Codes] = frozenset()


def threat(name: str, make: Callable[[], bytes], *own: str, inside: tuple[Codes, ...] = ()) -> Threat:
    """Spares a bracket."""
    return Threat(name, make, own, frozenset(inside))


RATIO, DEPTH, DAMAGED = ("budget_ratio",), ("budget_depth",), ("damaged",)


def bombs() -> Iterator[Threat]:
    """What unfolds to far more than it is."""
    zeros = bytes(8 * MIB)
    yield threat("flat.zip", lambda: overlapping(200, 200_000), inside=(DAMAGED,))
    yield threat("quoted.zip", lambda: quoting(60, 200_000), inside=(DAMAGED, ("truncated",)))
    yield threat("zeros.zip", lambda: zipped({"zeros": zeros}), *RATIO, inside=(RATIO,))
    yield threat("nested.zip", nested, *RATIO, inside=(RATIO,))
    yield threat("quine.zip", quine, inside=(DEPTH,))
    yield threat("again.gz", lambda: repeated(gzip.compress, 20), inside=(DEPTH,))
    yield threat("zeros.tar.xz", lambda: lzma.compress(made(named(b"zeros", zeros))), *RATIO, inside=(RATIO,))
    yield threat("holes.tar", holes, *RATIO, inside=(RATIO,))
    for suffix, pack in (("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)):
        yield threat(f"zeros.{suffix}", lambda pack=pack: pack(zeros), *RATIO, inside=(RATIO,))  # type: ignore[misc]
    yield threat("many.zip", lambda: zipped({str(n): b"" for n in range(400)}, zipfile.ZIP_STORED), "budget_entries")


def names() -> Iterator[Threat]:
    """Names that lead elsewhere, that cannot be shown, and that are too long or too many."""
    yield threat("names.zip", lambda: raw_zip(*((name, name) for name in NAMES)))
    yield threat("names.tar", lambda: made(*(named(name, name) for name in NAMES if b"\0" not in name)))
    yield threat("deep.zip", lambda: raw_zip((b"d/" * 10_000 + b"x", b"deep in zip")))
    yield threat("deep.tar", lambda: made(named(b"d/" * 10_000 + b"x", b"deep in tar")))
    yield threat("same.zip", lambda: raw_zip(*((b"same", b"%d" % number) for number in range(5))))
    yield threat("special.tar", special, inside=(("link_broken",),))


NAMES = (
    b"../../../../../../tmp/inspector-was-here", b"/tmp/inspector-was-here", b"C:\\Windows\\inspector-was-here",
    b"\\\\server\\share\\x", b"..", b"a/../../b", b"./c", b"d//e", b"bad \xff\xfe\xc3.txt", b"new\nline",
    b"\x1b[31mred", b"\r\x07\x08", "phải\u202egpj.exe".encode(), "\u200bzero\u2066".encode(), b"n" * 255,
    b"n" * 5000, b"-rf", b"$(touch x)", b"a\0b", b" ", b"*", b"%s%n", b"\xed\xa0\x80", b"'; DROP TABLE item; --",
)  # fmt: skip
"""Names inside archives; each stands for a file that holds its own name."""


def claims() -> Iterator[Threat]:
    """Sizes that are claimed and not there, and windows nobody has the memory for."""
    yield threat("claims.png", lambda: png(SIDE, SIDE), "too_large")
    yield threat("real.png", enormous, "too_large")
    yield threat("claims.jpg", lambda: jpeg(SIDE, SIDE), "too_large")
    yield threat("claims.zip", lambda: claiming(zipped({"a": b"honest bytes " * 9})), inside=(DAMAGED,))
    yield threat("claims.lzma", large_window)
    yield threat("claims.zst", lambda: b"\x28\xb5\x2f\xfd\x00\xff\x19\0\0abc", inside=(("memory",),))


def films() -> Iterator[Threat]:
    """Films that go on and on."""
    yield threat("hundred years.mp4", lambda: lasting(film("mp4", "mpeg4")))
    yield threat("again.ts", lambda: film("mpegts", "mpeg2video") * 30)
    yield threat("itself.m3u8", lambda: b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nitself.m3u8\n")
    yield threat("itself.ffconcat", lambda: b"ffconcat version 1.0\n" + b"file itself.ffconcat\n" * 100)
    yield threat("fragments.mp4", lambda: film("mp4", "mpeg4") + fragment() * 20_000)


def letters() -> Iterator[Threat]:
    """Mails and chats without end."""
    yield threat("parts.eml", lambda: parts(10_000), "too_large", "truncated")
    yield threat("letters.eml", lambda: letters_in_letters(10_000), inside=(DEPTH,))
    yield threat("row.eml", lambda: row(10_000), "budget_entries")
    yield threat("long/result.json", lambda: chat(6 * MIB))
    yield threat("deep/result.json", lambda: deep_chat(200_000), "damaged")
    yield threat("word/result.json", lambda: chat(0)[:-3] + b"," + b"9" * 3 * MIB, "truncated", "damaged")


def threats() -> list[Threat]:
    """All of them."""
    return [*bombs(), *names(), *claims(), *films(), *letters()]


def broken() -> Iterator[tuple[str, bytes]]:
    """Every kind of container, cut once and flipped in two ways, under the name of its sort."""
    chance = random.Random(3)
    for reader, example in every_kind.one_of_each().items():
        cut, *_ = forms = damaged(example.data, chance)
        for number, data in enumerate((cut, forms[-1], forms[-2])):
            yield f"{reader} {number}/{example.name}", data


def overlapping(count: int, size: int) -> bytes:
    """Every record of the directory leads to the same bytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(bytes(size)) + packed.flush()
    crc = zlib.crc32(bytes(size))
    local = b"PK\3\4" + _fields(crc, len(data), size, b"00000")
    directory = b"".join(_record(crc, len(data), size, b"%05d" % n, 0) for n in range(count))
    return local + data + directory + _end(count, len(directory), len(local) + len(data))


def quoting(count: int, size: int) -> bytes:
    """Every member quotes the header of the next and goes on as that (David Fifield, "A better zip bomb", 2019)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data, plain = packed.compress(bytes(size)) + packed.flush(), bytes(size)
    records: list[tuple[int, int, int, bytes, int]] = []
    body = b""
    for number in reversed(range(count)):
        name = b"%05d" % number
        crc, length = zlib.crc32(plain), len(plain)
        header = b"PK\3\4" + _fields(crc, len(data), length, name)
        records.append((crc, len(data), length, name, len(body) + len(header) + len(data)))
        body = header + data
        data = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + header + data
        plain = header + plain
    directory, place = b"", 0
    for crc, packed_size, length, name, _ in reversed(records):
        directory += _record(crc, packed_size, length, name, place)
        place += 30 + len(name) + 5
    return body + directory + _end(count, len(directory), len(body))


def _fields(crc: int, packed: int, size: int, name: bytes) -> bytes:
    return struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc, packed, size, len(name), 0) + name


def _record(crc: int, packed: int, size: int, name: bytes, place: int) -> bytes:
    fields = _fields(crc, packed, size, name)
    return b"PK\1\2\x14\0" + fields[: -len(name)] + struct.pack("<HHHLL", 0, 0, 0, 0, place) + name


def _end(count: int, size: int, place: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, place, 0)


def nested() -> bytes:
    """Sixteen archives in each of sixteen, as in 42.zip: 4,096 MiB at the bottom."""
    data = zipped({"zeros": bytes(MIB)})
    for _ in range(3):
        data = zipped({f"{number:02d}.zip": data for number in range(16)})
    return data


def repeated(pack: Callable[[bytes], bytes], times: int) -> bytes:
    """Packed again and again."""
    data = b"at the bottom"
    for _ in range(times):
        data = pack(data)
    return data


def holes() -> bytes:
    """A sparse file of a tebibyte in half a kilobyte (GNU tar's old sparse form)."""
    info, _ = named(b"holes")
    info.type = tarfile.GNUTYPE_SPARSE
    head = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    head[386:410] = b"%011o\0" % (1 << 32) + b"%011o\0" % 0
    head[483:495] = b"\x80" + (1 << 40).to_bytes(11, "big")
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head) + bytes(1024)


def special() -> bytes:
    """Devices, pipes, links out of the archive and links in circles, and one honest file."""
    return made(
        *(named(b"special %b" % kind, kind=kind) for kind in (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)),
        *(named(name, kind=tarfile.SYMTYPE, link=link) for name, link in SOFT.items()),
        *(named(name, kind=tarfile.LNKTYPE, link=link) for name, link in HARD.items()),
        named(b"soft up/x", b"through a link"),
        named(b"honest", b"an honest file"),
    )


SOFT = {b"soft out": b"/etc/passwd", b"soft loop": b"soft loop", b"soft up": b"../../.."}
HARD = {b"out": b"/etc/passwd", b"itself": b"itself", b"loop a": b"loop b", b"loop b": b"loop a"}


def enormous() -> bytes:
    """60,000 × 60,000 pixels of one bit, all there, in half a megabyte."""
    row = bytes(1 + SIDE // 8)
    packer = zlib.compressobj(9)
    packer.compress(row * 100)
    start = packer.flush(zlib.Z_FULL_FLUSH)
    again = (packer.compress(row * 100) + packer.flush(zlib.Z_FULL_FLUSH)) or b""
    size = len(row) * SIDE
    check = struct.pack(">HH", size % 65521, 1)
    pixels = start + again * (SIDE // 100 - 1) + packer.flush(zlib.Z_FINISH)[:-4] + check
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def claiming(data: bytes) -> bytes:
    """An archive whose directory says that its first member is as large as may be said."""
    place = data.index(b"PK\1\2")
    return data[: place + 20] + b"\xfe\xff\xff\xff" * 2 + data[place + 28 :]


def large_window() -> bytes:
    """LZMA that says it needs 2 GiB to be unpacked."""
    return b"\x5d\0\0\0\x80" + lzma.compress(b"x" * 99, lzma.FORMAT_ALONE)[5:]


def lasting(data: bytes) -> bytes:
    """A film whose header says that it lasts a hundred years."""
    place = data.index(b"mvhd") + 4
    return data[: place + 12] + struct.pack(">II", 1, 3_000_000_000) + data[place + 20 :]


def fragment() -> bytes:
    """A fragment of a film without a frame in it."""
    return struct.pack(">I4sI4sII", 24, b"moof", 16, b"mfhd", 0, 1) + struct.pack(">I4s", 8, b"mdat")


def parts(deep: int) -> bytes:
    """Multiparts in multiparts."""
    lines = b"From: a@example.org\r\nSubject: sau\r\nMIME-Version: 1.0\r\n"
    for level in range(deep):
        lines += b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level)
    return lines + b"Content-Type: text/plain\r\n\r\nat the bottom\r\n"


def letters_in_letters(deep: int) -> bytes:
    """Mails in mails."""
    return b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" * deep + b"the last"


def row(count: int) -> bytes:
    """Attachments one after the other."""
    head = b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    part = b"--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=a\r\n\r\n%d\r\n"
    return head + b"".join(part % number for number in range(count)) + b"--x--\r\n"


def chat(size: int) -> bytes:
    """The export of a conversation that goes on for about `size` bytes."""
    start = b'{"name": "An", "type": "personal_chat", "id": 1, "messages": [\n'
    said = b'{"id": %d, "type": "message", "date": "2026-01-02T10:00:00", "from": "An", "text": "%b"}'
    lines = (said % (number, b"n\xc3\xb3i " * 30) for number in range(max(size // 280, 1)))
    return start + b",\n".join(lines) + b"]}\n"


def deep_chat(deep: int) -> bytes:
    """A message whose text is lists in lists."""
    return chat(0).replace(b'"text": "', b'"text": ' + b"[" * deep + b'"')
