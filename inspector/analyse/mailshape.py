"""What gives a part its shape, as programs wrote it that never read RFC 2045, put so that a strict reader takes it.

Mail programs read `boundary=----=_Part_1.2` and `multipart/mixed boundary="b"`, though the grammar allows neither.
"""

from __future__ import annotations

import re

_WORD = r"[^\s;,\"'*=/:?@()<>\[\]\\]++"  # without what a value may hold only in quotes, or encoded (RFC 2231)
_FINE = re.compile(
    rf"\s*{_WORD}(?:/{_WORD})?(?:\s*;\s*(?:[\w.-]+\s*=\s*(?:{_WORD}|\"[^\"\\]*\")|[\w.-]+\*\d*\*?\s*=\s*[^\s;\"]+))*"
    r"\s*;?\s*"
)
_KIND = re.compile(rf"[\s;,\"']*({_WORD})(?:\s*/\s*({_WORD}))?(?!\s*[*=])")
_PARAMETER = re.compile(
    r"(?<![\w.-])([\w.-]+(?:\*\d*\*?)?)\s*=\s*"
    r"(?:\"((?:[^\"\\]|\\.)*)\"?|([^\s;\"][^\s;]*(?:[ \t]+(?![\w.*-]+\s*=|\()[^\s;]+)*))"
)
_NO_KIND = re.compile(r"\s*multipart\s*;", re.IGNORECASE)
_PLAIN = re.compile(_WORD)
_ODDLY_QUOTED = re.compile(r"('|\\\")(.+)\1")
_ENCODING = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_COMMENT = re.compile(r"\([^()]*\)")
_LONGEST_ENCODING = 256
_ALIASES = {
    "base-64": "base64",
    "base_64": "base64",
    "quoted_printable": "quoted-printable",
    "quoted": "quoted-printable",
}


def mended(value: str) -> str:
    """The value of Content-Type or Content-Disposition; one that is written as it should be stays as it is."""
    if _FINE.fullmatch(value) and not _NO_KIND.match(value):
        return value
    value = re.sub(r"[\r\n]+", "", value)
    kind = _KIND.match(value)
    parameters = [_parameter(found) for found in _PARAMETER.finditer(value, kind.end() if kind else 0)]
    word = kind[1] if kind else ""
    if kind and kind[2]:
        word += f"/{kind[2]}"
    elif word.lower() == "multipart" or (not word and any(each.startswith("boundary") for each in parameters)):
        word = "multipart/mixed"
    if not word and not parameters:
        return value
    return "; ".join([word or "attachment", *parameters])


def _parameter(found: re.Match[str]) -> str:
    """One parameter, in quotes unless it need not be."""
    name, quoted, bare = found[1].lower(), found[2], found[3]
    if quoted is not None:
        return f'{name}="{quoted}"'
    if name.endswith("*") or _PLAIN.fullmatch(bare):
        return f"{name}={bare}"
    bare = bare.rstrip(" \t,")
    if (odd := _ODDLY_QUOTED.fullmatch(bare)) and not name.startswith("boundary"):
        bare = odd[2]
    return f'{name}="' + bare.replace("\\", "\\\\").replace('"', '\\"') + '"'


def encoding(value: str) -> str:
    """The name of a transfer encoding in lower case, without quotes, comments and whatever else stands about it."""
    found = _ENCODING.search(_COMMENT.sub(" ", value[:_LONGEST_ENCODING].lower()))
    return _ALIASES.get(found[0], found[0]) if found else ""
