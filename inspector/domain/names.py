"""Names out of evidence, made safe to show: nothing hides, nothing turns the text round, every byte can be told."""

from __future__ import annotations

import unicodedata

# Format characters (Cf) hold the direction marks, zero-width characters and the byte-order mark; the separators Zl and
# Zp break lines; surrogates stand for bytes that are not UTF-8.
_VISIBLE_ONLY_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_LONGEST_STEM = 50

LONGEST_LABEL = 200
"""Characters of what people call something, so that it stands on a line."""


def is_label(text: str, longest: int = LONGEST_LABEL) -> bool:
    """Whether something may be called so: a line of visible text; nothing is no name, which may be right."""
    return len(text) <= longest and not any(unicodedata.category(each) in _VISIBLE_ONLY_ESCAPED for each in text)


def label(untrusted: str) -> str:
    """What something is called by itself, made such a line: as it is, or as `display` shows it, cut."""
    return untrusted if is_label(untrusted) else display(untrusted)[:LONGEST_LABEL]


def visible(untrusted: str) -> str:
    """What something is called by its own name, with a line in the place of each character that nobody could type."""
    return "".join("_" if unicodedata.category(each) in _VISIBLE_ONLY_ESCAPED else each for each in untrusted)


def stem(name: str) -> str:
    """A name made fit for a file: letters, digits and dashes, short enough for any file system."""
    letters = unicodedata.normalize("NFC", name)[:_LONGEST_STEM]
    return "".join(letter if letter.isalnum() else "-" for letter in letters)


def display(untrusted: bytes | str) -> str:
    r"""A name or path as one line of visible text.

    Bytes that are not UTF-8 become `\xNN`; controls, direction marks, zero-width characters and line breaks become
    `\xNN`, `\uNNNN` or `\UNNNNNNNN`; a backslash becomes `\\`, so that two different names never look alike by trick.
    """
    text = untrusted.decode("utf-8", "surrogateescape") if isinstance(untrusted, bytes) else untrusted
    if text.isascii() and text.isprintable() and "\\" not in text:
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if unicodedata.category(character) not in _VISIBLE_ONLY_ESCAPED:
        return character
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:  # an undecodable byte, as surrogateescape spells it
        return f"\\x{number - 0xDC00:02x}"
    if number < 0x80:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
