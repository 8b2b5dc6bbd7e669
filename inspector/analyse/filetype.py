"""What sort of file it is: libmagic's word, corrected by signatures, grouped into the kinds of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import magic

from inspector.analyse import signature
from inspector.analyse.bounds import MEDIA_TYPE
from inspector.domain.content import Kind
from inspector.domain.conversation import MIME

ANALYSER = "filetype"
VERSION = f"2 (libmagic {magic.version() / 100:.2f})"  # type: ignore[no-untyped-call]
HEAD = 64 << 10  # what libmagic is shown: the first block read; marks of formats lie within its first 33 KiB
PARAMETERS: dict[str, object] = {"head": HEAD}

UNKNOWN = "application/octet-stream"
_KINDS = {
    Kind.DOCUMENT: (
        "application/pdf", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
        "application/vnd.openxmlformats-officedocument", "application/vnd.oasis.opendocument", "application/rtf",
        "application/json", "application/x-ndjson", "application/javascript",
        "application/x-subrip", "application/xml", "application/epub", "application/postscript",
        "application/vnd.apple.mpegurl", "application/cdfv2", "application/x-ole-storage",
    ),
    Kind.ARCHIVE: (
        "application/zip", "application/x-7z", "application/x-rar", "application/vnd.rar", "application/gzip",
        "application/x-gzip", "application/x-tar", "application/x-bzip2", "application/x-xz", "application/zstd",
        "application/x-zstd", "application/x-lz4", "application/x-iso9660", "application/vnd.ms-cab",
        "application/x-archive", "application/x-cpio", "application/java-archive", "application/x-lzma",
        "application/vnd.android.package-archive", "application/x-arj", "application/x-lha", "application/x-lzip",
    ),
    Kind.MAIL: (
        "message/", "application/mbox", "application/vnd.ms-outlook", "application/x-pst", "application/vnd.ms-tnef",
    ),
    Kind.CHAT: (MIME,),
    Kind.VIDEO: ("video/", "application/mxf", "application/vnd.rn-realmedia", "application/x-matroska"),
    Kind.AUDIO: ("audio/", "application/ogg"),
    Kind.IMAGE: ("image/",),
}  # fmt: skip


# What libmagic concludes from three or four bytes that mean nothing by themselves; the name must bear it out.
_GUESSED = {"image/x-tga": {".tga"}, "image/x-pcx": {".pcx"}}


@dataclass(frozen=True, slots=True)
class FileType:
    """The media type of a file, its kind, and whether its name agrees (None: the name says nothing)."""

    mime: str
    kind: Kind
    suffix_fits: bool | None


@cache
def _libmagic() -> magic.Magic:
    return magic.Magic(mime=True)


def prepare() -> None:
    """Build libmagic's table and use it once: after the lockdown its database cannot be opened any more."""
    _libmagic().from_buffer(b"prepare")


def tell(head: bytes, suffix: str) -> FileType:
    """The type of a file that begins with `head`, under a name that ends in `suffix` (lower case, or empty).

    The bytes decide. The name only helps where they say nothing, so that a broken picture is still counted as one.
    """
    head = head[:HEAD]
    found = signature.mime(head) or _asked(head)
    named = signature.SUFFIXES.get(suffix)
    if suffix not in _GUESSED.get(found, {suffix}):
        found = UNKNOWN
    kind = Kind.CHAT if signature.is_chat(head, found) else kind_of(found)
    fits = None if named is None or not head else _fits(named, kind)
    if kind is Kind.OTHER and found == UNKNOWN and named is not None:
        kind = named
    return FileType(found, kind, fits)


def known(mime: str) -> FileType:
    """The type of a content whose media type is known from elsewhere."""
    return FileType(mime, kind_of(mime), None)


def _asked(head: bytes) -> str:
    try:
        answer = _libmagic().from_buffer(head)
    except (magic.MagicException, UnicodeDecodeError):
        return UNKNOWN
    word = answer.lower()
    return word if MEDIA_TYPE.fullmatch(word) else UNKNOWN


def kind_of(mime: str) -> Kind:
    """The kind a media type belongs to."""
    for kind, starts in _KINDS.items():
        if mime.startswith(starts):
            return kind
    return Kind.DOCUMENT if mime.startswith("text/") else Kind.OTHER


def _fits(named: Kind, kind: Kind) -> bool:
    media = {Kind.VIDEO, Kind.AUDIO}  # .mp4, .ogg and .3gp hold either
    texts = {Kind.DOCUMENT, Kind.CHAT, Kind.MAIL}
    return named is kind or {named, kind} <= media or {named, kind} <= texts
