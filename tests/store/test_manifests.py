"""What manifests claim, held against what was read: every file that differs, is gone, or came in addition."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

from inspector.domain.content import Analysis, Failure, Finding, Kind
from inspector.domain.entry import Entry
from inspector.domain.manifest import Algorithm, Claims, ManifestClaim
from inspector.store import audit, ingests, manifests
from inspector.store.contents import Outcome
from inspector.store.manifests import ManifestCheck, Verdict
from tests import ready
from tests.ready import Register

M, D, G, E, U = Verdict.MATCHED, Verdict.MISMATCHED, Verdict.MISSING, Verdict.EXTRA, Verdict.UNCHECKED


def claim(path: bytes, content: bytes, algorithm: str = "sha256", size: int | None = None) -> ManifestClaim:
    return ManifestClaim(Algorithm(algorithm), hashlib.new(algorithm, content).digest(), path, size)


def keep(register: Register, path: bytes, *claims: ManifestClaim, form: str = "sums", container: bytes = b"") -> int:
    """An item that is a manifest."""
    finding = Finding("manifest", "1", {}, {"form": form, "claims": len(claims)})
    analysis = Analysis(findings=(finding,), claims=Claims.of(claims))
    if container:
        within(register, container, {path: b"list " + path}, analysis)
        return 0
    return register.read(path, b"list " + path, kind=Kind.DOCUMENT, analysis=analysis)


def within(register: Register, container: bytes, files: dict[bytes, bytes], analysis: Analysis | None = None) -> None:
    """Files inside a container that is an item."""
    for path, content in files.items():
        entry = Entry(path, len(content), 0, 0, 0, 0, 0, 1, container=container)
        register.workspace.change(ingests.add_entries(register.ingest, [entry]))
        query = "SELECT id FROM item WHERE path = ? AND container IS NOT NULL"
        (item,) = register.workspace.reader().execute(query, (path,)).fetchone()
        register.keep(Outcome(item, ready.digests(content), "text/plain", Kind.OTHER, analysis or Analysis(), "0"))


def files(register: Register, *paths: bytes) -> None:
    """Items whose content is their path."""
    for path in paths:
        register.read(path, path)


def check(register: Register) -> ManifestCheck:
    (only,) = manifests.verify(register.workspace.reader(), register.case.id)
    return only


def problems(register: Register) -> list[tuple[Verdict, bytes]]:
    return [(row.verdict, row.path) for row in check(register).problems]


def test_every_verdict(register: Register) -> None:
    files(register, b"x/same", b"x/other", b"x/md5", b"x/sha1", b"x/long", b"x/strong", b"x/new")
    register.listed(b"x/unread")
    keep(
        register, b"x/SHA256SUMS", claim(b"same", b"x/same"), claim(b"./other", b"changed"), claim(b"gone", b"gone"),
        claim(b"md5", b"x/md5", "md5"), claim(b"sha1", b"x/sha1", "sha1"), claim(b"long", b"x/long", size=6),
        claim(b"strong", b"x/strong", "sha512"), claim(b"unread", b"x"), claim(b"SHA256SUMS", b""),
    )  # fmt: skip
    found = check(register)
    assert (found.claimed, found.counts) == (9, {M: 4, D: 1, G: 1, U: 3, E: 1})
    assert [(row.verdict, row.path) for row in found.problems] == [
        (D, b"./other"), (G, b"gone"), (U, b"strong"), (U, b"unread"), (U, b"SHA256SUMS"), (E, b"x/new"),
    ]  # fmt: skip
    assert (found.manifest.kind, found.manifest.shown) == ("sums", "x/SHA256SUMS")


def test_a_size_that_differs_is_a_mismatch(register: Register) -> None:
    files(register, b"a", b"b")
    keep(register, b"list", claim(b"a", b"a", size=1), claim(b"b", b"b", size=2), form="hashdeep")
    assert problems(register) == [(D, b"b")]
    assert check(register).manifest.kind == "hashdeep"


def test_a_bag(register: Register) -> None:
    odd = b"bag/data/c%d\n%25"
    files(register, b"bag/bagit.txt", b"bag/bag-info.txt", b"bag/data/a", b"bag/data/new/b", odd, b"other/data/e")
    files(register, b"bag/data/d%0A")
    keep(register, b"bag/data/SHA256SUMS", claim(b"nothing", b""))
    payload = [(b"data/a", b"bag/data/a"), (b"data/c%25d%0a%2525", odd), (b"data/d%0A", b"bag/data/d%0A")]
    keep(register, b"bag/manifest-sha256.txt", *(claim(*one) for one in payload), claim(b"other/data/e", b"x"))
    tags = [(b"bagit.txt", b"bag/bagit.txt"), (b"manifest-sha256.txt", b"x")]
    keep(register, b"bag/tagmanifest-sha256.txt", *(claim(*one) for one in tags))
    checks = {found.manifest.kind: found for found in manifests.verify(register.workspace.reader(), register.case.id)}
    assert [(row.verdict, row.path) for row in checks["bag"].problems] == [
        (G, b"other/data/e"), (E, b"bag/data/SHA256SUMS"), (E, b"bag/data/new/b"),
    ]  # fmt: skip
    assert checks["bag"].counts == {M: 3, G: 1, E: 2}
    assert checks["bag_tags"].counts == {M: 1, D: 1}


def test_such_a_name_without_a_bag_is_a_list(register: Register) -> None:
    files(register, b"data/a")
    keep(register, b"manifest-md5.txt", claim(b"data/a", b"data/a", "md5"))
    assert check(register).manifest.kind == "sums"


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (b"lists/all.txt", b"/media/usb/evidence/%b"),
        (b"all.txt", b"evidence/%b"),
        (b"deep/er/all.txt", b"./%b"),
        (b"all.txt", b"D:\\cases\\1\\%b"),
        (b"all.txt", b"\\\\server\\share\\%b"),
        (b"DCIM/all.txt", b"../%b"),
        (b"DCIM/all.txt", b"DCIM/../../x/%b"),
    ],
)
def test_paths_that_were_written_elsewhere(register: Register, place: bytes, written: bytes) -> None:
    paths = [b"DCIM/1/a.jpg", b"DCIM/1/b.jpg", b"DCIM/2/a.jpg", b"DCIM/2/c.jpg"]
    files(register, *paths, b"DCIM/2/new.jpg", b"a.jpg")

    def told(path: bytes) -> bytes:
        return written.replace(b"%b", path.replace(b"/", b"\\") if b"\\" in written else path)

    keep(register, place, *(claim(told(path), path) for path in paths), claim(told(b"DCIM/3/a.jpg"), b"x"),
         form="hashdeep")  # fmt: skip
    found = check(register)
    assert (found.count(M), found.count(D)) == (4, 0)
    assert [row.path for row in found.problems if row.verdict is G] == [told(b"DCIM/3/a.jpg")]
    assert b"DCIM/2/new.jpg" in [row.path for row in found.problems if row.verdict is E]


def test_a_list_over_two_roots(register: Register) -> None:
    files(register, b"c/a", b"c/b", b"d/a", b"d/e")
    told = {b"C:\\c\\a": b"c/a", b"C:\\c\\b": b"c/b", b"D:\\d\\a": b"d/a", b"D:\\d\\e": b"d/e"}
    keep(register, b"c/list", *(claim(path, content) for path, content in told.items()))
    assert check(register).counts == {M: 4}


def test_names_in_the_other_form_of_unicode_are_the_same(register: Register) -> None:
    name = "Ảnh/Tết Nguyên Đán.jpg"
    composed, taken_apart = (unicodedata.normalize(form, name).encode() for form in ("NFC", "NFD"))
    files(register, taken_apart)
    keep(register, b"list", claim(composed, taken_apart))
    assert check(register).counts == {M: 1}


def test_bytes_that_are_no_text_are_names_too(register: Register) -> None:
    names = (b"\xff\xfe/\xe9.jpg", b"\xff\xfe/back\\slash", b"\xff\xfe/ space")
    files(register, *names)
    keep(register, b"list", *(claim(name, name) for name in names))
    assert check(register).counts == {M: 3}


def test_files_are_extra_only_where_the_list_went(register: Register) -> None:
    files(register, b"a/1", b"a/2", b"a/deep/3", b"b/4", b"c/5")
    keep(register, b"list", claim(b"a/1", b"a/1"), claim(b"b/4", b"b/4"))
    assert problems(register) == [(E, b"a/2")]


def test_a_list_that_goes_into_folders_tells_of_all_below(register: Register) -> None:
    files(register, b"a/1", b"a/2", b"a/deep/3", b"a/other/4", b"a0/5", b"c/5")
    keep(register, b"list", claim(b"a/1", b"a/1"), claim(b"a/deep/3", b"a/deep/3"))
    assert problems(register) == [(E, b"a/2"), (E, b"a/other/4")]


def test_a_list_of_the_top_leaves_its_neighbours_alone(register: Register) -> None:
    files(register, b"a", b"b/c", b"new")
    keep(register, b"MD5SUMS", claim(b"a", b"a", "md5"), claim(b"b/c", b"b/c", "md5"))
    keep(register, b"SHA1SUMS", claim(b"a", b"a", "sha1"), claim(b"b/c", b"b/c", "sha1"))
    for found in manifests.verify(register.workspace.reader(), register.case.id):
        assert [(row.verdict, row.path) for row in found.problems] == [(E, b"new")]


def test_a_manifest_in_a_container_tells_of_its_neighbours_there(register: Register) -> None:
    files(register, b"a", b"x.zip")
    within(register, b"x.zip", {b"a": b"inside", b"b": b"more"})
    keep(register, b"SHA256SUMS", claim(b"a", b"inside"), container=b"x.zip")
    found = check(register)
    assert found.counts == {M: 1, E: 1}
    assert found.problems[0].path == b"b"


def test_volumes_and_names_that_occur_twice(register: Register) -> None:
    """A disk image knows a name on several volumes, and one that was deleted beside the one that took its place."""
    files(register, b"disk.E01")
    held = [("NTFS 1", b"old", "7"), ("NTFS 1", b"now", "8"), ("NTFS 2", b"other", "9")]
    for volume, content, locator in held:
        entry = Entry(b"a", 1, 0, 0, 0, 0, 0, 1, container=b"disk.E01", locator=locator, volume=volume)
        register.workspace.change(ingests.add_entries(register.ingest, [entry]))
        query = "SELECT id FROM item WHERE locator = ?"
        (item,) = register.workspace.reader().execute(query, (locator,)).fetchone()
        register.keep(Outcome(item, ready.digests(content), "text/plain", Kind.OTHER, Analysis(), "0"))
    lists = Entry(b"list", 1, 0, 0, 0, 0, 0, 1, container=b"disk.E01", locator="10", volume="NTFS 1")
    register.workspace.change(ingests.add_entries(register.ingest, [lists]))
    (item,) = register.workspace.reader().execute("SELECT id FROM item WHERE locator = '10'").fetchone()
    claims = Claims.of([claim(b"a", b"old"), claim(b"a", b"now"), claim(b"a", b"other")])
    register.keep(Outcome(item, ready.digests(b"list"), "text/plain", Kind.OTHER, Analysis(claims=claims), "0"))
    assert check(register).counts == {M: 2, D: 1}


def test_the_same_list_at_two_places_is_two_manifests(register: Register) -> None:
    files(register, b"x/a", b"y/b")
    for folder in (b"x/", b"y/"):
        analysis = Analysis(claims=Claims.of([claim(b"a", b"x/a")]))
        register.read(folder + b"list", b"one list", analysis=analysis)
    found = list(manifests.verify(register.workspace.reader(), register.case.id))
    assert [one.counts for one in found] == [{M: 1}, {G: 1}]


def test_a_second_look_takes_the_place_of_the_first(register: Register) -> None:
    files(register, b"a")
    for _ in range(2):
        keep(register, b"list", claim(b"a", b"a"))
    assert check(register).claimed == 1
    assert audit.verify(register.workspace.reader()).ok


def test_other_cases_do_not_count(register: Register) -> None:
    other = Register(register.workspace, "02/VA")
    files(other, b"a")
    keep(register, b"list", claim(b"a", b"a"))
    assert check(register).counts == {G: 1}
    assert list(manifests.verify(register.workspace.reader(), other.case.id)) == []


def test_many_problems_are_counted_and_some_are_kept(register: Register) -> None:
    keep(register, b"list", *(claim(b"%d" % number, b"") for number in range(300)))
    found = check(register)
    assert (found.count(G), len(found.problems)) == (300, manifests.MOST_PROBLEMS)


def test_an_item_that_failed_is_unchecked(register: Register) -> None:
    (item,) = register.listed(b"a")
    register.keep(Outcome(item, None, failures=(Failure("unreadable", "digest"),)))
    keep(register, b"list", claim(b"a", b"a"))
    assert problems(register) == [(U, b"a")]
