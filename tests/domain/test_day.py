"""Days are days that there are."""

from __future__ import annotations

import pytest

from inspector.domain.day import is_day


@pytest.mark.parametrize(
    "text",
    ["1/9/2026", "01/09/2026", "01.09.2026", "01-09-2026", "29/02/2028", "2026-09-01", "2026/9/1", "9/2026", "2026-09",
     "2026", "2026-09-01T08:00:00Z", "2026-09-01 08:00", "2026-09-01T08:00:00.5+07:00"],
)  # fmt: skip
def test_days(text: str) -> None:
    assert is_day(text)


@pytest.mark.parametrize(
    "text",
    ["31/02/2026", "29/02/2026", "32/1/2026", "1/13/2026", "13/2026", "2026-02-30", "0000", "0/9/2026", "00/2026",
     "not a date", "1/9/26", "١/٩/٢٠٢٦", "20260901", "2026-09-01T25:00:00", "", "1/9/2026 x", "hôm nay"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert not is_day(text)
