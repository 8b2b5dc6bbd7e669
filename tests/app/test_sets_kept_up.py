"""Sets are brought up to date, switched off and on: what they say counts while they are in use; none is half in."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.app import Session, cases, history, library
from inspector.app.library import Added, ListFile
from inspector.domain.fault import EnvironmentFault, Fault, InputFault, UsageFault
from inspector.domain.match import Listing
from inspector.store import hashsets
from inspector.triage.known import Known
from tests.triage.taking import CASE, add_list, finish, items, take

NAMES = ("a", "b", "c", "d")


def line(name: str) -> str:
    return f"{hashlib.sha256(name.encode()).hexdigest()}  x\n"


@pytest.fixture
def session(session: Session, tmp_path: Path) -> Session:
    """One whose case holds a file of each name."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(name, encoding="utf-8")
    cases.add(session, CASE, "Vụ việc thử")
    take(session, folder)
    return session


def update(session: Session, path: Path, names: str, *, difference: bool = False) -> Added:
    path.write_text("".join(map(line, names)), encoding="utf-8")
    given = ListFile(path, Listing.ALERT, version="2", difference=difference)
    return finish(library.update(session, "known.txt", given))


def known(session: Session) -> str:
    """The names of the items that agree with a set."""
    return "".join(sorted(item.shown for item in items(session, match="exact").values()))


def files(session: Session) -> list[str]:
    return sorted(path.name for path in session.workspace.library.iterdir() if path.suffix != ".lock")


def test_a_newer_list_takes_the_place_of_an_older(session: Session, tmp_path: Path) -> None:
    add_list(session, tmp_path / "known.txt", line("a") + line("b"))
    old = library.find(session, "known.txt")
    added = update(session, tmp_path / "newer.txt", "bc")
    assert known(session) == "bc"
    assert (added.matched, added.summary.count) == (2, 2)
    (found,) = library.listed(session)
    assert (found.name, found.listing, found.version, found.replaces) == ("known.txt", Listing.ILLEGAL, "2", old.id)
    assert files(session) == [f"{found.file}.set"]
    assert history.verify(session).ok


def test_a_difference_adds_to_what_is_there(session: Session, tmp_path: Path) -> None:
    add_list(session, tmp_path / "known.txt", line("a") + line("b"))
    added = update(session, tmp_path / "more.txt", "bc", difference=True)
    whole = add_list(session, tmp_path / "whole.txt", line("c") + line("b") + line("a")).hashset
    assert known(session) == "abc"
    assert added.hashset.entries == 3
    assert added.hashset.digest == whole.digest
    assert history.verify(session).ok


def test_a_set_that_cannot_be_updated_stays(session: Session, tmp_path: Path) -> None:
    before = add_list(session, tmp_path / "known.txt", line("a")).hashset
    (tmp_path / "bad.txt").write_text("nothing of use\n", encoding="utf-8")
    with pytest.raises(Fault):
        finish(library.update(session, "known.txt", ListFile(tmp_path / "bad.txt", Listing.ALERT, format="sums")))
    with pytest.raises(InputFault, match="no_hashset"):
        finish(library.update(session, "other", ListFile(tmp_path / "known.txt", Listing.ALERT)))
    assert library.listed(session) == [before]
    assert files(session) == [f"{before.file}.set"]
    assert known(session) == "a"


def test_a_set_that_is_off_says_nothing_until_it_is_on_again(session: Session, tmp_path: Path) -> None:
    add_list(session, tmp_path / "known.txt", line("a") + line("e"))
    assert library.switch_off(session, "known.txt").off
    assert known(session) == ""
    assert not hashsets.illegal_loaded(session.workspace.reader())
    assert [found.name for found in library.listed(session)] == ["known.txt"]
    late = tmp_path / "late"
    late.mkdir()
    (late / "e").write_text("e", encoding="utf-8")
    take(session, late)
    assert known(session) == ""
    assert finish(library.switch_on(session, "known.txt")).off is None
    assert known(session) == "ae"
    assert history.verify(session).ok


@pytest.mark.parametrize("difference", [False, True])
def test_a_set_that_is_off_stays_off_when_it_is_updated(session: Session, tmp_path: Path, *, difference: bool) -> None:
    add_list(session, tmp_path / "known.txt", line("a") + line("b"))
    off = library.switch_off(session, "known.txt").off
    added = update(session, tmp_path / "newer.txt", "ac", difference=difference)
    assert added.off
    assert library.find(session, "known.txt").off == off
    assert (known(session), hashsets.illegal_loaded(session.workspace.reader())) == ("", False)
    assert finish(library.switch_on(session, "known.txt")).off is None
    assert known(session) == ("abc" if difference else "ac")
    assert not update(session, tmp_path / "newest.txt", "d").off
    assert known(session) == "d"
    assert history.verify(session).ok


