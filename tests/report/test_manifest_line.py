"""A report says how many manifests beside the evidence were checked, and what came of it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from inspector.domain.content import Analysis
from inspector.domain.manifest import Algorithm, Claims, ManifestClaim
from inspector.report.answers import Answers
from inspector.report.assessment.handling import handling
from inspector.report.facts import Facts, ManifestFact
from inspector.report.form import Form
from inspector.report.gathering import gather
from inspector.report.parts import Paragraph
from inspector.report.wording import Wording
from inspector.words import Words
from tests import ready


def told(facts: Facts, answers: Answers, form: Form, language: str) -> str:
    parts = handling(facts, answers, Wording(form, Words(language)))
    return "\n".join(run.text for part in parts if isinstance(part, Paragraph) for run in part.runs)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "Đã đối chiếu 2 bản kê giá trị băm đi kèm dữ liệu: 1.204 tệp khớp, 1 tệp không khớp,"),
        (
            "en",
            "held against what was read: 2. Files that agree: 1,204; that differ: 1; on a manifest",
        ),
    ],
)
def test_manifests_are_told_where_there_are_any(
    language: str, line: str, facts_of: Any, answers: Answers, form: Form
) -> None:
    assert line in told(facts_of(manifests=ManifestFact(2, 1204, 1, 5, 3, 4)), answers, form, language)
    assert "bản kê" not in told(facts_of(), answers, form, "vi")


def test_the_sums_are_those_of_all_manifests(register: ready.Register) -> None:
    register.read(b"a", b"a")
    register.read(b"b", b"b")
    for number in range(2):
        claims = [ManifestClaim(Algorithm.SHA256, hashlib.sha256(path).digest(), path) for path in (b"a", b"gone")]
        register.read(b"list %d" % number, b"%d" % number, analysis=Analysis(claims=Claims.of(claims)))
    facts = gather(register.workspace.reader(), register.case, "0")
    assert facts.manifests == ManifestFact(2, 2, 0, 2, 2, 0)
