"""Files of tools for attack in the NSRL are not known to be harmless: in a release, and in what deltas make of it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.app import Session, history, library
from inspector.app.library import Added, ListFile
from inspector.app.products import UNCLEAR
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing, Signal
from inspector.library import sets
from inspector.library.rds.tables import PACKAGE
from tests.app.test_nsrl_kept_up import delta
from tests.library import rds_files as made
from tests.library.rds_files import Row, row, sha256
from tests.triage.taking import finish

OFFICE, HACK, STEGO = "Office", "Security, hacker-TOOLS", "Steganography"
Package = tuple[int, str]

PACKAGES: list[Package] = [(1, OFFICE), (2, HACK), (3, STEGO), (4, OFFICE)]
FILES: list[Row] = [row(1, 1), row(2, 2), row(2, 3), row(3, 1), row(3, 2), row(4, 3), row(5, 99)]
"""Of file 2 and 4 all rows are of tools; 3 is of both; nothing is said of package 99."""


def described(packages: Iterable[Package], verb: str = "INSERT") -> str:
    """What a release or a delta says of packages, a line each."""
    rows = [dict(zip(PACKAGE, (number, f"it's {number}", "1", 1, 1, "English", kind), strict=True))
            for number, kind in packages]  # fmt: skip
    quoted = [{name: str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
               for name, value in each.items()} for each in rows]  # fmt: skip
    if verb == "INSERT":
        return "\n".join(f"INSERT INTO PKG VALUES({','.join(each.values())});" for each in quoted)
    equal = (" AND ".join(f"{name}={value}" for name, value in each.items()) for each in quoted)
    return "\n".join(f"DELETE FROM PKG WHERE {each};" for each in equal)


def release(path: Path, files: list[Row], packages: list[Package], number: str = "2026.09.1") -> ListFile:
    version = made.VERSION.replace("2026.09.1", number)
    script = made.FILE + made.OTHERS + version + described(packages)
    return ListFile(made.base(path, script, files), Listing.KNOWN_GOOD)


def known(session: Session, added: Added) -> set[int]:
    """The numbers of the files that a set knows."""
    workspace = session.workspace
    exact = sets.load(workspace.library, workspace.library_key, added.hashset.file).exact[Signal.SHA256]
    return {number for number in range(60) if exact.find(sha256(number)) >= 0}


def told(added: Added) -> tuple[object, ...]:
    facts = added.hashset.facts
    return added.hashset.digest, added.hashset.entries, added.hashset.incomplete, facts["tools"], facts["tools_rows"]


def test_files_of_nothing_but_tools_are_left_out_and_counted(session: Session, tmp_path: Path) -> None:
    added = finish(library.add(session, release(tmp_path / "rds.db", FILES, PACKAGES)))
    assert known(session, added) == {1, 3, 5}
    tally = added.summary.tally
    assert (tally.tools, tally.entries, tally.left_out, tally.places) == (4, 3, 0, len(FILES))
    assert added.hashset.facts["tools"] == "Hacker Tool 1, Steganography 1"
    assert added.hashset.facts["tools_rows"] == "4"


@pytest.mark.parametrize("listing", [Listing.ALERT, Listing.ILLEGAL])
def test_on_other_lists_they_stay(session: Session, tmp_path: Path, listing: Listing) -> None:
    added = finish(library.add(session, replace(release(tmp_path / "rds.db", FILES, PACKAGES), listing=listing)))
    assert (known(session, added), added.summary.tally.tools) == ({1, 2, 3, 4, 5}, 0)
    changes = delta(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", [row(4, 3)], [row(6, 2)])
    assert known(session, finish(library.update(session, added.hashset.name, changes))) == {1, 2, 3, 5, 6}


@pytest.mark.parametrize("layout", [made.early, made.rowless, made.lower, made.wide])
def test_in_every_layout(session: Session, tmp_path: Path, layout: object) -> None:
    path = layout(tmp_path / "rds.db", FILES)  # type: ignore[operator]
    made.run(path, described(PACKAGES))
    assert known(session, finish(library.add(session, ListFile(path, Listing.KNOWN_GOOD)))) == {1, 3, 5}


@pytest.mark.parametrize(
    "kind", ["Hacker Tool", "hacker tools", "HACKER-TOOL", " Hacker  Tool ", "Office,Hacker Tool,Game", "Keylogger; x"]
)
def test_kinds_are_told_however_they_are_written(session: Session, tmp_path: Path, kind: str) -> None:
    given = release(tmp_path / "rds.db", [row(1, 1), row(2, 2)], [(1, OFFICE), (2, kind)])
    assert known(session, finish(library.add(session, given))) == {1}


@pytest.mark.parametrize("kind", ["", "Hacker Toolbox", "Antivirus", "Security", "Whacker Tool", ",;,", "x" * 9000])
def test_other_kinds_are_not_taken_for_them(session: Session, tmp_path: Path, kind: str) -> None:
    given = release(tmp_path / "rds.db", [row(1, 1), row(2, 2)], [(1, OFFICE), (2, kind)])
    assert known(session, finish(library.add(session, given))) == {1, 2}


def test_a_package_of_several_rows_is_a_tool_if_one_says_so(session: Session, tmp_path: Path) -> None:
    packages = [(1, OFFICE), (1, HACK), (2, HACK), (2, HACK), (3, OFFICE), (3, OFFICE), (2**62, STEGO)]
    files = [row(1, 1), row(2, 2), row(3, 3), row(4, 2**62), row(5, -1)]
    added = finish(library.add(session, release(tmp_path / "rds.db", files, packages)))
    assert known(session, added) == {3, 5}


def test_a_set_of_nothing_but_tools_is_none(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="library-list-left-out"):
        finish(library.add(session, release(tmp_path / "rds.db", [row(2, 2)], PACKAGES)))


@pytest.mark.parametrize("without", ["no table", "no rows", "another table", "the full set"])
def test_without_kinds_the_set_says_so(session: Session, tmp_path: Path, without: str) -> None:
    other = made.OTHERS.replace("application_type VARCHAR NOT NULL", "kind VARCHAR")
    scripts = {"no table": made.FILE + made.VERSION, "another table": made.FILE + other + made.VERSION}
    path = tmp_path / "rds.db"
    if without == "the full set":
        made.full(path, FILES)
    else:
        made.base(path, scripts.get(without, made.FILE + made.OTHERS + made.VERSION), FILES)
    added = finish(library.add(session, ListFile(path, Listing.KNOWN_GOOD)))
    assert known(session, added) == {1, 2, 3, 4, 5}
    assert added.hashset.facts["tools"] == "unknown"


NEXT_PACKAGES: list[Package] = [*PACKAGES[:2], (4, OFFICE), (5, STEGO), (6, OFFICE)]
NEXT_FILES: list[Row] = [
    *(row(1, 1), row(2, 2), row(3, 2), row(2, 5), row(5, 99)),
    *(row(7, 2), row(8, 5), row(8, 6), row(9, 6)),
]
"""Package 3 went with its files, 5 and 6 came; file 3 is a tool's alone from now on, 8 is one's and another's."""