def test_what_is_off_or_on_already_is_said(session: Session, tmp_path: Path) -> None:
    add_list(session, tmp_path / "known.txt", line("a"))
    with pytest.raises(UsageFault, match="hashset_on"):
        finish(library.switch_on(session, "known.txt"))
    library.switch_off(session, "known.txt")
    with pytest.raises(UsageFault, match="hashset_off"):
        library.switch_off(session, "known.txt")


def test_the_same_set_twice_is_told(session: Session, tmp_path: Path) -> None:
    add_list(session, tmp_path / "known.txt", line("a") + line("b"))
    again = add_list(session, tmp_path / "again.txt", line("b") + line("a") + line("b"), Listing.ALERT)
    assert again.same_as == ("known.txt",)
    (matched, *_) = items(session, match="exact").values()
    assert [agreed.listing for agreed in matched.matches] == [Listing.ILLEGAL, Listing.ALERT]  # the stricter first


def test_a_list_that_breaks_off_is_in_and_marked(session: Session, tmp_path: Path) -> None:
    record = '{"MediaID":%d,"MD5":"%s","Category":1},'
    whole = '{"@odata.context":"x/2.0.xml/US/$metadata#Media","value":[' + "".join(
        record % (number, hashlib.md5(name.encode()).hexdigest()) for number, name in enumerate("abc", 1)
    )
    (tmp_path / "cut.json").write_text(whole[:-20], encoding="utf-8")
    added = finish(library.add(session, ListFile(tmp_path / "cut.json", Listing.ILLEGAL)))
    assert added.hashset.incomplete == "truncated"
    assert known(session) == "ab"


def test_a_list_of_lines_that_breaks_off_is_in_and_marked_too(session: Session, tmp_path: Path) -> None:
    whole = line("a") + line("b") + line("c")[:-4]
    assert add_list(session, tmp_path / "whole.txt", whole).hashset.incomplete == ""
    cut = add_list(session, tmp_path / "cut.txt", whole[:-20])
    assert (cut.hashset.incomplete, cut.hashset.entries, cut.hashset.broken) == ("truncated", 2, 1)


@pytest.mark.parametrize(
    ("listing", "taken"), [(Listing.ILLEGAL, "acd"), (Listing.ALERT, "acd"), (Listing.KNOWN_GOOD, "b")]
)
def test_of_a_vics_list_only_what_belongs_into_the_set(
    session: Session, tmp_path: Path, listing: Listing, taken: str
) -> None:
    """What somebody found not pertinent is never shown as illegal, and what is illegal never hidden as harmless."""
    records = [
        {"MediaID": number, "MD5": hashlib.md5(name.encode()).hexdigest(), "Category": category}
        for number, (name, category) in enumerate(zip(NAMES, (1, 0, 4, None), strict=True), 1)
    ]
    content = {"@odata.context": "http://x/DataModels/2.0.xml/US/$metadata#Media", "value": records}
    (tmp_path / "known.json").write_text(json.dumps(content), encoding="utf-8")
    added = finish(library.add(session, ListFile(tmp_path / "known.json", listing)))
    assert known(session) == taken
    assert (added.summary.count, added.summary.tally.left_out) == (len(taken), len(NAMES) - len(taken))


def test_what_was_missing_in_a_list_still_is_when_a_difference_is_added(session: Session, tmp_path: Path) -> None:
    record = '{"odata.metadata":"x/1.3.xml#Media","value":[{"MD5":"%s","Category":1},{"MD5":"'
    add_list(session, tmp_path / "known.txt", record % hashlib.md5(b"a").hexdigest())
    assert update(session, tmp_path / "more.txt", "b", difference=True).hashset.incomplete == "truncated"
    assert update(session, tmp_path / "whole.txt", "ab").hashset.incomplete == ""


def test_what_categories_mean_stays_when_nothing_else_is_said(session: Session, tmp_path: Path) -> None:
    first = ListFile(tmp_path / "a.csv", Listing.ILLEGAL, "known", meanings={"1": "one", "2": "two"})
    first.path.write_text(f"{hashlib.md5(b'a').hexdigest()},1\n", encoding="utf-8")
    finish(library.add(session, first))
    assert finish(library.update(session, "known", replace(first, meanings={}))).hashset.meanings == first.meanings
    renewed = finish(library.update(session, "known", replace(first, meanings={"2": "zwei"})))
    assert renewed.hashset.meanings == {"1": "one", "2": "zwei"}


def test_a_blank_name_is_none(session: Session, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line("a"), encoding="utf-8")
    assert finish(library.add(session, ListFile(tmp_path / "a.txt", Listing.ALERT, " "))).hashset.name == "a.txt"


