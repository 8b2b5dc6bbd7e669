"""The answers of the practice report, in the language asked for, as the TOML file an examiner would write."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from inspector.app.practice.material import LAPTOP, TELEPHONE
from inspector.words import Words

Plain = str | bool | date | Sequence["Plain"] | Mapping[str, "Plain"]

_REQUESTED, _RECEIVED = date(2025, 9, 1), date(2025, 9, 3)


def answers(words: Words, examiner: str, reviewer: str) -> str:
    """The answers as TOML text."""
    given: dict[str, Plain] = {
        "form": "assessment",
        **{field: words.say(f"demo-answer-{field.replace('_', '-')}") for field in _SENTENCES},
        "legal_bases": [words.say("demo-answer-basis-procedure"), words.say("demo-answer-basis-children")],
        "request_date": _REQUESTED,
        "received_on": _RECEIVED,
        "exhibits": [_exhibit(words, LAPTOP, "laptop"), _exhibit(words, TELEPHONE, "telephone")],
        "questions": [_question(words, "listed", "right"), _question(words, "all", "not_enough_ground")],
        "examiner_name": examiner,
        "reviewer_name": reviewer,
    }
    return "".join(f"{name} = {_toml(value)}\n" for name, value in given.items())


_SENTENCES = (
    "parent_agency", "agency", "symbol", "place", "requesting_body", "request_document", "case_summary",
    "received_from", "results_remarks", "approver_name",
)  # fmt: skip


def _exhibit(words: Words, label: str, sort: str) -> dict[str, Plain]:
    description, seal = words.say(f"demo-exhibit-{sort}"), words.say(f"demo-seal-{sort}")
    return {"label": label, "description": description, "seal": seal}


def _question(words: Words, name: str, conclusion: str) -> dict[str, Plain]:
    question, grounds = words.say(f"demo-question-{name}"), words.say(f"demo-grounds-{name}")
    return {"question": question, "conclusion": conclusion, "grounds": grounds}


def _toml(value: Plain) -> str:
    """A value as TOML spells it; its strings are those of JSON (https://toml.io/en/v1.0.0#string)."""
    if isinstance(value, (str, bool)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(member)}" for name, member in value.items()) + " }"
    return "[" + ", ".join(_toml(member) for member in value) + "]"