def changes(path: Path, *, first: bool = False, extra: str = "") -> ListFile:
    gone = [each for each in FILES if each not in NEXT_FILES]
    come = [each for each in NEXT_FILES if each not in FILES]
    packages = described([(3, STEGO)], "DELETE") + "\n" + described([(5, STEGO), (6, OFFICE)]) + extra
    given = delta(path, gone, come, said=packages)
    if first:  # packages before the files
        text = path.read_text(encoding="utf-8").replace(packages + "\n", "")
        path.write_text(text.replace("TRANSACTION;\n", f"TRANSACTION;\n{packages}\n"), encoding="utf-8")
    return given


@pytest.mark.parametrize("first", [False, True])
def test_a_delta_makes_the_next_release(session: Session, tmp_path: Path, *, first: bool) -> None:
    added = finish(library.add(session, release(tmp_path / "base.db", FILES, PACKAGES)))
    given = changes(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", first=first)
    updated = finish(library.update(session, added.hashset.name, given))
    whole = finish(library.add(session, release(tmp_path / "whole.db", NEXT_FILES, NEXT_PACKAGES, "2026.12.1")))
    assert known(session, updated) == {1, 5, 8, 9}
    assert told(updated) == told(whole)
    assert (updated.summary.missing, updated.summary.tally.tools, updated.summary.tally.tools_gone) == (0, 3, 2)
    assert history.verify(session).ok


def test_a_series_of_deltas_makes_every_release(session: Session, tmp_path: Path) -> None:
    chance = random.Random(7)
    packages = [(number, chance.choice([OFFICE, OFFICE, HACK, STEGO])) for number in range(8)]
    files = {row(chance.randrange(40), owner) for owner, _ in packages for _ in range(9)}
    name = finish(library.add(session, release(tmp_path / "0.db", sorted(files), packages))).hashset.name
    for quarter in range(1, 4):
        number = f"2027.{3 * quarter:02}.1"
        leaving = packages[quarter * 2]
        coming = [(20 * quarter + place, chance.choice([OFFICE, HACK])) for place in range(3)]
        staying = [one for one in packages if one != leaving]
        gone = {each for each in files if each[-1] == leaving[0] or chance.random() < 0.2}
        owners = [owner for owner, _ in [*staying, *coming]]
        come = {row(chance.randrange(40), chance.choice(owners)) for _ in range(25)} - files
        said = described([leaving], "DELETE") + "\n" + described(coming)
        given = delta(tmp_path / f"RDS_{number}_modern_minimal_delta.sql", sorted(gone), sorted(come), said=said)
        updated = finish(library.update(session, name, given))
        files, packages = files - gone | come, [*staying, *coming]
        whole = finish(library.add(session, release(tmp_path / f"{quarter}.db", sorted(files), packages, number)))
        assert told(updated) == told(whole)
        assert whole.hashset.facts["tools_rows"] != "0"


UNSURE = {
    "a product became a tool": described([(4, OFFICE)], "DELETE") + "\n" + described([(4, HACK)]),
    "a tool became a product": described([(2, HACK)], "DELETE") + "\n" + described([(2, OFFICE)]),
    "a second row says so": described([(4, HACK)]),
    "an update": "UPDATE PKG SET application_type='Hacker Tool' WHERE package_id=4;",
    "a deletion of many": "DELETE FROM PKG WHERE package_id=4;",
    "one that was never there": described([(44, HACK)], "DELETE"),
    "broken over lines": described([(7, HACK)]).replace("VALUES", "\nVALUES\n"),
    "a query": "INSERT INTO PKG SELECT * FROM other;",
}


@pytest.mark.parametrize("extra", UNSURE.values(), ids=UNSURE.keys())
def test_what_cannot_be_followed_is_told(session: Session, tmp_path: Path, extra: str) -> None:
    added = finish(library.add(session, release(tmp_path / "base.db", FILES, PACKAGES)))
    given = changes(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", extra="\n" + extra)
    updated = finish(library.update(session, added.hashset.name, given))
    assert updated.hashset.incomplete == UNCLEAR
    whole = release(tmp_path / "whole.db", NEXT_FILES, NEXT_PACKAGES, "2026.12.1")
    assert finish(library.update(session, added.hashset.name, whole)).hashset.incomplete == ""


SURE = {
    "names are corrected": "UPDATE PKG SET name='PKG', language='en' WHERE package_id=4;",
    "another name of the same kind": described([(2, HACK)], "DELETE") + "\n" + described([(2, "Keylogger")]),
    "another table": "INSERT INTO MFG VALUES(1,'INSERT INTO PKG VALUES(1,2,3,4,5,6,''Hacker Tool'')');",
    "a remark": "-- INSERT INTO PKG VALUES(4,'x','1',1,1,'e','Hacker Tool');",
}


@pytest.mark.parametrize("extra", SURE.values(), ids=SURE.keys())
def test_what_changes_no_kind_is_followed(session: Session, tmp_path: Path, extra: str) -> None:
    added = finish(library.add(session, release(tmp_path / "base.db", FILES, PACKAGES)))
    given = changes(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", extra="\n" + extra)
    updated = finish(library.update(session, added.hashset.name, given))
    assert (updated.hashset.incomplete, known(session, updated)) == ("", {1, 5, 8, 9})


@pytest.mark.parametrize(
    ("name", "marked"),
    [(described([(4, HACK)]), ""), ("INSERT INTO PKG VALUES(4,NULL,NULL,NULL,NULL,NULL,NULL);", UNCLEAR)],
)
def test_a_name_that_looks_like_a_package_hides_nothing(
    session: Session, tmp_path: Path, name: str, marked: str
) -> None:
    added = finish(library.add(session, release(tmp_path / "base.db", FILES, PACKAGES)))
    lie = (*row(30, 4)[:4], f"x\n{name}\n.dll", 30, 4)
    given = delta(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", [], [lie, row(31, 4), row(32, 2)])
    updated = finish(library.update(session, added.hashset.name, given))
    assert (known(session, updated), updated.hashset.incomplete) == ({1, 3, 5, 30, 31}, marked)


def test_a_set_of_before_is_not_changed_by_a_delta(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("inspector.app.products.after", lambda *_: None)
        added = finish(library.add(session, release(tmp_path / "base.db", FILES, PACKAGES)))
    with pytest.raises(UsageFault, match="list_tools_inside"):
        finish(library.update(session, added.hashset.name, changes(tmp_path / "RDS_2026.12.1_minimal_delta.sql")))
    assert library.listed(session) == [added.hashset]


def test_two_data_sets_in_one_keep_the_products_of_both(session: Session, tmp_path: Path) -> None:
    added = finish(library.add(session, release(tmp_path / "base.db", FILES, PACKAGES)))
    other = release(tmp_path / "other.db", [row(20, 70), row(21, 71), row(4, 70)], [(70, OFFICE), (71, "Keylogger")])
    updated = finish(library.update(session, added.hashset.name, replace(other, difference=True)))
    assert known(session, updated) == {1, 3, 4, 5, 20}
    assert updated.hashset.facts["tools"] == "Hacker Tool 1, Keylogger 1, Steganography 1"
    assert updated.hashset.facts["tools_rows"] == "5"


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_kinds_that_are_no_text_are_none(session: Session, tmp_path: Path, encoding: str) -> None:
    odd = ["x'FFFE80'", "NULL", "3.5", "'\ud55c Keylogger'", "'Đồ họa,Keylogger'", "CAST(x'4861FF' AS TEXT)"]
    script = (
        f"PRAGMA encoding = '{encoding}';"
        + made.FILE
        + made.OTHERS.replace("application_type VARCHAR NOT NULL", "application_type")
    )
    rows = "".join(f"INSERT INTO PKG VALUES({number},'n','1',1,1,'e',{kind});" for number, kind in enumerate(odd))
    path = made.base(tmp_path / "rds.db", script + made.VERSION + rows, [row(number, number) for number in range(6)])
    assert known(session, finish(library.add(session, ListFile(path, Listing.KNOWN_GOOD)))) == {0, 1, 2, 3, 5}
