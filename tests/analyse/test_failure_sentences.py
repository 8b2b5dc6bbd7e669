"""Every code an analyser can give has its sentence in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector import analyse
from inspector.analyse.told import ANALYSERS, CODES
from inspector.analyse.unreadable import Unreadable, reason
from inspector.words import LANGUAGES, Words

ROOM = Path(analyse.__file__).parent
GIVERS = {"Unreadable": 0, "failed": 1}  # who is given a code, and as which argument


def given() -> Iterator[str]:
    """The literal codes in the room's source."""
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = GIVERS.get(name)
            if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                yield ast.literal_eval(node.args[place])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: str) -> None:
    codes = {*given(), "truncated", "in_part", *(reason(error)[0] for error in (MemoryError(), ValueError()))}
    assert codes == CODES  # what the trusted side takes from a worker
    words = Words(language)
    assert not {code for code in codes if not words.has(f"failure-{code.replace('_', '-')}")}


def test_a_librarys_message_stays_behind() -> None:
    assert reason(ValueError("bytes of a stranger")) == ("damaged", "ValueError")
    assert reason(Unreadable("too_large", "pixels")) == ("too_large", "pixels")


def test_every_analyser_is_known_to_the_trusted_side() -> None:
    named = {
        ast.literal_eval(node.value)
        for path in ROOM.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ANALYSER"
    }
    assert named == ANALYSERS
