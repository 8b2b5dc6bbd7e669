"""Marks by which bytes tell what they are where libmagic is silent or mistaken, and words that belong to kinds."""

from __future__ import annotations

import re

from inspector.analyse import bare
from inspector.analyse.conversation import MAGIC
from inspector.domain.content import Kind
from inspector.domain.conversation import MIME

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
_OTHER_HEADER = re.compile(rb"[!-9;-~]{1,76}[ \t]?:")
_MBOX = re.compile(rb"From \S+ .{6,60}\r?\n[!-9;-~]{1,76}: ")
_MAIL_HEAD = 4096
_SENDER = re.compile(rb"From [^\r\n]{1,300}\r?\n")
_BEFORE_MAIL = re.compile(  # a mark, empty lines, and the line of a mailbox that quoted it
    rb"(?:\xef\xbb\xbf)?(?:[ \t]{0,8}\r{0,2}\n){0,32}(?:>From [^\r\n]{1,300}\r{0,2}\n)?"
)
_DATE = rb"\d{1,4}[/.-] ?\d{1,2}[/.-] ?\d{1,4}\.?"
_TIME = rb"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[^\n\d\]]{0,12}?"
_WHATSAPP = re.compile(  # Vietnamese telephones write the time first
    rb"(?:\xef\xbb\xbf|\xe2\x80[\x8e\x8f\xaa-\xae])*\[?"
    rb"(?:" + _DATE + rb",? (?:[a-z]{1,5} )?" + _TIME + rb"|" + _TIME + rb",? " + _DATE + rb")(?:\] | - )[^\n]+"
)
_LOG = re.compile(rb"\[?\d{4}-\d\d-\d\d[ T]\d|\d[^\[\]]{,30}:\d\d:\d\d - ")
_TELEGRAM = re.compile(rb'"type"\s*:\s*"(?:personal|bot|private|public|saved)_[a-z]+"')
_TELEGRAM_ACCOUNT = re.compile(rb'\{\s*(?:"about"\s*:\s*"[^"]{0,2000}Telegram|"personal_information"\s*:\s*\{)')
_LIST_OF_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')
_PARTICIPANTS = re.compile(rb'"participants"\s*:\s*\[')
_META_MESSAGE = re.compile(rb'"(?:sender_name|senderName|timestamp_ms)"\s*:|"messages"\s*:\s*\[\s*\]')
_ENCRYPTED_META = re.compile(rb'"(?:senderName|threadName)"\s*:')
_ZALO = tuple(re.compile(rb'"' + name + rb'"\s*:') for name in (b"cliMsgId", b"msgType", b"fromUid"))
_ZALO_LIST = tuple(re.compile(rb'"' + name + rb'"\s*:') for name in (b"userId", b"isGroup", b"firstSmsLocalId"))
_TRANSPORT_PACKET = 188
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MESSAGE = "__properties_version1.0".encode("utf-16-le")


def mime(head: bytes) -> str | None:
    """The media type of a file that begins with `head` (or None), from marks that leave no doubt."""
    for test in (_picture, _iso_media, _transport_stream, bare.mime, _mail, _outlook, _playlist, _conversation):
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
    sender = _SENDER.match(head)  # a mailbox all the same where no time is in its first line
    before = sender or _BEFORE_MAIL.match(head)
    if not _headed(head[before.end() if before else 0 :][:_MAIL_HEAD]):
        return None
    return "application/mbox" if sender else "message/rfc822"


def _headed(text: bytes) -> bool:
    """Whether a text begins with headers of which two belong to mails; with a stray line among them, four."""
    lines = text.replace(b"\r\r\n", b"\n").splitlines()
    if len(text) == _MAIL_HEAD:
        lines.pop()  # which is cut
    known = stray = 0
    for line in lines[:40]:
        if not line:
            break
        if line[:1] in b" \t" and known:
            continue
        stray += not _OTHER_HEADER.match(line)
        known += bool(_HEADER_LINE.match(line))
        if stray > min(known, 1):
            return False
    return known >= 2 + 2 * stray


