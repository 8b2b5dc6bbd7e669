"""A report says of each disk image whether its content agrees with the digest stored in it."""

from __future__ import annotations

from typing import Any

import pytest

from inspector.report.answers import Answers
from inspector.report.facts import ImageFact
from inspector.report.form import Form
from tests.report.test_manifest_line import told

MD5 = {"md5": "00112233445566778899aabbccddeeff"}


@pytest.mark.parametrize(
    ("image", "vietnamese", "english"),
    [
        (ImageFact("VC-01", b"a.E01", agrees=True, unread=False, digests=MD5), "khớp với giá trị băm", "agrees with"),
        (ImageFact("VC-01", b"a.E01", agrees=False, unread=False, digests=MD5), "KHÔNG khớp", "does NOT agree"),
        (ImageFact("VC-01", b"a.E01", agrees=None, unread=False, digests=MD5), "không ghi giá trị băm", "no digest"),
        (ImageFact("VC-01", b"a.E01", agrees=None, unread=True, digests={}), "CHƯA đối chiếu được", "NOT held against"),
    ],
)
def test_each_image_is_told_with_its_verdict(  # noqa: PLR0917  fixtures
    image: ImageFact, vietnamese: str, english: str, facts_of: Any, answers: Answers, form: Form
) -> None:
    for language, words in (("vi", vietnamese), ("en", english)):
        lines = told(facts_of(images=[image]), answers, form, language).splitlines()
        (line,) = [each for each in lines if "a.E01" in each]
        assert words in line
        assert ("00112233" in line) == bool(image.digests)
    assert "Ảnh đĩa" not in told(facts_of(), answers, form, "vi")
