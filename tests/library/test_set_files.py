"""Set files: whole or not there, unreadable without the key, every change found."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.domain.canonical import Value
from inspector.domain.fault import EnvironmentFault, InputFault
from inspector.domain.match import Signal
from inspector.library import sealed, sets
from inspector.library.building.gathering import Gathering
from inspector.library.building.spool import Spool
from inspector.library.entry import Broken, Entry, Film, Record
from inspector.library.film.films import film_id
from inspector.library.known import KnownSet
from inspector.library.sealed import CHUNK
from tests.library.lists import KEY, gathered, through_file

ID = bytes(range(16))


ABOUT: dict[str, Value] = {"name": "x", "list": [1, "đ"]}
RECORD = np.dtype([("value", "u1", (3,)), ("size", "<u2")])


def arrays(length: int = 5 * CHUNK // 2) -> dict[str, sealed.Array]:
    noise = np.random.default_rng(7).integers(0, 256, length, dtype=np.uint8)
    records = np.frombuffer(noise[: length // 5 * 5].tobytes(), RECORD)
    return {"noise": noise, "empty": np.zeros((0, 3), np.uint32), "records": records}


def write(path: Path, file_id: bytes = ID, length: int = 5 * CHUNK // 2) -> None:
    with sealed.written(path, KEY, file_id) as file:
        for name, array in arrays(length).items():
            for block in (array[:7], array[7:]):
                file.append(name, block)
        file.finish(ABOUT)


def read(path: Path, key: bytes = KEY, file_id: bytes = ID) -> dict[str, sealed.Array]:
    file = sealed.opened(path, key, file_id)
    return {name: file.whole(name) for name in arrays()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sets") / "a.set"
    write(path)
    return path


def code_of(path: Path, key: bytes = KEY, file_id: bytes = ID) -> str:
    with pytest.raises(EnvironmentFault) as caught:
        read(path, key, file_id)
    assert caught.value.facts["set" if "newer" not in caught.value.code else "version"]
    return caught.value.code


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_was_written_comes_back(tmp_path: Path, length: int) -> None:
    before = arrays(length)
    write(tmp_path / "a.set", length=length)
    after = sealed.opened(tmp_path / "a.set", KEY, ID)
    assert after.about == ABOUT
    for name, array in before.items():
        assert name in after
        assert after.length(name) == len(array)
        assert after.whole(name).dtype == array.dtype
        assert np.array_equal(after.whole(name), array)
    assert "other" not in after
    assert after.length("other") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.set"]


@settings(max_examples=60)
@given(st.tuples(st.integers(0, 5 * CHUNK // 2), st.integers(0, 5 * CHUNK // 2)).map(sorted))
def test_any_stretch_comes_back(written: Path, ends: list[int]) -> None:
    start, stop = ends
    file = sealed.opened(written, KEY, ID)
    assert np.array_equal(file.stretch("noise", start, stop), arrays()["noise"][start:stop])
    start, stop = start // 5, stop // 5
    assert np.array_equal(file.stretch("records", start, stop), arrays()["records"][start:stop])


def test_what_is_not_there_is_not_read(written: Path) -> None:
    file = sealed.opened(written, KEY, ID)
    for start, stop in ((-1, 1), (5, 4), (0, 1 << 40)):
        with pytest.raises(EnvironmentFault):
            file.stretch("noise", start, stop)
    file.close()
    with pytest.raises(EnvironmentFault):
        file.whole("noise")


def test_every_byte_counts(written: Path, tmp_path: Path) -> None:
    whole = written.read_bytes()
    places = [
        *range(40),
        *(int(place) for place in np.random.default_rng(1).integers(0, len(whole), 60)),
        len(whole) - 1,
    ]
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << (place % 8)
        path = tmp_path / "changed.set"
        path.write_bytes(changed)
        assert code_of(path) in {"library-set-damaged", "library-set-newer", "library-set-older"}


@pytest.mark.parametrize("length", [0, 1, 23, 24, 25, 40, 24 + CHUNK, 24 + CHUNK + 16, 24 + 2 * (CHUNK + 16), -17, -1])
def test_a_cut_file(written: Path, tmp_path: Path, length: int) -> None:
    path = tmp_path / "cut.set"
    path.write_bytes(written.read_bytes()[:length])
    assert code_of(path) == "library-set-damaged"


def test_a_lengthened_file(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.set"
    path.write_bytes(written.read_bytes() + b"\0")
    assert code_of(path) == "library-set-damaged"


def test_swapped_chunks(written: Path, tmp_path: Path) -> None:
    whole, size = written.read_bytes(), CHUNK + 16
    first, second = whole[24 : 24 + size], whole[24 + size : 24 + 2 * size]
    path = tmp_path / "swapped.set"
    path.write_bytes(whole[:24] + second + first + whole[24 + 2 * size :])
    assert code_of(path) == "library-set-damaged"


def test_a_chunk_of_another_file(written: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.set"
    write(other, bytes(16))
    size = CHUNK + 16
    path = tmp_path / "mixed.set"
    path.write_bytes(written.read_bytes()[: 24 + size] + other.read_bytes()[24 + size :])
    assert code_of(path) == "library-set-damaged"


def test_a_whole_other_file_in_its_place(written: Path) -> None:
    assert code_of(written, file_id=bytes(16)) == "library-set-damaged"


def test_another_key(written: Path) -> None:
    assert code_of(written, key=bytes(32)) == "library-set-damaged"


def test_a_missing_file(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.set") == "library-set-missing"


def test_a_file_of_another_version(written: Path, tmp_path: Path) -> None:
    whole = bytearray(written.read_bytes())
    path = tmp_path / "other.set"
    for version, code in ((3, "library-set-newer"), (1, "library-set-older")):
        whole[7] = version
        path.write_bytes(whole)
        assert code_of(path) == code


def test_nothing_of_the_list_stands_in_clear(tmp_path: Path) -> None:
    digest = secrets.token_bytes(16)
    gathering = gathered([Entry(md5=digest, category="MARKER")])
    sets.save(tmp_path, KEY, sets.new_id(), gathering)
    (path,) = tmp_path.iterdir()
    raw = path.read_bytes()
    assert b"MARKER" not in raw
    assert digest not in raw
    assert digest[::-1][:8] not in raw


def test_one_id_twice_never_overwrites_quietly(tmp_path: Path) -> None:
    set_id = sets.new_id()
    (tmp_path / f"{set_id}.part").write_bytes(b"")
    with pytest.raises(EnvironmentFault) as caught:
        sets.save(tmp_path, KEY, set_id, gathered([Entry(md5=bytes(16))]))
    assert caught.value.code == "library-not-written"


@pytest.mark.parametrize("records", [[], [Broken(1, "hex"), Broken(2, "length")]])
def test_a_list_without_a_usable_line_is_refused(tmp_path: Path, records: list[Broken]) -> None:
    with pytest.raises(InputFault) as caught:
        sets.save(tmp_path, KEY, sets.new_id(), gathered(records))
    assert caught.value.code == "library-list-unusable"
    assert not list(tmp_path.iterdir())


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault) as caught:
        sets.save(tmp_path, KEY, sets.new_id(), gathered([Entry(md5=bytes(16))]))
    assert caught.value.code == "library-not-written"
    assert "No space" in str(caught.value.facts["reason"])
    assert not list(tmp_path.iterdir())


KILLED = """
import os, pathlib, signal, sys
from inspector.library import sets
from inspector.library.entry import Entry
from inspector.library.building.gathering import Gathering

