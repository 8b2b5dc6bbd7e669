"""Bytes to text when the stated character set may be missing, unknown or a lie."""

from __future__ import annotations

import codecs

from inspector.domain.marks import composed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The character sets of mail and text files; Python's other codecs (unicode_escape, punycode, zlib …) are not for
# strangers' bytes. A worker loads these before it locks itself in.
KNOWN = (
    "utf-8", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii",
    "iso8859-1", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8",
    "iso8859-9", "iso8859-10", "iso8859-11", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16",
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "cp437", "cp850", "cp852", "cp855", "cp862", "cp866", "cp874", "cp932", "cp949", "cp950",
    "koi8-r", "koi8-t", "koi8-u", "gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "euc_jp", "euc_kr", "johab",
    "shift_jis", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_ext", "iso2022_kr", "tis-620",
    "mac-roman", "mac-cyrillic", "mac-latin2",
)  # fmt: skip

_STATEFUL = frozenset({
    "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2",
    "iso2022_jp_ext", "iso2022_kr",
})  # fmt: skip
_SAMPLE = 4096


def load() -> None:
    """Load every known codec, so that a worker that may open no file has them."""
    for name in KNOWN:
        "".encode(name)
        b"".decode(name)


def decoded(data: bytes, stated: str = "") -> str:
    """The text of `data`, never failing: byte-order mark, UTF-8 where it holds, `stated`, windows-1258, in this order.

    Valid UTF-8 beats a statement, since hardly any other text is valid UTF-8 by accident. Letters written with
    combining marks (windows-1258) come out composed (NFC). What cannot be read becomes U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return composed(data[len(mark) :].decode(name, "replace"))
    for name in _candidates(data, stated):
        try:
            return composed(data.decode(name))
        except UnicodeError:
            continue
    return composed(data.decode("cp1258", "replace"))


def clean(untrusted: str) -> str:
    """`untrusted` without lone surrogates: bytes smuggled by surrogateescape are decoded after all."""
    if untrusted.isascii():
        return untrusted
    try:
        untrusted.encode("utf-8")
    except UnicodeEncodeError:
        return decoded(untrusted.encode("utf-8", "surrogateescape_or_mark"))
    return untrusted


def is_text(data: bytes) -> bool:
    """Whether the beginning of `data` looks like text in UTF-8, UTF-16 or an eight-bit set."""
    head = data[:_SAMPLE]
    if head.startswith(tuple(mark for mark, _ in _MARKS)) or wide(head):
        return True
    return _few_controls(head.decode("latin-1"))


def wide(data: bytes) -> str:
    """The name of the UTF-16 form that `data` without a mark looks like, or nothing."""
    head = data[:_SAMPLE]
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    low, high = head[0::2].count(0) * 10, head[1::2].count(0) * 10
    name = (
        "utf-16-le" if high >= pairs * 4 and low < pairs else "utf-16-be" if low >= pairs * 4 and high < pairs else ""
    )
    return name if name and _few_controls(head[: 2 * pairs].decode(name, "replace")) else ""


def _few_controls(text: str) -> bool:
    controls = sum(character < " " and character not in "\t\n\r\f\x1b" for character in text)
    return controls * 200 <= len(text)


def _candidates(data: bytes, stated: str) -> list[str]:
    name = _known(stated)
    if name in _STATEFUL:
        return [name, "utf-8"]
    names = ["utf-8", name, "cp1258"]
    return [each for each in ([wide(data), *names] if not name else names) if each]


def _known(stated: str) -> str:
    """The codec for a stated character set when it is one of ours, else nothing."""
    if not stated or len(stated) > 40 or not stated.isascii():
        return ""
    try:
        name = codecs.lookup(stated.strip().lower()).name
    except (LookupError, ValueError):
        return ""
    return name if name in KNOWN else ""


def _surrogate_bytes(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write smuggled bytes back as bytes and any other lone surrogate as the replacement character."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lone = error.object[error.start : error.end]
    data = b"".join(
        bytes([ord(each) - 0xDC00]) if 0xDC80 <= ord(each) <= 0xDCFF else "\ufffd".encode() for each in lone
    )
    return data, error.end


codecs.register_error("surrogateescape_or_mark", _surrogate_bytes)
