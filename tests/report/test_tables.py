"""Tables of any length: nothing is lost between pages, and every line fits its cell."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from inspector.report.fonts import REGULAR, drawable, register
from inspector.report.parts import Column, Table
from inspector.report.ruled_table import Plan
from inspector.report.wrap import Wrapper

register()
TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=120)


@given(TEXTS, st.floats(min_value=20, max_value=300))
@settings(max_examples=200, deadline=None)
def test_lines_fit_and_hold_every_letter(text: str, width: float) -> None:
    safe = drawable(text)
    lines = Wrapper(REGULAR, 9, width).lines(safe)
    assert "".join(lines).replace(" ", "") == safe.replace(" ", "").replace("\n", "")
    assert all(stringWidth(line, REGULAR, 9) <= width + 0.01 or len(line) == 1 for line in lines)


@given(st.lists(st.integers(min_value=1, max_value=120), max_size=30), st.floats(min_value=120, max_value=700))
@settings(max_examples=100, deadline=None)
def test_pages_hold_every_line_once(heights: list[int], available: float) -> None:
    rows = [["\n".join(f"{row}.{line}" for line in range(count))] for row, count in enumerate(heights)]
    plan = Plan(Table([Column("Cột", 100)], rows, size=9), 400, available)
    seen: list[str] = []
    row = line = pages = 0
    while row < len(rows):
        fill = plan.fill(row, line, available)
        assert fill.rows, "a page took nothing"
        assert fill.height <= available + 0.01
        seen += [text for each in fill.rows for text in each.lines[0]]
        row, line, pages = fill.row, fill.line, pages + 1
        assert pages < 200
    assert seen == [text for cells in rows for text in cells[0].split("\n")]


def test_what_a_face_cannot_draw_is_spelled_out() -> None:
    assert drawable("ảnh 写真 \U0001f431.jpg") == "ảnh \\u5199\\u771f \\U0001f431.jpg"
    assert drawable("a\u202eb\u200bc") == "a\\u202eb\\u200bc"
    assert drawable("một\nhai") == "một\nhai"


def test_dates_and_numbers_stay_whole() -> None:
    lines = Wrapper(REGULAR, 9, 60).lines("nạp ngày 22/11/2026 với 12.403.221 giá trị")
    assert any("22/11/2026" in line for line in lines)
    assert any("12.403.221" in line for line in lines)
    assert Wrapper(REGULAR, 9, 60).lines("ThưMục/ảnh/IMG_0001.jpg")[0].endswith("/")