folder, set_id, spared = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
calls = 0
def killing(handle):
    global calls
    calls += 1
    if calls > spared:
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = killing
gathering = Gathering()
gathering.add(Entry(md5=bytes(16)))
sets.save(folder, bytes(range(32)), set_id, gathering)
"""


@pytest.mark.parametrize("spared", [0, 1])
def test_killed_while_importing(tmp_path: Path, spared: int) -> None:
    set_id = sets.new_id()
    killed = subprocess.run([sys.executable, "-c", KILLED, tmp_path, set_id, str(spared)], check=False, timeout=60)
    assert killed.returncode == -9
    if spared:  # it was in its place already: in, and whole
        assert sets.load(tmp_path, KEY, set_id).count == 1
        assert sets.sweep(tmp_path, {set_id}) == 0
    else:
        assert [path.name for path in tmp_path.iterdir()] == [f"{set_id}.part"]
        with pytest.raises(EnvironmentFault):
            sets.load(tmp_path, KEY, set_id)
        assert sets.sweep(tmp_path, {set_id}) == 1
        assert sets.save(tmp_path, KEY, set_id, gathered([Entry(md5=bytes(16))])).count == 1


def test_sweep_removes_what_nobody_knows_and_leaves_foreign_files(tmp_path: Path) -> None:
    through_file(tmp_path, [Entry(md5=bytes(16))])
    (tmp_path / "note.txt").write_text("x")
    kept = sets.new_id()
    sets.save(tmp_path, KEY, kept, gathered([Entry(md5=bytes(16))]))
    assert sets.sweep(tmp_path, {kept}) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["note.txt", f"{kept}.set"])
    sets.remove(tmp_path, kept)
    sets.remove(tmp_path, kept)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


HASH = {name: st.none() | st.binary(min_size=n, max_size=n) for name, n in [("md5", 16), ("sha1", 20), ("sha256", 32)]}
ENTRIES = st.lists(
    st.builds(
        Entry,
        **HASH,
        size=st.none() | st.integers(0, 2**63 - 1),
        pdq=st.none() | st.binary(min_size=32, max_size=32),
        phash=st.none() | st.binary(min_size=8, max_size=8),
        category=st.sampled_from(["", "1", "đ\n\"'"]),
    ).filter(Entry.usable),
    min_size=1,
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES, st.randoms(use_true_random=False))
def test_the_order_of_a_list_changes_nothing(tmp_path: Path, entries: list[Entry], random: object) -> None:
    shuffled = entries + entries[: len(entries) // 2]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, two = through_file(tmp_path, entries), through_file(tmp_path, shuffled)
    assert (one.digest, one.count) == (two.digest, two.count) == (two.digest, len(set(entries)))
    assert told(one) == told(two)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES, st.integers(1, 5))
def test_a_list_that_is_put_away_in_pieces_makes_the_same_set(tmp_path: Path, entries: list[Entry], most: int) -> None:
    gathering = Gathering(Spool(tmp_path, KEY, sets.new_id()), most)
    for entry in entries:
        gathering.add(entry)
    set_id = sets.new_id()
    sets.save(tmp_path, KEY, set_id, gathering)
    gathering.close()
    assert {path.suffix for path in tmp_path.iterdir()} == {".set"}
    whole = through_file(tmp_path, entries)
    assert told(sets.load(tmp_path, KEY, set_id)) == told(whole)
    assert sets.load(tmp_path, KEY, set_id).count == whole.count
    assert sets.digest_of(tmp_path, KEY, set_id) == whole.digest


FRAMES = st.tuples(st.binary(min_size=32, max_size=32), st.integers(0, 100), st.integers(0, 2**33))
FILMS = st.lists(st.builds(Film, st.just(1), st.lists(FRAMES, min_size=1, max_size=4).map(tuple),
                           st.sampled_from(["", "1", "đ"])), min_size=1, max_size=5)  # fmt: skip


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FILMS, st.just([]) | ENTRIES, st.randoms(use_true_random=False))
def test_films_are_kept_beside_hashes(tmp_path: Path, listed: list[Film], entries: list[Entry], random: object) -> None:
    records: list[Record] = [*listed, *listed[:2], *entries]
    one = through_file(tmp_path, records)
    random.shuffle(records)  # type: ignore[attr-defined]
    two = through_file(tmp_path, records)
    assert one.digest == two.digest
    assert one.films is not None
    names = {(film_id(film).hex(), film.category) for film in listed}
    assert {(ids.tobytes().hex(), one.categories[number]) for ids, number in
            zip(one.films.ids, one.films.category.tolist(), strict=True)} == names  # fmt: skip
    assert one.count == len(names) + len(set(entries))


def test_a_difference_keeps_the_films_of_a_set(tmp_path: Path) -> None:
    set_id, later = sets.new_id(), sets.new_id()
    first, second = Film(1, ((b"a" * 32, 90, 0),), "1"), Film(1, ((b"b" * 32, 90, 0),), "2")
    sets.save(tmp_path, KEY, set_id, gathered([first, Entry(md5=bytes(16))]))
    gathering = Gathering()
    gathering.build_on(sets.opened(tmp_path, KEY, set_id))
    gathering.add(second)
    summary = sets.save(tmp_path, KEY, later, gathering)
    gathering.close()
    whole = through_file(tmp_path, [second, Entry(md5=bytes(16)), first])
    assert (summary.digest, summary.signals) == (whole.digest, {Signal.MD5: 1, Signal.VPDQ: 2})
    assert sets.digest_of(tmp_path, KEY, later) == whole.digest


def told(known: KnownSet) -> list[object]:
    """All that a loaded set says."""
    said: list[object] = [known.digest, known.count, *known.categories, *known.sizes().tolist()]
    for signal, digests in sorted(known.exact.items()):
        said += [(signal, digests.record(row).tobytes()) for row in range(len(digests))]
    for signal, marks in sorted(known.near.items()):
        said += [signal, marks.known.tolist(), marks.quality.tolist(), known.ranks[signal].tolist()]
    return said


def test_the_digest_is_what_its_description_says(tmp_path: Path) -> None:
    """Made again with the tools of any Unix: the lines, sorted by their bytes, each once."""
    entries = [
        Entry(md5=b"\xff" * 16, size=9, category="B"),
        Entry(md5=b"\xff" * 16, size=10, category="B"),
        Entry(md5=b"\x01" * 16, sha1=b"\x02" * 20, sha256=b"\x03" * 32),
        Entry(pdq=b"\x04" * 32, pdq_quality=7, phash=b"\x05" * 8, dhash=b"\x06" * 8, category='đ"'),
        Entry(pdq=b"\x04" * 32, category='đ"'),
    ]
    lines = [
        f'md5 {"ff" * 16} 9 "B"',
        f'md5 {"ff" * 16} 10 "B"',
        f'md5 {"01" * 16} - ""',
        f'sha1 {"02" * 20} - ""',
        f'sha256 {"03" * 32} - ""',
        f'pdq {"04" * 32} 7 "\\u0111\\""',
        f'pdq {"04" * 32} - "\\u0111\\""',
        f'phash {"05" * 8} - "\\u0111\\""',
        f'dhash {"06" * 8} - "\\u0111\\""',
    ]
    sorted_lines = subprocess.run(
        ["sort", "-u"], input="".join(f"{line}\n" for line in lines).encode(), capture_output=True, check=True,
        env={"LC_ALL": "C", "PATH": os.environ["PATH"]},
    ).stdout  # fmt: skip
    summed = subprocess.run(["sha256sum"], input=sorted_lines, capture_output=True, check=True).stdout.split()[0]
    assert through_file(tmp_path, entries).digest == summed.decode()


def test_summary_counts(tmp_path: Path) -> None:
    one, two = Entry(md5=bytes(16)), Entry(md5=bytes(16), category="1")
    records: list[Record] = [one, one, two, Broken(4, "size", entry=Entry(sha1=bytes(20))), Broken(5, "hex")]
    summary = sets.save(tmp_path, KEY, sets.new_id(), gathered(records))
    assert (summary.count, summary.duplicates) == (3, 1)
    assert summary.signals == {Signal.MD5: 1, Signal.SHA1: 1}  # different hashes
    tally = summary.tally
    assert (tally.entries, tally.mended, tally.broken, tally.blank) == (4, 1, 1, 0)
    assert tally.codes == {"size": 1, "hex": 1}
    assert [broken.line for broken in tally.shown] == [4, 5]


def test_saving_tells_how_many_hashes_are_done_with_and_can_be_ended_while_their_index_is_made(tmp_path: Path) -> None:
    marks = np.random.default_rng(3).integers(0, 256, (4_100, 32), dtype=np.uint8)
    entries = [Entry(md5=mark[:16].tobytes(), pdq=mark.tobytes()) for mark in marks]
    steps = list(sets.saving(tmp_path, KEY, sets.new_id(), gathered(entries)))
    assert sum(steps) == 2 * len(marks)
    assert max(steps[-16:]) < len(marks) // 16  # the index, band by band
    work = sets.saving(tmp_path, KEY, ended := sets.new_id(), gathered(entries))
    for _ in steps[:-8]:
        next(work)
    work.close()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(ended)]
