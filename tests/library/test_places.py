"""The class of a place: a table of paths, spellings, hostile paths, and rules that an office wrote itself."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.fault import InputFault
from inspector.domain.place_class import PlaceClass
from inspector.library.places import Places
from inspector.place import resource
from inspector.words import Words

TABLE = Path(__file__).with_name("places.txt")
HEAD = 'version = "2026-01-02"\n'
RULE = '[[rule]]\nplace = "saved"\npaths = ["A/"]\nsource = "x"\n'


def table() -> Iterator[tuple[str, PlaceClass | None]]:
    place = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            place = line.strip("[]")
        elif line and not line.startswith("#"):
            yield line, PlaceClass(place) if place != "unknown" else None


@pytest.fixture(scope="module")
def places() -> Places:
    return Places.load()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder for rules of an office's own."""
    made = tmp_path / "places"
    made.mkdir()
    return made


def written(office: Path, text: str) -> Places:
    (office / "own.toml").write_text(text, encoding="utf-8")
    return Places.load(office)


def rule(*paths: str, place: str = "saved", strength: str = "usual") -> str:
    listed = ", ".join(f"'{path}'" for path in paths)
    return f'[[rule]]\nplace = "{place}"\nstrength = "{strength}"\npaths = [{listed}]\nsource = "x"\n'


def test_the_table_is_long_and_tells_every_class_a_path_can_tell() -> None:
    listed = list(table())
    assert len(listed) >= 150
    assert {place for _, place in listed} == {None, *PlaceClass} - {PlaceClass.UNALLOCATED}


@pytest.mark.parametrize(("path", "place"), list(table()))
def test_a_path_is_told_in_every_spelling(places: Places, path: str, place: PlaceClass | None) -> None:
    for spelled in (path, path.upper(), path.lower(), path.replace("\\", "/"), path.replace("/", "\\")):
        for form in ("NFC", "NFD"):
            assert places.of(unicodedata.normalize(form, spelled).encode()) == place, spelled


def test_what_came_before_does_not_change_what_is_told(places: Places) -> None:
    listed = list(table())
    for path, place in [*listed, *reversed(listed)]:
        assert places.of(path.encode()) == place


@given(st.binary(max_size=300) | st.lists(st.sampled_from([b"DCIM", b"tdata", b"/", b"\\", b"\xff", b"Cache", b"..",
       b"User Data", b"\xcc\x81", b"", b"*", b"."])).map(b"".join))  # fmt: skip
@settings(max_examples=300)
def test_any_bytes_have_a_class_or_none(untrusted: bytes) -> None:
    assert ANY.of(untrusted) in {None, *PlaceClass}


ANY = Places.load()


@given(st.lists(st.sampled_from(["a", "DCIM", "Camera", "User Data", "Cache", "x y"]), min_size=1, max_size=8))
@settings(max_examples=100)
def test_a_folder_in_a_recycle_bin_is_deleted_whatever_it_is_called(names: list[str]) -> None:
    assert ANY.of("/".join(["$Recycle.Bin", *names, "a.bin"]).encode()) == PlaceClass.DELETED


@pytest.mark.parametrize(
    ("untrusted", "place"),
    [
        (b"DCIM/Camera/" + b"a/" * 10_000 + b"x.jpg", PlaceClass.CAMERA),
        (b"tdata/" * 10_000 + b"cache/x", PlaceClass.CACHE),
        (b"AppData/Local/" * 10_000 + b"Cache/x", PlaceClass.CACHE),
        (b"ChatExport_1/" * 10_000 + b"a_thumb.jpg", PlaceClass.THUMBNAIL),
        (b"\\" * 65_536 + b"tmp/x", PlaceClass.CACHE),
        (b"C:/" * 10_000 + b"Windows/x", None),
        (b"x" * 4_096, None),
        ("\u0301\u0323".encode() * 16_000, None),
        (b"thumbcache_" * 6_000, None),
        (b"Desktop/\xff\xfe\x00", PlaceClass.SAVED),
        (b"", None),
        (b"/", None),
        (b"$Recycle.Bin/", PlaceClass.DELETED),
    ],
)
def test_hostile_paths_are_told_too(places: Places, untrusted: bytes, place: PlaceClass | None) -> None:
    assert places.of(untrusted) == place


