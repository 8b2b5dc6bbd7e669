"""A release of the NSRL's data set is brought up to date by its delta: the same set as the next release, whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.app import Session, history, library
from inspector.app.library import Added, ListFile
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing
from tests.library import rds_files as made
from tests.library.rds_files import Row, row
from tests.triage.taking import finish

OLD: list[Row] = [row(number, package) for number in range(30) for package in (1, 2)]
NEW: list[Row] = [*OLD[4:], row(0, 3), row(40), row(41)]
"""Of file 0 both rows go and another comes; of file 1 both go."""


def release(path: Path, rows: list[Row], number: str = "2026.09.1") -> ListFile:
    version = made.VERSION.replace("2026.09.1", number)
    return ListFile(made.base(path, made.FILE + made.OTHERS + version, rows), Listing.KNOWN_GOOD)


def delta(path: Path, gone: list[Row], come: list[Row], *, said: str = "") -> ListFile:
    """As the delta that NIST publishes, written by SQLite; `said` is what it says of its release."""
    names = ("sha256", "sha1", "md5", "crc32", "file_name", "file_size", "package_id")
    with closing(sqlite3.connect(":memory:")) as quoting:

        def values(each: Row) -> list[str]:
            return [str(quoting.execute("SELECT quote(?)", (value,)).fetchone()[0]) for value in each]

        lines = ["BEGIN TRANSACTION;"]
        for each in gone:
            told = " AND ".join(f"{name}={value}" for name, value in zip(names, values(each), strict=True))
            lines.append(f"DELETE FROM FILE WHERE {told};")
        lines += [f"INSERT INTO FILE({','.join(names)}) VALUES({','.join(values(each))});" for each in come]
        lines += [said] if said else []
    path.write_text("\n".join([*lines, "COMMIT;", ""]), encoding="utf-8")
    return ListFile(path, Listing.KNOWN_GOOD)


def told(added: Added) -> tuple[str, int, str]:
    return added.hashset.digest, added.hashset.entries, added.hashset.version


def test_a_delta_makes_the_next_release(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "RDS_2026.06.1_modern_minimal.db", OLD, "2026.06.1")))
    assert (first.hashset.entries, first.summary.tally.entries, first.summary.duplicates) == (30, 60, 30)
    assert first.hashset.facts["build_set"] == "modern_minimal"
    changes = delta(tmp_path / "RDS_2026.09.1_modern_minimal_delta.sql", OLD[:4], NEW[-3:])
    updated = finish(library.update(session, first.hashset.name, changes))
    whole = finish(library.add(session, release(tmp_path / "whole.db", NEW)))
    assert told(updated) == told(whole)
    assert updated.hashset.entries == 31  # 1 went, 40 and 41 came; 0 stayed by its third row
    assert updated.summary.missing == 0
    assert history.verify(session).ok


def test_a_delta_to_another_release_is_noticed(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    changes = delta(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", [row(90), row(91), *OLD[:1]], [])
    updated = finish(library.update(session, first.name, changes))
    assert (updated.summary.missing, updated.hashset.incomplete) == (2, "difference-missed")
    assert updated.hashset.digest == first.digest


def test_a_delta_alone_is_no_set(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="list_is_difference"):
        finish(library.add(session, delta(tmp_path / "x_delta.sql", [], NEW[:3])))
    assert library.listed(session) == []


@pytest.mark.parametrize("number", ["2026.09.1", "2026.06.1", "2025.12.10"])
def test_a_delta_is_never_taken_twice(session: Session, tmp_path: Path, number: str) -> None:
    first = finish(library.add(session, release(tmp_path / "RDS_2026.06.1_modern_minimal.db", OLD, "2026.06.1")))
    newer = delta(tmp_path / "RDS_2026.09.1_modern_minimal_delta.sql", OLD[:4], NEW[-3:])
    updated = finish(library.update(session, first.hashset.name, newer))
    again = delta(tmp_path / f"RDS_{number}_modern_minimal_delta.sql", OLD[:4], NEW[-3:])
    with pytest.raises(UsageFault, match="list_not_later"):
        finish(library.update(session, first.hashset.name, again))
    (found,) = library.listed(session)
    assert (found.digest, found.version) == (updated.hashset.digest, "2026.09.1")


def test_a_delta_is_to_one_data_set_and_to_a_release(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    android = delta(tmp_path / "RDS_2099.09.1_android_delta.sql", OLD[:1], [])
    with pytest.raises(UsageFault, match="list_of_another"):
        finish(library.update(session, first.name, android))
    (tmp_path / "plain.txt").write_text(f"{made.digests(1)[0]}\n", encoding="utf-8")
    finish(library.add(session, ListFile(tmp_path / "plain.txt", Listing.KNOWN_GOOD)))
    with pytest.raises(UsageFault, match="list_not_counted"):
        finish(library.update(session, "plain.txt", delta(tmp_path / "x_delta.sql", OLD[:1], [])))
    assert [(known.name, known.digest == first.digest) for known in library.listed(session)] == [
        (first.name, True), ("plain.txt", False),
    ]  # fmt: skip


def test_a_set_keeps_what_its_release_said(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    changes = delta(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", OLD[:1], [])
    updated = finish(library.update(session, first.name, changes)).hashset
    assert updated.facts == {"build_set": "modern_minimal", "version": "2026.12.1", "tools": "unknown"}
    assert first.facts["build_set"] == "modern_minimal"


SAID = [
    "INSERT INTO VERSION VALUES('RDS 2026.12.1','modern','2026-12-01','2026-12-10','d');",
    "INSERT INTO VERSION(version,release_date) VALUES('RDS 2026.12.1','2026-12-10');",
    "UPDATE VERSION SET version='RDS 2026.12.1', release_date='2026-12-10';",
    "update main.\"VERSION\" set release_date='2026-12-10', version='RDS 2026.12.1' WHERE version='2026.09.1';",
]


@pytest.mark.parametrize("said", SAID)
def test_a_delta_under_another_name_says_its_release_itself(session: Session, tmp_path: Path, said: str) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    changes = delta(tmp_path / "d.sql", OLD[:4], NEW[-3:], said=said)
    updated = finish(library.update(session, first.name, changes)).hashset
    whole = finish(library.add(session, release(tmp_path / "whole.db", NEW))).hashset
    assert (updated.digest, updated.entries) == (whole.digest, whole.entries)
    assert updated.version == updated.facts["version"] == "RDS 2026.12.1"
    assert updated.dated == updated.facts["release_date"] == "2026-12-10"
    for name in ("d.sql", "e.sql", "RDS_2026.12.1_modern_minimal_delta.sql", "RDS_2027.03.1_modern_delta.sql"):
        again = delta(tmp_path / name, OLD[:4], NEW[-3:], said=said)
        with pytest.raises(UsageFault, match="list_not_later"):
            finish(library.update(session, first.name, again))
    assert library.find(session, first.name).digest == updated.digest


def test_a_delta_that_says_no_release_is_taken_when_a_person_does(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    unsaid = delta(tmp_path / "d.sql", OLD[:4], NEW[-3:], said="UPDATE VERSION SET description='';")
    with pytest.raises(UsageFault, match="list_release_unsaid"):
        finish(library.update(session, first.name, unsaid))
    assert library.find(session, first.name) == first
    told = replace(unsaid, version="2026.12.1")
    updated = finish(library.update(session, first.name, told)).hashset
    assert (updated.version, updated.facts["version"]) == ("2026.12.1", "2026.12.1")
    for given, code in ((told, "list_not_later"), (unsaid, "list_release_unsaid")):
        with pytest.raises(UsageFault, match=code):
            finish(library.update(session, first.name, given))


RELEASES: list[tuple[str, list[Row], list[Row]]] = [
    ("2026.12.1", OLD[:4], [row(0, 3), row(40), row(41)]),
    ("2027.03.1", [row(0, 3), row(40)], [row(0, 4), row(1, 1)]),
    ("2027.06.1", [row(0, 4), row(1, 1), row(41)], [row(50)]),
]
"""What every delta takes back and puts in; the last takes back what only the ones before put in."""


def after(count: int) -> list[Row]:
    rows = list(OLD)
    for _, gone, come in RELEASES[:count]:
        rows = [each for each in rows if each not in gone] + come
    return rows


def deltas(folder: Path) -> list[ListFile]:
    return [delta(folder / f"RDS_{number}_modern_minimal_delta.sql", gone, come) for number, gone, come in RELEASES]


def test_a_series_of_deltas_makes_every_release_and_no_mark(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    for count, changes in enumerate(deltas(tmp_path), 1):
        updated = finish(library.update(session, first.name, changes))
        whole = release(tmp_path / f"{count}.db", after(count), RELEASES[count - 1][0])
        assert told(updated) == told(finish(library.add(session, whole)))
        assert (updated.summary.missing, updated.hashset.incomplete) == (0, "")


def test_a_release_that_was_passed_over_leaves_its_mark_until_a_whole_one_comes(
    session: Session, tmp_path: Path
) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    _, second, third = deltas(tmp_path)
    for changes in (second, third):
        updated = finish(library.update(session, first.name, changes))
        assert updated.hashset.incomplete == "difference-missed"
    whole = finish(library.update(session, first.name, release(tmp_path / "whole.db", after(3), "2027.06.1")))
    assert (whole.hashset.incomplete, whole.hashset.version) == ("", "2027.06.1")


def test_an_older_release_does_not_take_the_place_of_a_newer(session: Session, tmp_path: Path) -> None:
    changes = deltas(tmp_path)[0]
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    updated = finish(library.update(session, first.name, changes)).hashset
    for version in ("", "2027.03.1"):
        older = replace(release(tmp_path / f"older{version}.db", OLD[:9], "2026.06.1"), version=version)
        with pytest.raises(UsageFault, match="list_not_later"):
            finish(library.update(session, first.name, older))
    assert library.listed(session) == [updated]
    again = finish(library.update(session, first.name, release(tmp_path / "same.db", after(1), "2026.12.1")))
    assert told(again) == (updated.digest, updated.entries, updated.version)


@pytest.mark.parametrize("lines", [3, 4, 8])
@pytest.mark.parametrize("over", [0, 1, 40, -1, -3])
def test_a_delta_that_breaks_off_changes_nothing(session: Session, tmp_path: Path, lines: int, over: int) -> None:
    """Cut at the end of a line, or some characters on or before; the whole delta is taken afterwards."""
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    changes = delta(tmp_path / "RDS_2026.12.1_modern_minimal_delta.sql", OLD[:4], NEW[-3:], said=SAID[0])
    text = changes.path.read_text(encoding="utf-8")
    kept = len("".join(text.splitlines(keepends=True)[:lines])) + over
    changes.path.write_text(text[:kept], encoding="utf-8")
    with pytest.raises(InputFault, match="list_delta_cut") as caught:
        finish(library.update(session, first.name, changes))
    assert abs(int(caught.value.facts["line"]) - lines) <= 1
    assert library.listed(session) == [first]
    assert [path.name for path in session.workspace.library.glob("*.set")] == [f"{first.file}.set"]
    changes.path.write_text(text, encoding="utf-8")
    assert finish(library.update(session, first.name, changes)).hashset.entries == 31


@pytest.mark.parametrize("version", ["December", "2027", "release 2027.03", "later"])
def test_a_release_without_a_number_is_not_said(session: Session, tmp_path: Path, version: str) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    unsaid = delta(tmp_path / "d.sql", OLD[:4], NEW[-3:])
    updated = finish(library.update(session, first.name, replace(unsaid, version="2026.12.1"))).hashset
    with pytest.raises(UsageFault, match="list_release_unsaid"):
        finish(library.update(session, first.name, replace(unsaid, version=version)))
    assert library.find(session, first.name) == updated


SAID_BY_NAME = ("RDS_2026.12.1_modern_minimal_delta.sql", "")
SAID_BY_ITSELF = ("d.sql", SAID[0])


@pytest.mark.parametrize(("name", "said"), [SAID_BY_NAME, SAID_BY_ITSELF])
def test_a_person_does_not_say_another_release_than_the_delta(
    session: Session, tmp_path: Path, name: str, said: str
) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    changes = delta(tmp_path / name, OLD[:4], NEW[-3:], said=said)
    for version in ("2027.03.1", "2026.09.1", "December"):
        with pytest.raises(UsageFault, match="list_release_contradicted"):
            finish(library.update(session, first.name, replace(changes, version=version)))
    assert library.find(session, first.name) == first
    assert finish(library.update(session, first.name, replace(changes, version="2026.12.1"))).hashset.entries == 31


def test_a_version_without_a_number_leaves_it_to_the_name(session: Session, tmp_path: Path) -> None:
    first = finish(library.add(session, release(tmp_path / "base.db", OLD))).hashset
    name, said = "RDS_2026.12.1_modern_minimal_delta.sql", "UPDATE VERSION SET version='winter';"
    changes = delta(tmp_path / name, OLD[:4], [], said=said)
    assert finish(library.update(session, first.name, changes)).hashset.version == "2026.12.1"
    with pytest.raises(UsageFault, match="list_not_later"):
        finish(library.update(session, first.name, changes))


@pytest.mark.parametrize(
    ("base", "named", "fits"),
    [
        *(("modern", "modern_minimal", True), ("Modern Minimal", "modern_minimal", True)),
        *(("RDSv3 Modern", "modern_minimal", True), ("modern-full", "modern_full", True), ("", "ios", True)),
        *(("something else", "modern_minimal", True), ("MODERN MINIMAL", "modern", True)),
        *(("modern", "ios_minimal", False), ("Modern Full", "modern_minimal", False), ("iOS", "android", False)),
    ],
)
def test_one_data_set_is_called_in_many_ways(
    session: Session, tmp_path: Path, base: str, named: str, *, fits: bool
) -> None:
    version = made.VERSION.replace("'modern_minimal'", f"'{base}'")
    given = ListFile(made.base(tmp_path / "base.db", made.FILE + made.OTHERS + version, OLD), Listing.KNOWN_GOOD)
    first = finish(library.add(session, given)).hashset
    changes = delta(tmp_path / f"RDS_2026.12.1_{named}_delta.sql", OLD[:4], NEW[-3:])
    if fits:
        assert finish(library.update(session, first.name, changes)).hashset.entries == 31
    else:
        with pytest.raises(UsageFault, match="list_of_another"):
            finish(library.update(session, first.name, changes))