def _outlook(head: bytes) -> str | None:
    """What Outlook keeps: a mailbox, or a message, which libmagic takes for any OLE file unless all is in its order."""
    if head.startswith(b"!BDN"):
        return "application/vnd.ms-outlook-pst"
    return "application/vnd.ms-outlook" if head.startswith(_OLE) and _MESSAGE in head else None


def _playlist(head: bytes) -> str | None:
    return "application/vnd.apple.mpegurl" if head.removeprefix(b"\xef\xbb\xbf").startswith(b"#EXTM3U") else None


def _conversation(head: bytes) -> str | None:
    return MIME if head.startswith(MAGIC) else None


def is_chat(head: bytes, found: str) -> bool:
    """Whether `head` begins a chat export people really hand in: Telegram, Facebook or Instagram, Zalo, WhatsApp."""
    if _opens_object(head):
        return is_telegram(head) or is_meta(head) or is_zalo(head) or is_zalo_list(head)
    return found.startswith("text/") and (is_telegram_page(head) or is_whatsapp(head))


def is_telegram(head: bytes) -> bool:
    """Whether `head` begins Telegram Desktop's JSON export of a chat or an account."""
    if not _opens_object(head):
        return False
    chat = _LIST_OF_MESSAGES.search(head) and _TELEGRAM.search(head)
    return bool(chat or _TELEGRAM_ACCOUNT.match(_bare(head)))


def is_telegram_page(head: bytes) -> bool:
    """Whether `head` begins a page of messages out of Telegram Desktop's export as HTML."""
    return b"<title>Exported Data</title>" in head[:2048] and b'class="message ' in head


def is_meta(head: bytes) -> bool:
    """Whether `head` begins a thread out of a Facebook or Instagram download."""
    marks = (_PARTICIPANTS, _LIST_OF_MESSAGES, _META_MESSAGE)
    return _opens_object(head) and all(mark.search(head) for mark in marks)


def is_encrypted_meta(head: bytes) -> bool:
    """Whether a thread out of a Facebook download is one of end-to-end encrypted messages, whose layout is another."""
    return bool(_ENCRYPTED_META.search(head))


def is_zalo(head: bytes) -> bool:
    """Whether `head` begins the messages of a decrypted Zalo backup: a JSON object a line."""
    return _first_line_has(head, _ZALO)


def is_zalo_list(head: bytes) -> bool:
    """Whether `head` begins the list of conversations of a decrypted Zalo backup."""
    return _first_line_has(head, _ZALO_LIST)


def _first_line_has(head: bytes, marks: tuple[re.Pattern[bytes], ...]) -> bool:
    first = _bare(head).partition(b"\n")[0]
    return _opens_object(head) and all(mark.search(first) for mark in marks)


def is_whatsapp(head: bytes, least: int = 2) -> bool:
    """Whether `head` begins as a WhatsApp export does: with a stamped line, and at least `least` in all.

    A message may have many lines, but rarely twenty; logs are stamped too, otherwise.
    """
    text = _bare(head)
    if not _WHATSAPP.match(text):
        return False
    lines = [line for line in text.splitlines() if line]
    stamped = sum(bool(_WHATSAPP.match(line)) and not _LOG.match(line) for line in lines)
    return stamped >= least and stamped * 20 >= len(lines)


def _bare(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _opens_object(head: bytes) -> bool:
    return _bare(head[:4096])[:1] == b"{"


SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys(
        (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".bmp", ".dib", ".tif", ".tiff", ".heic", ".heif",
         ".avif", ".ico", ".jp2", ".psd", ".tga", ".pcx", ".dds", ".qoi", ".cr2", ".cr3", ".nef", ".dng", ".svg"),
        Kind.IMAGE,
    ),
    **dict.fromkeys(
        (".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".wmv", ".flv", ".3gp", ".3g2", ".mpg", ".mpeg", ".ts",
         ".mts", ".m2ts", ".vob", ".ogv", ".asf", ".rm", ".rmvb", ".mxf", ".m2v", ".h264", ".264", ".avc", ".h265",
         ".265", ".hevc"),
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
