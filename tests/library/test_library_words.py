"""Every code of the library has its sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import inspector.library
from inspector.library.entry import REASONS
from inspector.words import LANGUAGES, Words

SOURCES = "\n".join(path.read_text() for path in Path(inspector.library.__file__).parent.rglob("*.py"))
FAULTS = set(re.findall(r'Fault\(\s*"([a-z-]+)"', SOURCES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_said(language: str) -> None:
    assert len(FAULTS) >= 8
    words = Words(language)
    assert [code for code in FAULTS if not words.has(f"error-{code}")] == []
    assert [code for code in REASONS if not words.has(f"library-broken-{code}")] == []


def test_every_reason_is_given_somewhere() -> None:
    assert all(SOURCES.count(f'"{code}"') >= 2 for code in REASONS)
