"""What lies inside containers becomes items: each with its chain, its digests and its place, however it was read."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from inspector.app import Session, evidence, history
from inspector.domain.budget import Budget
from inspector.domain.fault import CheckFault
from inspector.source import unfold
from inspector.store import cases, figures, ingests, listing
from inspector.store.connection import Connection
from inspector.store.contents import Waiting
from inspector.store.deed import Deed
from inspector.store.listing import Asked, Item
from inspector.triage.errand import Emit, Errand
from inspector.triage.reading import Reading
from inspector.work import Files, Values
from tests.source.disk_samples import expert_witness, ext_of
from tests.source.made_program import windows
from tests.source.made_rar import rar5, rar5_volumes
from tests.source.test_tar_archive import tarred
from tests.source.test_tnef import GIF
from tests.source.test_tnef import ordinary as wrapped_message
from tests.source.test_zip_archive import raw_zip
from tests.source.test_zip_archive import segments as zip_segments
from tests.triage.archives import boastful, pictures, zipped
from tests.triage.taking import CASE, add_list, finish, take

LISTED = Budget(listed_from=1)
"""Every container that can be opened anywhere is listed first and its members are read one by one."""


def by_path(session: Session) -> dict[str, Item]:
    """The items of the case by their whole path."""
    return {item.shown: item for item in listing.items(session.workspace.reader(), Asked(1))}


def taken(session: Session, folder: Path, budget: Budget | None = None, **more: object) -> evidence.Taken:
    """Takes the folder in under a budget."""
    return finish(evidence.ingest(session, CASE, str(folder), budget=budget, **more))  # type: ignore[arg-type]


def everything(session: Session) -> list[tuple[str, str, bytes | None, str | None, int | None]]:
    """What stands on record of every item, but for its number."""
    rows = session.workspace.reader().execute(
        "SELECT shown, state, sha256, place, item.size FROM item LEFT JOIN content ON content.id = content"
        " ORDER BY shown"
    )
    return rows.fetchall()


@pytest.fixture
def nested(folder: Path) -> dict[str, bytes]:
    """A folder with a file and an archive in an archive; gives every path with its bytes."""
    inside = {"ảnh/đẹp.png": pictures(1)["000.png"], "note.txt": "xin chào".encode()}
    inner = zipped(inside)
    outside = {"DCIM/Camera/b.png": pictures(2)["001.png"], "inner.zip": inner, "../evil": b"x", "a/same": b"1"}
    (folder / "a.zip").write_bytes(zipped(outside))
    (folder / "c.txt").write_bytes(b"plain")
    told = {f"a.zip › {name}": data for name, data in outside.items()}
    told |= {f"a.zip › inner.zip › {name}": data for name, data in inside.items()}
    return {**told, "a.zip": (folder / "a.zip").read_bytes(), "c.txt": b"plain"}


@pytest.mark.parametrize("budget", [None, LISTED], ids=["in one errand", "listed"])
def test_everything_inside_is_an_item_with_its_chain(
    session: Session, folder: Path, nested: dict[str, bytes], budget: Budget | None
) -> None:
    done = taken(session, folder, budget)
    assert {path: sha256 for path, _, sha256, _, _ in everything(session)} == {
        path: hashlib.sha256(data).digest() for path, data in nested.items()
    }
    found = by_path(session)
    assert {(item.state, *item.failures) for item in found.values()} == {("done",)}
    assert found["a.zip › inner.zip › note.txt"].container == found["a.zip › inner.zip"].id
    assert found["a.zip › inner.zip"].container == found["a.zip"].id
    assert found["a.zip › inner.zip › ảnh/đẹp.png"].path == "ảnh/đẹp.png".encode()
    assert (found["a.zip › DCIM/Camera/b.png"].width, found["a.zip › DCIM/Camera/b.png"].place) == (25, "camera")
    assert {item.size for path, item in found.items() if path == "a.zip › ../evil"} == {1}
    assert done.tally.entries == len(nested)
    assert history.verify(session).ok


def test_a_message_wrapped_by_outlook_unfolds_out_of_a_mail(session: Session, folder: Path) -> None:
    (folder / "a.eml").write_bytes(
        b"Subject: FW\nFrom: a@example.org\nMIME-Version: 1.0\nContent-Disposition: attachment\n"
        b'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n'
        + base64.encodebytes(wrapped_message())
    )
    taken(session, folder)
    found = by_path(session)
    assert set(found) == {
        "a.eml", "a.eml › winmail.dat", "a.eml › winmail.dat › ảnh chụp.gif", "a.eml › winmail.dat › Thư.tnef",
        "a.eml › winmail.dat › Thư.tnef › ảnh chụp.gif",
    }  # fmt: skip
    assert {(item.state, *item.failures) for path, item in found.items() if not path.endswith(".gif")} == {("done",)}
    assert found["a.eml › winmail.dat"].kind == "mail"
    assert found["a.eml › winmail.dat › Thư.tnef › ảnh chụp.gif"].size == len(GIF)


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED], ids=["in place", "as a stream"])
def test_archives_behind_programs_are_opened_and_other_programs_stay_as_they_are(
    session: Session, folder: Path, packing: int
) -> None:
    files = {"kho.exe": windows() + rar5({b"a.txt": b"one"}), "setup.exe": windows() + b"settings" * 1000}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "b.zip").write_bytes(zipped(files, packing))
    taken(session, folder)
    found = by_path(session)
    assert set(found) == {
        "kho.exe", "kho.exe › a.txt", "setup.exe", "b.zip", "b.zip › kho.exe", "b.zip › kho.exe › a.txt",
        "b.zip › setup.exe",
    }  # fmt: skip
    assert {(item.state, *item.failures) for item in found.values()} == {("done",)}
    assert finish(evidence.verify(session, CASE)).ok


def test_both_ways_of_reading_come_to_the_same(
    session: Session, folder: Path, nested: dict[str, bytes], blank: Path, tmp_path: Path
) -> None:
    from tests import ready  # noqa: PLC0415

    taken(session, folder)
    with Session(ready.signed_in(ready.copy(blank, tmp_path / "other"))) as other:
        taken(other, folder, LISTED)
        assert everything(other) == everything(session)


@pytest.mark.parametrize("budget", [None, LISTED], ids=["in one errand", "listed"])
def test_a_second_run_adds_nothing(
    session: Session, folder: Path, nested: dict[str, bytes], budget: Budget | None
) -> None:
    taken(session, folder, budget)
    before = everything(session)
    again = taken(session, folder, budget)
    assert everything(session) == before
    assert (again.tally.entries, again.tally.read_items, again.tally.new_contents) == (len(nested), 0, 0)


def test_a_container_is_listed_behind_its_own_outcome_however_seldom_is_stored(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.triage.conveyor.EVERY_S", 1000.0)
    (folder / "a.zip").write_bytes(zipped({"inner.zip": zipped({"deep.txt": b"deep words"})}, zipfile.ZIP_STORED))
    taken(session, folder, LISTED)
    assert {(item.shown, item.state) for item in by_path(session).values()} == {
        (path, "done") for path in ("a.zip", "a.zip › inner.zip", "a.zip › inner.zip › deep.txt")
    }


def test_the_same_archive_twice_has_its_members_twice_and_looks_into_them_once(session: Session, folder: Path) -> None:
    data = zipped(pictures(3))
    for name in ("a.zip", "b.zip"):
        (folder / name).write_bytes(data)
    done = taken(session, folder)
    assert len(by_path(session)) == 8
    assert (done.tally.new_contents, done.standing.contents) == (4, 4)


@pytest.mark.parametrize("budget", [None, LISTED], ids=["in one errand", "listed"])
def test_archives_in_several_files_are_read_once_from_the_one_that_leads(
    session: Session, folder: Path, budget: Budget | None
) -> None:
    files = dict(zip(("r/a.part1.rar", "r/a.part2.rar"), rar5_volumes(b"b.txt", b"one two" * 100, 3), strict=True))
    files |= dict(zip(("z/a.z01", "z/a.zip"), zip_segments(), strict=True))
    files |= {"e/a.part1.exe": windows() + files["r/a.part1.rar"], "e/a.part2.rar": files["r/a.part2.rar"]}
    files |= {"lost/a.part2.rar": files["r/a.part2.rar"], "lost/a.z01": files["z/a.z01"]}
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    taken(session, folder, budget)
    found = by_path(session)
    inside = {"z/a.zip › one": b"1" * 100, "z/a.zip › two": b"2" * 100}
    inside |= dict.fromkeys(("r/a.part1.rar › b.txt", "e/a.part1.exe › b.txt"), b"one two" * 100)
    assert {path for path in found if not path.startswith("lost")} == {
        *inside, *(name for name in files if not name.startswith("lost"))
    }  # fmt: skip
    assert {path: found[path].sha256 for path in inside} == {
        path: hashlib.sha256(data).digest() for path, data in inside.items()
    }
    failed = {path: {failure.code for failure in item.failures} for path, item in found.items() if item.failures}
    assert failed == {name: {"segments_missing"} for name in ("lost/a.part2.rar", "lost/a.z01")}
    assert finish(evidence.verify(session, CASE)).ok


@pytest.mark.parametrize("budget", [None, LISTED], ids=["in one errand", "listed"])
@pytest.mark.parametrize("around", ["zip", "stored", "tar", "image"])
def test_archives_in_several_files_are_joined_inside_of_containers_too(
    session: Session, folder: Path, budget: Budget | None, around: str
) -> None:
    files = {"sub/z.z01": zip_segments()[0], "sub/z.zip": zip_segments()[1]}
    files |= dict(zip(("r/a.part1.rar", "r/a.part2.rar"), rar5_volumes(b"b.txt", b"one two" * 100, 3), strict=True))
    first, *others = expert_witness(ext_of({"in.txt": os.urandom(2 << 20)}, size=8 << 20), "-S", str(1 << 20))
    files |= {"e/d.E01": first} | {f"e/d.E{number:02d}": data for number, data in enumerate(others, 2)}
    files |= {"lost/a.part2.rar": files["r/a.part2.rar"], "else/a.part1.rar": b"no archive"}
    wrapped = {
        "zip": lambda: zipped(files),
        "stored": lambda: zipped(files, zipfile.ZIP_STORED),
        "tar": lambda: tarred({name.encode(): data for name, data in files.items()}),
        "image": lambda: ext_of(files, size=16 << 20),
    }[around]()
    (folder / "around").write_bytes(wrapped)
    taken(session, folder, budget)
    between = f"around › {'ext4 › ' if around == 'image' else ''}"
    found = {path.removeprefix(between): item for path, item in by_path(session).items()}
    inside = {"sub/z.zip › one": b"1" * 100, "sub/z.zip › two": b"2" * 100, "r/a.part1.rar › b.txt": b"one two" * 100}
    assert {path: found[path].sha256 for path in inside} == {
        path: hashlib.sha256(data).digest() for path, data in inside.items()
    }
    assert found["e/d.E01 › ext4 › in.txt"].failures == []
    failed = {path: {failure.code for failure in item.failures} for path, item in found.items() if item.failures}
    assert failed == {"lost/a.part2.rar": {"segments_missing"}}
    assert set(found) >= {*files, *inside}
    assert finish(evidence.verify(session, CASE)).ok


def test_the_audit_holds_whatever_characters_evidence_says(session: Session, folder: Path) -> None:
    """SQLite hands a text to the function that sums the tables up to a NUL, and all of it to whoever reads it."""
    said = ["31/12/2023, 21:04 - Hoa: xin\0 chào", "31/12/2023, 21:05 - An\0: \0 tạm biệt \u2028 \ufffe"]
    (folder / "WhatsApp Chat with Hoa.txt").write_text("\n".join(said), encoding="utf-8")
    (folder / "a.txt").write_bytes(b"words \0 and more")
    (folder / "a.zip").write_bytes(raw_zip((b"a\0b.txt", b"words"), (b"c\0", b"more"), flags=0x800))
    taken(session, folder)
    one = session.workspace.reader().execute
    assert one("SELECT count(*), group_concat(text) LIKE '%xin% chào%' FROM message").fetchone() == (2, 1)
    assert history.verify(session).problems == []


def test_names_that_occur_twice_are_two_items(session: Session, folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({"same.txt": b"one", "sama.txt": b"two"}).replace(b"sama", b"same"))
    taken(session, folder)
    rows = [sha256 for path, _, sha256, _, _ in everything(session) if path == "a.zip › same.txt"]
    assert sorted(filter(None, rows)) == sorted(hashlib.sha256(data).digest() for data in (b"one", b"two"))


@pytest.mark.parametrize("budget", [None, LISTED], ids=["in one errand", "listed"])
def test_an_encrypted_member_is_a_failure_until_a_password_fits(
    session: Session, folder: Path, budget: Budget | None
) -> None:
    import subprocess  # noqa: PLC0415

    (folder / "secret.txt").write_bytes(b"hidden words")
    subprocess.run(["7z", "a", "-tzip", "-pdung", "a.zip", "secret.txt"], cwd=folder, check=True, capture_output=True)
    (folder / "secret.txt").unlink()
    taken(session, folder, budget)
    item = by_path(session)["a.zip › secret.txt"]
    assert (item.state, item.sha256, [failure.code for failure in item.failures]) == ("failed", None, ["encrypted"])
    taken(session, folder, budget, passwords=("sai", "dung"))
    item = by_path(session)["a.zip › secret.txt"]
    assert (item.state, item.sha256) == ("done", hashlib.sha256(b"hidden words").digest())
    assert not item.failures


def test_what_can_be_read_of_a_broken_member_is_kept_and_marked(session: Session, folder: Path) -> None:
    data = bytearray(zipped({"good.txt": b"good", "bad.bin": b"0123456789" * 100}, zipfile.ZIP_STORED))
    at = data.index(b"0123456789")
    data[at] ^= 1
    (folder / "a.zip").write_bytes(data)
    taken(session, folder)
    found = by_path(session)
    assert found["a.zip › good.txt"].failures == []
    bad = found["a.zip › bad.bin"]
    assert [failure.code for failure in bad.failures] == ["damaged"]
    assert (bad.state, bad.sha256) == ("done", hashlib.sha256(bytes(data[at : at + 1000])).digest())


@pytest.mark.parametrize(
    ("budget", "code"),
    [
        (Budget(ratio=2, ratio_from=200_000), "budget_ratio"),
        (Budget(entries=3), "budget_entries"),
        (Budget(unfolded=200_000), "budget_unfolded"),
    ],
)
def test_a_crossed_budget_is_a_failure_of_the_container_and_keeps_what_was_read(
    session: Session, folder: Path, budget: Budget, code: str
) -> None:
    (folder / "a.zip").write_bytes(zipped({f"{number}": bytes(100_000 + number) for number in range(5)}))
    (folder / "b.txt").write_bytes(b"after")
    taken(session, folder, budget)
    found = by_path(session)
    assert [failure.code for failure in found["a.zip"].failures] == [code]
    assert found["a.zip › 0"].sha256 == hashlib.sha256(bytes(100_000)).digest()
    assert found["b.txt"].state == "done"
    assert "a.zip › 4" not in found
    assert {item.state for item in found.values()} <= {"done", "failed"}


def test_a_member_that_lies_before_its_file_is_damaged_and_the_medium_is_not(session: Session, folder: Path) -> None:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    data = bytearray(zipped({"[Content_Types].xml": types.encode(), "word/document.xml": b"<w/>", "word/a.bin": b"1"}))
    data[-6:-2] = (int.from_bytes(data[-6:-2], "little") + 5000).to_bytes(4, "little")  # where the directory begins
    (folder / "a.docx").write_bytes(data)
    taken(session, folder)
    codes = {failure.code for item in by_path(session).values() for failure in item.failures}
    assert codes <= {"damaged", "segments_missing"}  # it may as well be a piece of a larger one
    assert codes


@pytest.mark.parametrize("budget", [None, LISTED], ids=["in one errand", "listed"])
@pytest.mark.parametrize("size", [(1 << 62) - 1, (1 << 64) - 1])
def test_no_claim_of_sizes_stops_the_run_or_the_sums(
    session: Session, folder: Path, budget: Budget | None, size: int
) -> None:
    (folder / "a.zip").write_bytes(boastful(5, size))
    taken(session, folder, budget)
    found = by_path(session)
    assert len(found) == 6
    assert {failure.code for item in found.values() for failure in item.failures} == {"damaged"}
    assert cases.counts(session.workspace.reader(), 1).items == figures.total(session.workspace.reader(), 1).items == 6
    assert history.verify(session).ok


def test_containers_lie_only_so_deep_in_each_other(session: Session, folder: Path) -> None:
    data = b"at the bottom"
    for _ in range(5):
        data = zipped({"x.zip": data})
    (folder / "a.zip").write_bytes(data)
    taken(session, folder, Budget(depth=3))
    found = by_path(session)
    assert max(path.count("›") for path in found) == 3
    deepest = found["a.zip" + " › x.zip" * 3]
    assert (deepest.state, [failure.code for failure in deepest.failures]) == ("done", ["budget_depth"])


def test_a_bomb_in_an_archive_counts_against_the_archive(session: Session, folder: Path) -> None:
    bomb = zipped({"zeros": bytes(3_000_000)})
    (folder / "a.zip").write_bytes(zipped({"bomb.zip": bomb, "later.txt": b"later"}, zipfile.ZIP_STORED))
    taken(session, folder, Budget(ratio=10, ratio_from=1_000_000))
    found = by_path(session)
    assert [failure.code for failure in found["a.zip › bomb.zip"].failures] == ["budget_ratio"]
    assert {item.state for item in found.values()} <= {"done", "failed"}


def test_a_quick_look_finds_the_known_one_inside_first(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = {f"{number:02d}": b"x" * (100 + number) for number in range(40)}
    (folder / "a.zip").write_bytes(zipped({**members, "zz": b"known content"}))
    digest = hashlib.sha256(b"known content").hexdigest()
    add_list(session, tmp_path / "list.csv", f"sha256,size\n{digest},13\n")
    order: list[int] = []
    send = Reading.send

    def sent(reading: Reading, item: Waiting, emit: Emit) -> Errand:
        order.append(item.id)
        return send(reading, item, emit)

    monkeypatch.setattr(Reading, "send", sent)
    done = taken(session, folder, LISTED, look="quick")
    found = by_path(session)
    assert order[0] == found["a.zip › zz"].id
    assert len(found) == 42
    assert done.standing.exact == 1


def test_a_listing_that_was_broken_off_is_told_where_there_is_no_container_any_more(
    session: Session, folder: Path
) -> None:
    """As a run leaves it that was ended while it listed, and somebody replaced the file before the next."""
    (folder / "a.zip").write_bytes(zipped({"b.txt": b"words", "c.txt": b"more words"}))
    taken(session, folder, LISTED)

    def broken_off(connection: Connection) -> Deed[None]:
        connection.execute("UPDATE unfolding SET state = 'listing'")
        return Deed("container_listed", None, alters=True)

    session.workspace.change(broken_off)
    (folder / "a.zip").write_bytes(b"no archive")
    taken(session, folder, LISTED)
    one = session.workspace.reader().execute
    assert one("SELECT reader, state FROM unfolding").fetchall() == [("zip", "listed")]
    assert [failure.code for failure in by_path(session)["a.zip"].failures] == ["changed_since"]


def test_a_listing_that_is_begun_again_counts_what_is_new(session: Session, folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped({f"{number}.txt": b"words %d" % number for number in range(3_000)}))
    work = evidence.ingest(session, CASE, str(folder), budget=LISTED)
    next(progress for progress in work if progress.stage == "listing" and progress.members)
    work.close()
    taken(session, folder, LISTED)
    first, second = ingests.runs(session.workspace.reader(), 1)
    assert (first.state, second.state) == ("stopped", "done")
    assert first.entries > 1
    assert first.entries + second.entries == 3_002  # the archive itself is met by both


def test_the_bounds_of_a_run_stand_in_its_audit_row(session: Session, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"words")
    taken(session, folder, Budget(depth=3))
    query = "SELECT data -> '$.budget' FROM audit WHERE action = 'ingest_start'"
    (told,) = session.workspace.reader().execute(query).fetchone()
    assert json.loads(told) == Budget(depth=3).values()


def test_evidence_inside_is_verified_and_copied_out(session: Session, folder: Path, tmp_path: Path) -> None:
    inner = zipped({"deep.txt": b"deep words"})
    (folder / "a.zip").write_bytes(zipped({"inner.zip": inner, "b.txt": b"words"}))
    taken(session, folder)
    check = finish(evidence.verify(session, CASE))
    assert (check.ok, check.checked) == (True, 4)
    number = by_path(session)["a.zip › inner.zip › deep.txt"].id
    assert evidence.open_item(session, number, tmp_path / "out") == 10
    assert (tmp_path / "out").read_bytes() == b"deep words"
    (folder / "a.zip").write_bytes(zipped({"inner.zip": zipped({"deep.txt": b"deep wordz"}), "b.txt": b"words"}))
    check = finish(evidence.verify(session, CASE))
    assert [(problem.code, problem.shown) for problem in check.problems] == [
        ("changed", "a.zip"), ("changed", "a.zip › inner.zip"), ("changed", "a.zip › inner.zip › deep.txt"),
    ]  # fmt: skip
    with pytest.raises(CheckFault):
        evidence.open_item(session, number, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_members_of_a_listed_container_are_verified_and_copied_out(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    (folder / "a.zip").write_bytes(zipped({"inner.zip": zipped({"deep.txt": b"deep words"}), "b.txt": b"words"}))
    taken(session, folder, LISTED)
    check = finish(evidence.verify(session, CASE))
    assert (check.ok, check.checked) == (True, 4)
    assert evidence.open_item(session, by_path(session)["a.zip › inner.zip › deep.txt"].id, tmp_path / "out") == 10


def test_a_name_that_is_gone_says_nothing_of_the_other_names_of_its_file(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a").write_bytes(b"one file")
    (folder / "b").hardlink_to(folder / "a")
    check = Reading._check

    def gone(reading: Reading, errand: Errand) -> None:
        (folder / "a").unlink(missing_ok=True)
        check(reading, errand)

    monkeypatch.setattr(Reading, "_check", gone)
    take(session, folder)
    found = by_path(session)
    assert (found["a"].state, [failure.code for failure in found["a"].failures]) == ("failed", ["vanished"])
    assert (found["b"].state, found["b"].sha256) == ("done", hashlib.sha256(b"one file").digest())


def test_a_container_that_stays_open_gives_its_signs_of_life_to_whoever_asks_now() -> None:
    """Its reader was handed a beat by the first errand; a word under that one's number would be a lie in the second."""

    class Line:
        def __init__(self, files: Files) -> None:
            self.files = files
            self.beats = 0

        def beat(self, done: int) -> None:
            self.beats += 1

        def tell(self, part: Values) -> bool:
            return True

    files = Files(io.BytesIO())
    first, second = Line(files), Line(files)
    beat = unfold.beating(first)
    beat()
    unfold.beating(second)
    beat()
    assert (first.beats, second.beats) == (1, 1)
