"""The readers of containers that there are: a new one is a file below `containers/` and a line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from inspector.source.container import Claim, Container, Head

READERS: dict[str, str] = {
    "chrome_blocks": "copies.chrome_blocks:ChromeBlocks",
    "chrome_cache": "copies.chrome_cache:ChromeCache",
    "compressed": "archive.compressed:Compressed",
    "disk": "disk.disk_image:DiskImage",
    "eml": "mail.eml:Eml",
    "firefox_cache": "copies.firefox_cache:FirefoxCache",
    "html": "paper.web_page:WebPage",
    "mbox": "mail.mbox:Mbox",
    "meta": "chat.meta:Meta",
    "mhtml": "paper.mhtml:Mhtml",
    "msg": "mail.msg:Msg",
    "office": "paper.office:Office",
    "ole": "paper.ole:Ole",
    "packed": "archive.packed:Packed",
    "pdf": "paper.pdf:Pdf",
    "pst": "mail.pst:Pst",
    "rar": "archive.rar_archive:Rar",
    "rtf": "paper.rtf:Rtf",
    "sqlite_blobs": "copies.sqlite_blobs:SqliteBlobs",
    "streamed": "archive.packed:Streamed",
    "tar": "archive.tar_archive:Tar",
    "telegram": "chat.telegram:Telegram",
    "telegram_page": "chat.telegram_page:TelegramPage",
    "thumbcache": "copies.thumbcache:ThumbCache",
    "thumbdata": "copies.thumbdata:ThumbData",
    "thumbs_db": "copies.thumbs_db:ThumbsDb",
    "tnef": "mail.tnef:Tnef",
    "ufdr": "archive.ufdr:Ufdr",
    "unread": "archive.unread:Unread",
    "warc": "paper.warc:Warc",
    "whatsapp": "chat.whatsapp:WhatsApp",
    "zalo": "chat.zalo:Zalo",
    "zalo_conversations": "chat.zalo_conversations:ZaloConversations",
    "zip": "archive.zip_archive:Zip",
}
"""Name of a reader to "module:Class" below `inspector.source.containers`; the order means nothing."""

IMAGE = "disk"
"""The reader of disk images, whose size says nothing of what comes out of them."""

LISTED = frozenset({"disk", "mbox", "pst", "tar", "ufdr", "zip"})
"""Those whose members may be very many and are better read one by one; what else they tell of themselves is no text."""

_HOME = "inspector.source.containers."


def names() -> frozenset[str]:
    """The names of all readers, loaded or not."""
    return frozenset(READERS)


@cache
def loaded() -> tuple[dict[str, type[Container]], dict[str, str]]:
    """The readers by name, and those whose library is not on this machine: their module and the type of the error.

    A module that has to use something before its worker is locked in offers `warm()`.
    """
    readers: dict[str, type[Container]] = {}
    missing: dict[str, str] = {}
    for name, spec in READERS.items():
        module, _, kind = spec.partition(":")
        try:
            readers[name] = _loaded(module, kind)
        except (ImportError, OSError, AttributeError, TypeError) as error:  # ctypes libraries that are not there
            missing[module] = type(error).__name__
    return readers, missing


def _loaded(module: str, kind: str) -> type[Container]:
    imported = import_module(_HOME + module)
    warm = getattr(imported, "warm", None)
    if warm is not None:
        warm()
    reader: type[Container] = getattr(imported, kind)
    return reader


def reader_for(head: Head) -> type[Container] | None:
    """The reader that is surest of a file; None when no reader claims it."""
    readers, _ = loaded()
    best = max(readers.values(), key=lambda reader: reader.claim(head), default=None)
    return best if best is not None and best.claim(head) > Claim.NONE else None
