"""Measures of an official document: Nghị định 30/2020/NĐ-CP, Phụ lục I (points; 1 pt = 1/72 inch)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MM: Final = 72 / 25.4

A4: Final = (210 * MM, 297 * MM)

TOP: Final = 20 * MM  # 20 to 25 mm
BOTTOM: Final = 20 * MM  # 20 to 25 mm
LEFT: Final = 30 * MM  # 30 to 35 mm
RIGHT: Final = 15 * MM  # 15 to 20 mm

NATION_SIZE: Final = 12.0  # Quốc hiệu: capitals, bold, 12 to 13
MOTTO_SIZE: Final = 13.0  # Tiêu ngữ: bold, 13 to 14
AGENCY_SIZE: Final = 12.0  # agencies: capitals, 12 to 13
NUMBER_SIZE: Final = 13.0  # Số, ký hiệu
PLACE_SIZE: Final = 13.0  # địa danh, ngày: italic, 13 to 14
TITLE_SIZE: Final = 14.0  # tên loại and trích yếu: bold, 13 to 14
BODY_SIZE: Final = 14.0  # 13 to 14
SIGNER_SIZE: Final = 13.0  # position and name: bold, 13 to 14
RECIPIENTS_SIZE: Final = 12.0  # Nơi nhận: bold italic 12
RECIPIENT_SIZE: Final = 11.0  # the list below it: 11
PAGE_NUMBER_SIZE: Final = 13.0  # 13 to 14, upright, centred in the top margin

BODY_LEADING: Final = 18.0  # between single (16.1) and one and a half (24.2)
INDENT: Final = 12.7 * MM  # 1 cm or 1.27 cm
PARAGRAPH_GAP: Final = 6.0  # at least 6 pt
HEAD_LEFT: Final = 0.41  # part of the width that the agency's column takes
SIGNATURE_ROOM: Final = (66 * MM, 26 * MM)
RULE: Final = 0.6
AGENCY_RULE: Final = 0.4  # the rule below the agency: a third to a half of the line


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size and the box inside its margins, in points."""

    width: float
    height: float

    @property
    def inner_width(self) -> float:
        """The width between the margins."""
        return self.width - LEFT - RIGHT

    @property
    def inner_height(self) -> float:
        """The height between the margins."""
        return self.height - TOP - BOTTOM


PORTRAIT: Final = Sheet(*A4)
LANDSCAPE: Final = Sheet(A4[1], A4[0])
