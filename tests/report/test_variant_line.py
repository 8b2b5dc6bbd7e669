"""A report says what was done to a picture before it agreed with a list, in print and in its manifest."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from inspector.domain.match import Listing, Signal
from inspector.report.answers import Answers
from inspector.report.assessment.annexes import annexes
from inspector.report.facts import MatchFact
from inspector.report.form import Form
from inspector.report.manifest import manifest
from inspector.report.wording import Wording
from inspector.words import Words

MATCH = MatchFact("Danh mục", Listing.ILLEGAL, Signal.PDQ, 18, "widened")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "gần giống PDQ, cách 18 bit (có thể là bản đã cắt mép)"),
        ("en", "PDQ near, distance 18 bits (may have been cut at its edges)"),
    ],
)
def test_the_annex_says_how_a_copy_agreed(
    facts_of: Any, item_of: Any, answers: Answers, form: Form, *, language: str, line: str
) -> None:
    facts = facts_of([replace(item_of(1, b"a.jpg"), matches=(MATCH,))])
    assert line in repr(annexes(facts, answers, Wording(form, Words(language))))


def test_the_manifest_and_the_table_hold_it(facts_of: Any, item_of: Any, answers: Answers) -> None:
    made = manifest(facts_of([replace(item_of(1, b"a.jpg"), matches=(MATCH,))]), answers, "2026-11-28T00:00:00Z")
    (item,) = json.loads(made.json)["items"]
    assert item["matches"][0]["variant"] == "widened"
    assert "Danh mục pdq 18 widened" in made.csv.decode("utf-8-sig")
