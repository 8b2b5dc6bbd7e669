"""Marks by which bytes tell what they are where libmagic is silent or mistaken, and words that belong to kinds."""

from __future__ import annotations

import re

from inspector.domain.content import Kind

# ISO base media files name their brand after "ftyp" (ISO/IEC 14496-12, 23008-12; brands as registered at mp4ra.org).
_BRANDS = {
    b"heic": "image/heic", b"heix": "image/heic", b"heim": "image/heic", b"heis": "image/heic",
    b"hevc": "image/heic-sequence", b"hevx": "image/heic-sequence",
    b"mif1": "image/heif", b"msf1": "image/heif-sequence",
    b"avif": "image/avif", b"avis": "image/avif", b"M4A ": "audio/mp4", b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime", b"crx ": "image/x-canon-cr3",
}  # fmt: skip
_HEADER_LINE = re.compile(
    rb"(?i)(from|to|cc|subject|date|message-id|mime-version|received|return-path|x-[a-z-]+|"
    rb"delivered-to|dkim-signature|content-type|reply-to|sender|list-[a-z-]+|arc-[a-z-]+):[ \t]"
)
_OTHER_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_MBOX = re.compile(rb"From \S+ .{6,60}\r?\n[!-9;-~]{1,76}: ")
_WHATSAPP = re.compile(
    rb"(?:\xef\xbb\xbf|\xe2\x80\x8e)*\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d{2}[^\n]{0,20}?(?:\] | - )[^\n]+"
)
_TELEGRAM = re.compile(rb'"type"\s*:\s*"(?:personal|bot|private|public|saved)_[a-z]+"')
_META = re.compile(rb'"participants"\s*:\s*\[.{0,4000}"messages"\s*:\s*\[', re.DOTALL)
_TRANSPORT_PACKET = 188
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MESSAGE = "__properties_version1.0".encode("utf-16-le")


def mime(head: bytes) -> str | None:
    """The media type of a file that begins with `head` (or None), from marks that leave no doubt."""
    for test in (_picture, _iso_media, _transport_stream, _mail, _outlook, _playlist):
        if found := test(head):
            return found
    return None


def _picture(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return "image/vnd-ms.dds" if head.startswith(b"DDS |") else None


def _iso_media(head: bytes) -> str | None:
    if head[4:8] != b"ftyp":
        return None
    major = _BRANDS.get(head[8:12])
    if major not in {"image/heif", None}:
        return major
    length = min(int.from_bytes(head[:4], "big"), 256)
    others = [head[place : place + 4] for place in range(16, length, 4)]
    pictures = [_BRANDS[brand] for brand in others if brand in _BRANDS and _BRANDS[brand].startswith("image/")]
    return next((found for found in pictures if found != "image/heif"), major) if major else None


def _transport_stream(head: bytes) -> str | None:
    for packet in (_TRANSPORT_PACKET, _TRANSPORT_PACKET + 4):  # Blu-ray puts four bytes before each
        first = packet - _TRANSPORT_PACKET
        if len(head) > 5 * packet and all(head[first + n * packet] == 0x47 for n in range(5)):
            return "video/mp2t"
    return None


def _mail(head: bytes) -> str | None:
    if _MBOX.match(head):
        return "application/mbox"
    known = 0
    for line in head[:4096].splitlines()[:40]:
        if not line or (line[:1] in b" \t" and known):
            if not line:
                break
            continue
        if not _OTHER_HEADER.match(line):
            return None
        known += bool(_HEADER_LINE.match(line))
    return "message/rfc822" if known >= 2 else None


def _outlook(head: bytes) -> str | None:
    """What Outlook keeps: a mailbox, or a message, which libmagic takes for any OLE file unless all is in its order."""
    if head.startswith(b"!BDN"):
        return "application/vnd.ms-outlook-pst"
    return "application/vnd.ms-outlook" if head.startswith(_OLE) and _MESSAGE in head else None


def _playlist(head: bytes) -> str | None:
    return "application/vnd.apple.mpegurl" if head.removeprefix(b"\xef\xbb\xbf").startswith(b"#EXTM3U") else None


def is_chat(head: bytes, found: str) -> bool:
    """Whether `head` begins a chat export people really hand in: Telegram, Facebook or Instagram, WhatsApp."""
    if found in {"application/json", "text/plain"} and head.lstrip()[:1] == b"{":
        start = head[:65536]
        return bool(b'"messages"' in start and _TELEGRAM.search(start)) or bool(_META.search(start))
    if not found.startswith("text/"):
        return False
    lines = [line for line in head[:8192].splitlines() if line][:20]
    stamped = sum(bool(_WHATSAPP.match(line)) for line in lines)
    return stamped >= 2 and stamped * 2 >= len(lines)


SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys(
        (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".bmp", ".dib", ".tif", ".tiff", ".heic", ".heif",
         ".avif", ".ico", ".jp2", ".psd", ".tga", ".pcx", ".dds", ".qoi", ".cr2", ".cr3", ".nef", ".dng", ".svg"),
        Kind.IMAGE,
    ),
    **dict.fromkeys(
        (".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".flv", ".3gp", ".3g2", ".mpg", ".mpeg", ".ts",
         ".mts", ".m2ts", ".vob", ".ogv", ".asf", ".rm", ".rmvb", ".mxf"),
        Kind.VIDEO,
    ),
    **dict.fromkeys(
        (".mp3", ".m4a", ".aac", ".wav", ".ogg", ".oga", ".opus", ".flac", ".wma", ".amr", ".aiff", ".mid"), Kind.AUDIO
    ),
    **dict.fromkeys(
        (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".txt", ".csv",
         ".html", ".htm", ".xml", ".json", ".md", ".log"),
        Kind.DOCUMENT,
    ),
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".iso"), Kind.ARCHIVE),
    **dict.fromkeys((".eml", ".msg", ".mbox", ".pst", ".ost"), Kind.MAIL),
}  # fmt: skip
