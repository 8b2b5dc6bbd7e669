"""The readers of containers that there are: a new one is a file in `containers/` and a line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from inspector.source.container import Claim, Container, Head

READERS: dict[str, str] = {
    "chrome_blocks": "chrome_blocks:ChromeBlocks",
    "chrome_cache": "chrome_cache:ChromeCache",
    "compressed": "compressed:Compressed",
    "disk": "disk_image:DiskImage",
    "eml": "eml:Eml",
    "firefox_cache": "firefox_cache:FirefoxCache",
    "html": "web_page:WebPage",
    "mbox": "mbox:Mbox",
    "meta": "meta:Meta",
    "mhtml": "mhtml:Mhtml",
    "msg": "msg:Msg",
    "office": "office:Office",
    "packed": "packed:Packed",
    "pdf": "pdf:Pdf",
    "pst": "pst:Pst",
    "rar": "rar_archive:Rar",
    "sqlite_blobs": "sqlite_blobs:SqliteBlobs",
    "streamed": "packed:Streamed",
    "tar": "tar_archive:Tar",
    "telegram": "telegram:Telegram",
    "telegram_page": "telegram_page:TelegramPage",
    "thumbcache": "thumbcache:ThumbCache",
    "thumbdata": "thumbdata:ThumbData",
    "thumbs_db": "thumbs_db:ThumbsDb",
    "ufdr": "ufdr:Ufdr",
    "warc": "warc:Warc",
    "whatsapp": "whatsapp:WhatsApp",
    "zalo": "zalo:Zalo",
    "zalo_conversations": "zalo_conversations:ZaloConversations",
    "zip": "zip_archive:Zip",
}
"""Name of a reader to "module:Class" below `inspector.source.containers`; the order means nothing."""

IMAGE = "disk"
"""The reader of disk images, whose size says nothing of what comes out of them."""

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
