"""Every sentence the window may ask for stands in both catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.domain.account import Role
from inspector.domain.case import CaseKind
from inspector.domain.content import Kind
from inspector.domain.match import Listing
from inspector.domain.tip import AddressKind
from inspector.ui.widgets.keys import CAPS, GROUPS
from inspector.words import LANGUAGES, Words

ROOT = Path(__file__).resolve().parents[2] / "inspector"


def asked_plainly() -> Iterator[str]:
    """The sentences named in the source as `say("…")`."""
    for path in (ROOT / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
            if not called or not isinstance(node, ast.Call) or not isinstance(node.args[0].value, str):  # type: ignore[attr-defined]
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "say":
                yield node.args[0].value  # type: ignore[attr-defined]


def asked_by_value() -> Iterator[str]:
    """The sentences named by a value of the field."""
    yield from (f"kind-{kind.value}" for kind in Kind)
    yield from (f"case-kind-{kind.value}" for kind in CaseKind)
    yield from (f"listing-{listing.value}" for listing in Listing)
    yield from (f"role-{role.value}" for role in Role)
    yield from (f"address-{kind.value}" for kind in AddressKind)
    yield from (f"key-{key}" for keys in GROUPS.values() for key in keys)
    for code in (1, 2, 3, 4, 5, 70):
        yield from (f"fault-means-{code}", f"fault-act-{code}")


def acts() -> set[str]:
    """The names of all acts that the journal may hold."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    return set(re.findall(r'Deed\(\s*"([a-z_]+)"', source))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there(language: str) -> None:
    words = Words(language)
    wanted = {*asked_plainly(), *asked_by_value()}
    assert len(wanted) > 150
    assert sorted(name for name in wanted if not words.has(f"window-{name}") and not words.has(name)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_of_the_journal_has_a_name(language: str) -> None:
    words = Words(language)
    assert len(acts()) > 8
    assert sorted(act for act in acts() if not words.has(f"act-{act.replace('_', '-')}")) == []


def test_every_key_listed_has_a_cap() -> None:
    assert {key for keys in GROUPS.values() for key in keys} == set(CAPS)
