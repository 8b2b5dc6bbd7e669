"""A stick that is pulled, a drive with bad spots: told as what it was, and tried again once it can be had."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from inspector.app import Session, evidence, history
from inspector.domain.budget import Budget
from inspector.source import Source
from inspector.source.folder import Folder
from inspector.store import audit
from inspector.store.listing import Asked, Item, items
from inspector.work import Limits, Pool
from inspector.work.medium import medium, opened
from tests import ready
from tests.analyse.drawn import film
from tests.source import disk_samples
from tests.source.packers import seven_zip
from tests.source.test_tar_archive import tarred
from tests.triage import failing_medium
from tests.triage.archives import pictures, zipped
from tests.triage.taking import CASE, finish, take

LISTED = Budget(listed_from=1)
FILES = {f"{number:02d}.txt": b"file %d" % number for number in range(12)}


def found(session: Session) -> dict[str, Item]:
    return {item.shown: item for item in items(session.workspace.reader(), Asked(1))}


def failures(session: Session) -> set[str]:
    return {failure.code for item in found(session).values() for failure in item.failures}


def acts(session: Session) -> list[str]:
    return [entry.action for entry in audit.entries(session.workspace.reader())]


def test_an_open_file_remembers_that_the_system_could_not_read_it() -> None:
    with opened(os.open("/proc/self/mem", os.O_RDONLY)) as file:  # nothing is at its start: the system says EIO
        under = medium(file)
        assert under is not None
        assert not under.broke
        with pytest.raises(OSError, match="rror"):
            file.read(1)
        assert under.broke
    assert medium(io.BytesIO()) is None


class Pulled(Folder):
    """A folder that gives nothing more after some files, for the reason given."""

    reason: Callable[[], OSError] | None = None
    left = 0

    def open(self, path: bytes) -> int:
        Pulled.left -= 1
        if Pulled.reason and Pulled.left < 0:
            raise Pulled.reason()
        return super().open(path)


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Path]:
    for name, data in FILES.items():
        (folder / name).write_bytes(data)

    def find(path: str | bytes) -> Source:
        return Pulled(os.fsencode(path))

    monkeypatch.setattr(evidence, "find_source", find)
    yield folder
    Pulled.reason = None


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (FileNotFoundError, "vanished"),
        (PermissionError, "unreadable"),
        (lambda: OSError(errno.EIO, "pulled"), "read_error"),
        (lambda: OSError(errno.ENODEV, "pulled"), "read_error"),
    ],
)
def test_what_a_pulled_stick_did_not_give_is_read_when_it_is_back(
    session: Session, stick: Path, reason: Callable[[], OSError], code: str
) -> None:
    Pulled.reason, Pulled.left = reason, 4
    taken = take(session, stick)
    assert (taken.standing.failures, failures(session)) == (8, {code})
    take(session, stick)  # still gone: said once
    assert session.workspace.reader().execute("SELECT count(*) FROM failure").fetchone() == (8,)
    Pulled.reason = None
    taken = take(session, stick)
    assert (taken.tally.read_items, taken.standing.failures) == (8, 0)
    assert {path: item.sha256 for path, item in found(session).items()} == {
        name: hashlib.sha256(data).digest() for name, data in FILES.items()
    }
    assert acts(session).count("source_again") == 2
    assert history.verify(session).ok


def test_what_is_not_back_stays_as_it_was_told(session: Session, stick: Path) -> None:
    Pulled.reason, Pulled.left = FileNotFoundError, 0
    take(session, stick)
    before = session.workspace.reader().execute("SELECT at FROM failure ORDER BY id").fetchall()
    Pulled.reason = None
    (stick / "03.txt").unlink()
    taken = take(session, stick)
    assert (taken.tally.read_items, taken.standing.failures) == (11, 1)
    (kept,) = session.workspace.reader().execute("SELECT at FROM failure").fetchall()
    assert kept in before
    assert [failure.code for failure in found(session)["03.txt"].failures] == ["vanished"]


def test_other_failures_are_not_tried_again(session: Session, folder: Path) -> None:
    (folder / "a.zip").write_bytes(zipped(FILES)[:400])
    (folder / "b.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    take(session, folder)
    assert failures(session)
    assert take(session, folder).tally.read_items == 0
    assert "source_again" not in acts(session)


@pytest.fixture(scope="module")
def bad_engine() -> Iterator[Pool]:
    with Pool([failing_medium.TASK], 1, Limits(errands=1_000_000)) as pool:
        yield pool


def inside() -> dict[str, bytes]:
    """Some members, an archive among them, each of some blocks."""
    drawn = {name: data + bytes(range(256)) * 100 for name, data in FILES.items()}
    return {**drawn, "inner.zip": zipped(pictures(4, side=60)), "z.txt": b"last"}


def packed(folder: Path) -> dict[str, bytes]:
    """The same members in archives of several sorts, a film, and images of disks."""
    members = inside()
    tar = tarred({name.encode(): data for name, data in members.items()})
    seven = seven_zip(folder, "a.7z", files={name.encode(): data for name, data in members.items()})
    image = disk_samples.ext()
    return {
        "zip": zipped(members), "tar": tar, "tgz": gzip.compress(tar, 1), "7z": seven, "dd": image,
        "e01": disk_samples.expert_witness(image, "-c", "none")[0], "mp4": film("mp4", "mpeg4"), "txt": bytes(300_000),
    }  # fmt: skip


def sound(session: Session, folder: Path, budget: Budget | None) -> list[tuple[object, ...]]:
    """What there is to be told of the folder."""
    finish(evidence.ingest(session, CASE, str(folder), budget=budget))
    return everything(session)


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every sort, on drives that fail at several moments of each."""
    folder = tmp_path_factory.mktemp("media")
    for sort, data in packed(folder).items():
        for tenths in (7, 11, 14, 19, 27):
            (folder / (failing_medium.NAME % (sort, len(data) * tenths // 10, sort))).write_bytes(data)
    return folder


@pytest.mark.parametrize("budget", [None, LISTED], ids=["in one errand", "listed"])
def test_a_medium_that_fails_is_blamed_and_the_next_run_mends_all(  # noqa: PLR0917
    session: Session, blank: Path, tmp_path: Path, media: Path, bad_engine: Pool, budget: Budget | None
) -> None:
    expected = sound(session, media, budget)
    whole = failures(session)
    with Session(ready.signed_in(ready.copy(blank, tmp_path / "other"))) as other:
        with pytest.MonkeyPatch.context() as patch:
            for module in ("reading", "listing"):
                patch.setattr(f"inspector.triage.{module}.UNFOLD", failing_medium.TASK)
            patch.setattr(evidence, "pool", lambda: nullcontext(bad_engine))
            finish(evidence.ingest(other, CASE, str(media), budget=budget))
        assert "unreadable" in failures(other) <= {*whole, "unreadable"}
        waiting = other.workspace.reader().execute("SELECT count(*) FROM item WHERE state = 'waiting'")
        assert waiting.fetchone() == (0,)
        assert sound(other, media, budget) == expected
        assert history.verify(other).ok


def everything(session: Session) -> list[tuple[object, ...]]:
    """What stands on record of every item, but for its number."""
    rows = session.workspace.reader().execute(
        "SELECT shown, item.state, sha256, item.size, analysed, width, duration_ms, unfolding.state, facts,"
        " (SELECT group_concat(code) FROM (SELECT code FROM failure WHERE item = item.id OR content = content.id"
        "  ORDER BY code)) FROM item LEFT JOIN content ON content.id = content"
        " LEFT JOIN unfolding ON unfolding.item = item.id ORDER BY shown, item.locator"
    )
    return rows.fetchall()