def test_words_for_what_is_not_pertinent_count_as_its_number(session: Session, tmp_path: Path) -> None:
    records = [
        {"MediaID": number, "MD5": hashlib.md5(name.encode()).hexdigest(), "Category": category}
        for number, (name, category) in enumerate(zip("ab", ("Non-Pertinent", "1"), strict=True), 1)
    ]
    content = {"@odata.context": "http://x/DataModels/2.0.xml/US/$metadata#Media", "value": records}
    (tmp_path / "known.json").write_text(json.dumps(content), encoding="utf-8")
    added = finish(library.add(session, ListFile(tmp_path / "known.json", Listing.ILLEGAL)))
    assert (known(session), added.summary.tally.left_out) == ("b", 1)


def image(name: str, day: int, category: str = "A1", member: int = 1) -> str:
    """What NCMEC's list says of a picture by its member, id and day; without a category it is taken back."""
    named = f"<member id='{member}'/><id>{name}</id><timestamp>2026-01-{day:02}T00:00:00Z</timestamp>"
    prints = f"<fingerprints><md5>{hashlib.md5(name.encode()).hexdigest()}</md5></fingerprints>"
    told = f"<image>{named}<classification>{category}</classification>{prints}</image>"
    return told if category else f"<deletedImage>{named}</deletedImage>"


def shared(*images: str) -> str:
    told = f"<images count='{len(images)}'>{''.join(images)}</images>"
    return f"<queryResult xmlns='https://hashsharing.ncmec.org/hashsharing/v2'>{told}</queryResult>"


def change(session: Session, path: Path, *images: str) -> Added:
    path.write_text(shared(*images), encoding="utf-8")
    return finish(library.update(session, "known.txt", ListFile(path, Listing.ALERT, difference=True)))


def categories(session: Session) -> dict[str, str]:
    return {item.shown: item.matches[0].match.category for item in items(session, match="exact").values()}


def test_what_a_list_changes_and_takes_back_by_its_ids(session: Session, tmp_path: Path) -> None:
    add_list(
        session, tmp_path / "known.txt", shared(image("a", 1), image("b", 1), image("c", 1), image("c", 1, "B2", 2))
    )
    added = change(
        session, tmp_path / "1.xml", image("a", 9, ""), image("b", 9, "A2"), image("c", 9, ""), image("z", 9, "")
    )
    assert (added.hashset.entries, added.summary.tally.gone, added.summary.missing) == (2, 3, 1)
    assert categories(session) == {"b": "A2", "c": "B2"}
    change(session, tmp_path / "0.xml", image("a", 5, "A2"), image("b", 5, "B1"), image("d", 5, member=2))  # of before
    assert categories(session) == {"b": "A2", "c": "B2", "d": "A1"}
    assert history.verify(session).ok
    whole = add_list(session, tmp_path / "whole.xml", shared(image("b", 9, "A2"), image("c", 1, "B2"), image("d", 5)))
    assert whole.same_as == ("known.txt",)


def test_a_set_of_another_list_is_not_changed_by_ids(session: Session, tmp_path: Path) -> None:
    add_list(session, tmp_path / "known.txt", hashlib.md5(b"a").hexdigest() + "\n")
    added = change(session, tmp_path / "1.xml", image("a", 9, ""), image("b", 9))
    assert (known(session), added.summary.tally.unnamed, added.summary.missing) == ("ab", 1, 1)
    assert change(session, tmp_path / "2.xml", image("b", 10, ""), image("c", 9)).summary.missing == 0
    assert known(session) == "ac"


def test_a_list_of_which_nothing_belongs_says_so(session: Session, tmp_path: Path) -> None:
    record = {"MediaID": 1, "MD5": hashlib.md5(b"a").hexdigest(), "Category": 1}
    content = {"@odata.context": "http://x/DataModels/2.0.xml/US/$metadata#Media", "value": [record]}
    (tmp_path / "known.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputFault, match="library-list-left-out"):
        finish(library.add(session, ListFile(tmp_path / "known.json", Listing.KNOWN_GOOD)))


def test_the_file_of_a_set_is_for_its_owner_alone(session: Session, tmp_path: Path) -> None:
    before = os.umask(0o002)
    try:
        added = add_list(session, tmp_path / "known.txt", line("a")).hashset
    finally:
        os.umask(before)
    assert (session.workspace.library / f"{added.file}.set").stat().st_mode & 0o077 == 0


def test_a_set_whose_file_is_damaged_is_called_by_its_name(session: Session, tmp_path: Path) -> None:
    added = add_list(session, tmp_path / "known.txt", line("a")).hashset
    path = session.workspace.library / f"{added.file}.set"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(EnvironmentFault, match="library-set-damaged") as caught:
        Known(session.workspace).refresh()
    assert caught.value.facts["set"] == "known.txt"