def test_work_grows_with_the_length_of_a_path_and_not_faster(places: Places) -> None:
    for start in (b"tdata/", b"AppData/Local/", b"ChatExport_1/", b"a/"):
        _, active, lasting = places._through(start * 5_000)
        _, few_active, few_lasting = places._through(start * 50)
        assert (len(active), len(lasting)) == (len(few_active), len(few_lasting))


def test_an_exception_goes_before_the_usual_and_that_before_a_guess(office: Path) -> None:
    text = HEAD + rule("A/", place="system", strength="exception") + rule("A/B/", place="deleted")
    text += rule("C/", place="saved") + rule("C/D/", place="deleted", strength="general")
    places = written(office, text)
    assert places.of(b"A/B/x") == PlaceClass.SYSTEM
    assert places.of(b"C/D/x") == PlaceClass.SAVED


def test_what_a_rule_calls_unknown_stays_so_whatever_a_guess_says(office: Path) -> None:
    places = written(office, HEAD + rule("A/B/", place="unknown") + rule("B/", strength="general"))
    assert places.of(b"A/B/x") is None
    assert places.of(b"B/x") == PlaceClass.SAVED


def test_patterns_mean_what_their_form_says(office: Path) -> None:
    places = written(office, HEAD + rule("/one/", "two/*/three/", "a#?/", "*.end", "deep/**/last/", "Đ/tệp"))
    fitting = ("one/x", "C:/one/x", "C/one/x", "q/two/any/three/x", "a1b/x", "x.END", "deep/last/x", "deep/1/2/last/x",
               "đ/TỆP")  # fmt: skip
    others = ("qq/one/x", "C:/D:/one/x", "two/three/x", "ab1/x", "a1/x", "x.end/y", "last/deep/x", "đ/tệp/x", "one")
    assert [path for path in fitting if places.of(path.encode()) is None] == []
    assert [path for path in others if places.of(path.encode()) is not None] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version = 1\n" + RULE,
        'version = "soon"\n' + RULE,
        HEAD,
        HEAD + "rule = []\n",
        HEAD + "rule = [1]\n",
        HEAD + "more = 1\n" + RULE,
        HEAD + RULE + "more = 1\n",
        HEAD + RULE.replace("saved", "hidden"),
        HEAD + RULE.replace('"saved"', "1"),
        HEAD + RULE.replace('"saved"', "[]"),
        HEAD + RULE.replace('"x"', '" "'),
        HEAD + RULE.replace('source = "x"', ""),
        HEAD + RULE + 'strength = "huge"\n',
        HEAD + RULE + "strength = []\n",
        HEAD + RULE.replace('["A/"]', "[]"),
        HEAD + RULE.replace('["A/"]', '"A/"'),
        HEAD + RULE.replace('["A/"]', "[1]"),
        *(HEAD + rule(path) for path in ("", "/", "A//B", "A\\B", "*a*", "**/A/", "A/**", "*/", "**", "*#?", "?a?",
                                         "a" * 65, "#?/**/A*b*/")),
    ],
)  # fmt: skip
def test_a_file_with_a_mistake_is_refused_whole(office: Path, text: str) -> None:
    with pytest.raises(InputFault) as refused:
        written(office, text)
    assert refused.value.code == "library_places_broken"
    assert "own.toml" in Words().fault(refused.value)


def test_bytes_that_are_no_text_and_a_folder_without_rules_are_refused(office: Path) -> None:
    with pytest.raises(InputFault, match="library_places_broken"):
        Places.load(office)
    (office / "own.toml").write_bytes(b"\xff")
    with pytest.raises(InputFault, match="library_places_broken"):
        Places.load(office)


def test_the_digest_changes_with_any_file_and_the_version_is_the_newest(office: Path) -> None:
    shutil.copytree(resource("places"), office, dirs_exist_ok=True)
    shipped = Places.load()
    assert Places.load(office).digest == shipped.digest
    changed = written(office, 'version = "2099-01-02"\n' + RULE)
    assert changed.digest != shipped.digest
    assert changed.version == "2099-01-02"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_class_has_words(language: str) -> None:
    words = Words(language)
    assert len({words.say(f"place-{place.value}") for place in PlaceClass}) == len(PlaceClass)
