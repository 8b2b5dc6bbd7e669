"""A whole list that breaks off does not take the place of a set, unless the set breaks off too and holds less."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from inspector.app import Session, history, library
from inspector.app.library import Added, ListFile
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing
from inspector.words import Words
from tests.triage.taking import add_list, finish

DIGESTS = [hashlib.sha256(bytes([number])).hexdigest() for number in range(6)]
MD5S = [hashlib.md5(bytes([number])).hexdigest() for number in range(6)]
VICS = '{"@odata.context":"http://x/DataModels/2.0.xml/US/$metadata#Media","value":['
IMAGE = "<image><member id='1'/><id>%d</id><fingerprints><md5>%s</md5></fingerprints></image>"
# Of each format a list of the first entries, broken off behind them.
CUT = {
    "sums": lambda count: "".join(f"{digest}  a.jpg\n" for digest in DIGESTS[:count]) + DIGESTS[5][:20],
    "csv": lambda count: "md5,category\n" + "".join(f"{digest},1\n" for digest in MD5S[:count]) + MD5S[5][:20],
    "vics": lambda count: VICS + "".join(f'{{"MD5":"{digest}","Category":1}},' for digest in MD5S[:count]),
    "ncmec": lambda count: (
        "<queryResult><images>" + "".join(IMAGE % each for each in enumerate(MD5S[:count])) + "<image><id>9"
    ),
}


def update(session: Session, path: Path, text: str, *, difference: bool = False) -> Added:
    path.write_text(text, encoding="utf-8")
    return finish(library.update(session, "known.txt", ListFile(path, Listing.ALERT, difference=difference)))


@pytest.mark.parametrize("form", CUT)
def test_a_set_that_is_whole_stays(session: Session, tmp_path: Path, form: str) -> None:
    before = add_list(session, tmp_path / "known.txt", f"{DIGESTS[0]}\n").hashset
    for count in (1, 4):
        with pytest.raises(InputFault, match="list_update_cut") as refused:
            update(session, tmp_path / "newer", CUT[form](count))
        told = [Words(language).fault(refused.value) for language in ("vi", "en")]
        assert all("known.txt" in sentence and "{" not in sentence for sentence in told)
    assert library.listed(session) == [before]
    assert [path.name for path in session.workspace.library.glob("*.*") if path.suffix != ".lock"] == [
        f"{before.file}.set"
    ]
    assert history.verify(session).ok


@pytest.mark.parametrize("form", CUT)
def test_of_two_that_break_off_the_longer_stays(session: Session, tmp_path: Path, form: str) -> None:
    before = add_list(session, tmp_path / "known.txt", CUT[form](2)).hashset
    assert (before.entries, before.incomplete) == (2, "truncated")
    for count in (1, 2):
        with pytest.raises(InputFault, match="list_update_shorter"):
            update(session, tmp_path / "newer", CUT[form](count))
    assert library.listed(session) == [before]
    longer = update(session, tmp_path / "newer", CUT[form](3)).hashset
    assert (longer.entries, longer.incomplete) == (3, "truncated")
    assert [path.stem for path in session.workspace.library.glob("*.set")] == [longer.file]


def test_a_difference_that_breaks_off_changes_nothing(session: Session, tmp_path: Path) -> None:
    before = add_list(session, tmp_path / "known.txt", f"{DIGESTS[0]}\n").hashset
    with pytest.raises(InputFault, match="list_delta_cut"):
        update(session, tmp_path / "more", f"{DIGESTS[1]}\n{DIGESTS[2][:20]}", difference=True)
    assert library.listed(session) == [before]
