"""What a report says of places: the class of each relevant item, counts without the system's copies, and the rules."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inspector.domain.place_class import PlaceClass
from inspector.report.answers import Answers
from inspector.report.build import build
from inspector.report.facts import AnalyserFact, Tally
from inspector.words import Words


@pytest.mark.parametrize("language", ["vi", "en"])
def test_classes_counts_and_rules_are_printed(
    facts_of: Any, item_of: Any, answers: Answers, at: datetime, tmp_path: Path, *, language: str
) -> None:
    items = [replace(item_of(number, b"a.jpg"), place=place.value) for number, place in enumerate(PlaceClass)]
    rules = AnalyserFact("places", "2026-01-02", "SHA-256: 0a0b0c")
    facts = facts_of(items, total=Tally(90, 1000, 80, 900, 4321, 700), kinds={}, analysers=(rules,))
    words = Words(language)
    (tmp_path / "r.pdf").write_bytes(build(facts, answers, words, at).pdf)
    done = subprocess.run(["pdftotext", str(tmp_path / "r.pdf"), "-"], capture_output=True, text=True, check=True)
    text = " ".join(done.stdout.split())
    assert [place for place in PlaceClass if words.say(f"place-{place.value}") not in text] == []
    assert words.number(4321) in text
    assert "2026-01-02 SHA-256: 0a0b0c" in text
