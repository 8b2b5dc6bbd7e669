"""What Outlook knows of a message, an attachment or a receiver: properties by number (MS-OXPROPS, MS-OXCDATA)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from inspector.analyse import charset
from inspector.analyse.charset import clean, decoded
from inspector.analyse.unreadable import Unreadable

CLASS, SUBJECT, SUBMITTED, DELIVERED = 0x001A, 0x0037, 0x0039, 0x0E06
SENT_NAME, SENT_ADDRESS, SENDER_NAME, SENDER_ADDRESS = 0x0042, 0x0065, 0x0C1A, 0x0C1F
SENDER_SMTP, SENT_SMTP = 0x5D01, 0x5D02
HEADERS, MESSAGE_ID = 0x007D, 0x1035
SHOWN_BCC, SHOWN_CC, SHOWN_TO = 0x0E02, 0x0E03, 0x0E04
BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
NAME, ADDRESS, CREATED, MODIFIED, SMTP = 0x3001, 0x3003, 0x3007, 0x3008, 0x39FE
RECEIVER = 0x0C15  # 1 to, 2 cc, 3 bcc
ATTACHED, ATTACHED_HOW, ATTACHED_SHORT, ATTACHED_LONG = 0x3701, 0x3705, 0x3704, 0x3707
ATTACHED_MIME, ATTACHED_ID = 0x370E, 0x3712
PAGE, INTERNET_PAGE = 0x3FFD, 0x3FDE

BY_VALUE, EMBEDDED, OLE = 1, 5, 6
"""How something is attached; the others only tell where it lay."""

BINARY, STRING8, STRING, TIME = 0x0102, 0x001E, 0x001F, 0x0040

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_UNIX = datetime(1970, 1, 1, tzinfo=UTC)
_PAGES = {65001: "utf-8", 20127: "ascii", 20866: "koi8-r", 21866: "koi8-u", 936: "gbk", 54936: "gb18030",
          51932: "euc_jp", 51949: "euc_kr", 50220: "iso2022_jp", 50221: "iso2022_jp", 50222: "iso2022_jp",
          50225: "iso2022_kr", 1200: "utf-16-le", 10000: "mac-roman"}  # fmt: skip

charset.load()  # while files can still be opened


class Properties:
    """Properties by their number; `find` gives the type and bytes of one, or None.

    One that cannot be read is as good as none; then `flawed` is called with the code of the failure.
    """

    def __init__(
        self,
        find: Callable[[int], tuple[int, bytes] | None],
        numbers: Iterable[int],
        flawed: Callable[[str], None],
        page: str = "",
    ) -> None:
        self._stored = find
        self._flawed = flawed
        self.numbers = numbers
        """Every property there is; those from 0x8000 on mean something else in every file."""
        self.page = self._stated() or page

    def text(self, number: int) -> str:
        """A text, or an empty one."""
        kind, data = self._find(number)
        if kind == STRING:
            return clean(data.decode("utf-16-le", "replace")).rstrip("\0")
        return decoded(data, self.page).rstrip("\0") if kind == STRING8 else ""

    def data(self, number: int) -> bytes:
        """Bytes as they are stored; a text in UTF-8."""
        kind, data = self._find(number)
        return data if kind == BINARY else self.text(number).encode()

    def number(self, number: int) -> int | None:
        """A whole number."""
        kind, data = self._find(number)
        return int.from_bytes(data[: 2 if kind == 2 else 4], "little", signed=True) if kind in (2, 3) else None

    def time(self, number: int) -> datetime | None:
        """A moment in UTC (FILETIME)."""
        kind, data = self._find(number)
        ticks = int.from_bytes(data[:8], "little") if kind == TIME else 0
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def time_ns(self, number: int) -> int | None:
        """A moment in nanoseconds since 1970."""
        moment = self.time(number)
        return None if moment is None else (moment - _UNIX) // timedelta(microseconds=1) * 1000

    def _find(self, number: int) -> tuple[int, bytes]:
        try:
            return self._stored(number) or (0, b"")
        except Unreadable as unreadable:
            self._flawed(unreadable.code)
            return 0, b""

    def _stated(self) -> str:
        page = self.number(INTERNET_PAGE) or self.number(PAGE)
        return "" if page is None else codec(page)


def codec(page: int) -> str:
    """What a code page of Windows is called here."""
    return _PAGES.get(page) or (f"iso8859-{page - 28590}" if 28590 < page < 28606 else f"cp{page}")
