"""What a set is called and where it comes from stands on one line: refused of people, made so of files and lists."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from inspector.app import Session, library
from inspector.app.library import ListFile
from inspector.domain.fault import UsageFault
from inspector.domain.match import Listing
from inspector.domain.names import is_label
from inspector.words import Words
from tests.triage.taking import finish

LINE = f"{hashlib.md5(b'a').hexdigest()}\n"


def given(folder: Path, called: str = "list.txt", **told: Any) -> ListFile:
    path = folder / called
    path.write_text(LINE, encoding="utf-8")
    return ListFile(path, Listing.ALERT, **told)


@pytest.mark.parametrize(
    "told",
    [
        {"name": "a\nb"},
        {"name": "a\u202eb"},
        {"name": "x" * 201},
        {"provider": "a\tb"},
        {"version": "1\0"},
        {"dated": "2026\r\n"},
        {"meanings": {"1\n": "x"}},
        {"meanings": {"1": "x\ny"}},
        {"meanings": {"1": "x" * 1_001}},
    ],
)
def test_what_stands_on_no_line_is_refused(session: Session, tmp_path: Path, told: dict[str, Any]) -> None:
    with pytest.raises(UsageFault, match="hashset_label") as refused:
        finish(library.add(session, given(tmp_path, **told)))
    assert library.listed(session) == []
    for language in ("vi", "en"):
        assert "\n" not in Words(language).fault(refused.value)
    finish(library.add(session, given(tmp_path, name="known")))
    if "name" not in told:
        with pytest.raises(UsageFault, match="hashset_label"):
            finish(library.update(session, "known", given(tmp_path, **told)))


@pytest.mark.parametrize("dated", ["31/02/2026", "not a date"])
def test_a_date_that_is_none_is_refused(session: Session, tmp_path: Path, dated: str) -> None:
    with pytest.raises(UsageFault, match="hashset_dated") as refused:
        finish(library.add(session, given(tmp_path, dated=dated)))
    assert library.listed(session) == []
    assert all(dated in Words(language).fault(refused.value) for language in ("vi", "en"))
    assert finish(library.add(session, given(tmp_path, dated="28/02/2026"))).hashset.dated == "28/02/2026"


def test_the_longest_that_fits_is_kept(session: Session, tmp_path: Path) -> None:
    told: dict[str, Any] = {"provider": "p" * 200, "version": "v" * 200, "meanings": {"1": "x" * 1_000}}
    added = finish(library.add(session, given(tmp_path, name="ắ" * 200, **told))).hashset
    assert (added.name, added.provider, added.version) == ("ắ" * 200, told["provider"], told["version"])
    assert library.find(session, "ắ" * 200).meanings == told["meanings"]


@pytest.mark.parametrize("called", ["a\nb.txt", "\u202e" * 80 + ".txt"])
def test_a_file_with_another_name_gives_its_set_one_that_is_shown(
    session: Session, tmp_path: Path, called: str
) -> None:
    assert is_label(finish(library.add(session, given(tmp_path, called))).hashset.name)


def test_what_a_list_says_of_itself_is_made_a_line(session: Session, tmp_path: Path) -> None:
    context = "http://x/DataModels/2.0.xml/U\u202eS/$metadata#Media"
    text = '{"@odata.context":"%s","SourceApplicationName":"a\nb","value":[{"MD5":"%s","Category":1}]}'
    path = tmp_path / "list.json"
    path.write_text(text % (context, LINE.strip()), encoding="utf-8")
    facts = finish(library.add(session, ListFile(path, Listing.ALERT))).hashset.facts
    assert facts["application"] == "a\\x0ab"
    assert all(map(is_label, facts.values()))
