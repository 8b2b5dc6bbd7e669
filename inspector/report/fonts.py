"""Liberation Serif 2.1.5 (metrics of Times New Roman) and Liberation Mono: the faces of every document.

Version 1.07 has the same name and lacks the Vietnamese letters, so the files are known by their digests.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from inspector.domain.fault import EnvironmentFault
from inspector.place import resource

REGULAR: Final = "InspectorSerif"
BOLD: Final = "InspectorSerif-Bold"
ITALIC: Final = "InspectorSerif-Italic"
BOLD_ITALIC: Final = "InspectorSerif-BoldItalic"
MONO: Final = "InspectorMono"

FILES: Final[Mapping[str, tuple[str, str]]] = {
    REGULAR: (
        "LiberationSerif-Regular.ttf",
        "29d12439831b7f59194efec85872f24f54eff05738933f9a860220d2abff88ba",
    ),
    BOLD: (
        "LiberationSerif-Bold.ttf",
        "446a4421f297698427170fd7db20e59169a4188baaaf940e9bea58af6341a723",
    ),
    ITALIC: (
        "LiberationSerif-Italic.ttf",
        "c1830c433ab41379f1139fac388989d37c9f08c81e1bd643efdcc7946db30753",
    ),
    BOLD_ITALIC: (
        "LiberationSerif-BoldItalic.ttf",
        "36dd6965be8915f6d7efb259757f1f7546a7c6f72c53a20bbe4ae7092f2cd558",
    ),
    MONO: (
        "LiberationMono-Regular.ttf",
        "6b3809450cf6253b36d157198dc15004a5fbade9abad5543c377feb7bb29139c",
    ),
}

_HIDING: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def register() -> None:
    """Make the faces known to reportlab; raises EnvironmentFault when a font file is missing or not the right one."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for face, (name, digest) in FILES.items():
        if face not in known:
            _register(face, name, digest)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)


def _register(face: str, name: str, digest: str) -> None:
    try:
        path = resource(f"fonts/{name}")
        right = hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        right = False
    if not right:
        raise EnvironmentFault("report_font_damaged", font=name)
    pdfmetrics.registerFont(TTFont(face, str(path)))


def widths(face: str) -> Mapping[int, float]:
    """Advance widths by code point, in thousandths of the size; a code point the face cannot draw is absent."""
    font = pdfmetrics.getFont(face)
    table: Mapping[int, float] = font.face.charWidths  # type: ignore[attr-defined]  # a TTFont, registered here
    return table


def drawable(text: str, face: str = REGULAR) -> str:
    """Any text with only what the face can draw and nothing that hides or turns the line; line feeds stay.

    Letters and their marks are drawn joined (NFC): names from some systems come apart, and nobody could see it.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    drawn, joined = widths(face), unicodedata.normalize("NFC", text)
    return "".join(each if each == "\n" or _drawn(each, drawn) else _escaped(ord(each)) for each in joined)


def _drawn(character: str, drawn: Mapping[int, float]) -> bool:
    return ord(character) in drawn and unicodedata.category(character) not in _HIDING


def _escaped(number: int) -> str:
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
