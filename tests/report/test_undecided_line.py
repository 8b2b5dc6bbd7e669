"""A report says how many contents agree with a list only, without a decision of anybody."""

from __future__ import annotations

from typing import Any

import pytest

from inspector.report.answers import Answers
from inspector.report.assessment.results import results
from inspector.report.facts import Facts
from inspector.report.form import Form
from inspector.report.parts import Paragraph
from inspector.report.wording import Wording
from inspector.words import Words


def told(facts: Facts, answers: Answers, form: Form, language: str) -> str:
    """The paragraphs of part III."""
    parts = results(facts, answers, Wording(form, Words(language)))
    return "\n".join("".join(run.text for run in part.runs) for part in parts if isinstance(part, Paragraph))


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Trong đó 1.204 nội dung khác nhau mới chỉ trùng khớp"), ("en", "Of these, 1,204 different contents only")],
)
def test_what_only_lists_say_stands_in_print(
    language: str, words: str, facts_of: Any, answers: Answers, form: Form
) -> None:
    assert words in told(facts_of(undecided_matches=1204), answers, form, language)
    assert words[:9] not in told(facts_of(unwitnessed=5), answers, form, language)
