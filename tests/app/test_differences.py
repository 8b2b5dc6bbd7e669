"""What a difference names becomes what it says: of another category, or no longer there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from inspector.app import Session, library
from inspector.app.library import ListFile
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing, Signal
from inspector.library import sets
from inspector.library.reading import Asked
from inspector.library.sets import Summary
from tests.triage.taking import finish

GOOD, ILLEGAL = Listing.KNOWN_GOOD, Listing.ILLEGAL
IMAGE = "<member id='1'/><timestamp>2026-01-0{}T00:00:00Z</timestamp><id>{}</id>"


def digest(algorithm: str, name: str) -> str:
    return hashlib.new(algorithm, name.encode()).hexdigest()


def vics(*told: tuple[str, Any], names: str = "MD5 SHA1") -> str:
    records = [
        {**{kind: digest(kind.lower(), name) for kind in names.split()}, "Category": category}
        for name, category in told
    ]
    context = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"
    return json.dumps({"@odata.context": context, "value": records})


def table(*told: tuple[str, str]) -> str:
    return "\n".join(["md5,category", *(f"{digest('md5', name)},{category}" for name, category in told), ""])


def prints(name: str, kinds: str = "md5 sha1") -> str:
    told = "".join(f"<{kind}>{digest(kind, name)}</{kind}>" for kind in kinds.split())
    return f"<fingerprints>{told}</fingerprints>"


def image(name: str, day: int = 1) -> str:
    return f"<image>{IMAGE.format(day, name)}<classification>A1</classification>{prints(name)}</image>"


def ncmec(*images: str) -> str:
    told = f"<images count='1' maxTimestamp='2026-01-09T00:00:00Z'>{''.join(images)}</images>"
    return f"<queryResult xmlns='https://hashsharing.ncmec.org/hashsharing/v2'>{told}</queryResult>"


class Kept:
    """The set of a list that is kept up by differences."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session, self._folder = session, folder

    def begin(self, text: str, listing: Listing = ILLEGAL, zero: str = "") -> None:
        """Takes the whole list in."""
        path = self._folder / "list"
        path.write_text(text, encoding="utf-8")
        finish(library.add(self._session, ListFile(path, listing, "known", asked=Asked(zero=zero))))

    def change(self, text: str, zero: str = "") -> Summary:
        """Takes a difference in."""
        path = self._folder / "difference"
        path.write_text(text, encoding="utf-8")
        given = ListFile(path, ILLEGAL, asked=Asked(zero=zero), difference=True)
        return finish(library.update(self._session, "known", given)).summary

    def says(self, names: Iterable[str] = "abcdefg", algorithm: str = "md5") -> dict[str, str]:
        """Of those of the names that stand in the set, their category."""
        workspace, file = self._session.workspace, library.find(self._session, "known").file
        known = sets.load(workspace.library, workspace.library_key, file)
        assert sets.digest_of(workspace.library, workspace.library_key, file) == known.digest
        exact = known.exact.get(Signal(algorithm))
        found = {name: exact.find(bytes.fromhex(digest(algorithm, name))) for name in names} if exact else {}
        return {name: known.category_of(exact.record(place)) for name, place in found.items() if exact and place >= 0}


@pytest.fixture
def kept(session: Session, tmp_path: Path) -> Kept:
    return Kept(session, tmp_path)


def told(summary: Summary) -> tuple[int, int, int]:
    return summary.changed, summary.taken_back, summary.in_part


def test_an_entry_that_is_named_again_becomes_what_is_said_of_it_now(kept: Kept) -> None:
    kept.begin(vics(("a", 1), ("b", 1), ("c", 2), ("d", 1), ("e", 1)))
    summary = kept.change(vics(("a", 0), ("b", 2), ("c", 1), ("e", 1), ("f", 3)))
    assert kept.says() == kept.says(algorithm="sha1") == {"b": "2", "c": "1", "d": "1", "e": "1", "f": "3"}
    assert told(summary) == (2, 1, 0)
    assert (summary.count, summary.tally.left_out) == (5, 1)
    assert told(kept.change(vics(("b", 2), ("a", 0)))) == (0, 0, 0)
    assert kept.change(vics(("a", 1))).count == 6  # and it may come back


def test_what_a_person_said_of_nought_holds_for_the_differences_that_follow(kept: Kept) -> None:
    kept.begin(vics(("a", 0), ("b", 0), ("c", 1), ("d", 1)), zero="uncategorised")
    assert kept.says() == {"a": "", "b": "", "c": "1", "d": "1"}
    assert told(kept.change(vics(("a", 0), ("c", 0), ("e", 1)))) == (0, 0, 0)
    assert kept.says()["c"] == "1"
    assert told(kept.change(vics(("a", 0), ("c", 0)), zero="non-pertinent"))[1] > 0  # until something else is said
    assert "c" not in kept.says()


def test_the_same_in_a_table(kept: Kept) -> None:
    kept.begin(table(("a", "1"), ("b", "1"), ("c", "A")))
    assert told(kept.change(table(("a", "3"), ("b", "Non-Pertinent"), ("c", "A")))) == (1, 1, 0)
    assert kept.says() == {"a": "3", "c": "A"}


def test_what_does_not_judge_changes_no_category(kept: Kept) -> None:
    kept.begin(vics(("a", 1), ("b", 1), ("c", 1)))
    assert told(kept.change(vics(("a", None), ("d", None)))) == (0, 0, 0)
    assert told(kept.change(f"{digest('md5', 'b')}\n{digest('md5', 'e')}\n")) == (0, 0, 0)
    assert told(kept.change(table(("c", "")))) == (0, 0, 0)
    assert kept.says() == {"a": "1", "b": "1", "c": "1", "d": "", "e": ""}


def test_what_one_difference_says_twice_is_taken_by_the_strictest(kept: Kept) -> None:
    kept.begin(vics(("a", 1), ("b", 1)))
    assert told(kept.change(vics(("a", 0), ("a", 3), ("a", 2), ("b", 0), ("b", 0)))) == (1, 1, 0)
    assert kept.says() == {"a": "2"}


def test_what_turns_out_to_be_sought_is_no_longer_known_to_be_harmless(kept: Kept) -> None:
    kept.begin(vics(("a", 0), ("b", 0), ("c", 0), ("d", 0)), GOOD)
    assert told(kept.change(vics(("a", 1), ("b", None), ("e", 0)))) == (0, 2, 0)
    assert set(kept.says()) == set("cde")
    assert told(kept.change(f"md5 {digest('md5', 'c')}\n")) == (0, 1, 1)  # a list of sought material, in a block
    assert set(kept.says()) == set("de")
    assert set(kept.says(algorithm="sha1")) == set("cde")


def test_a_digest_that_stands_for_others_of_its_content_is_told(kept: Kept) -> None:
    """The set of a list without ids does not keep which digests belong together."""
    kept.begin(vics(("a", 1), ("b", 1), ("c", 1)))
    assert told(kept.change(vics(("a", 0), ("b", 2), names="MD5"))) == (1, 1, 2)
    assert (kept.says(), kept.says(algorithm="sha1")) == ({"b": "2", "c": "1"}, {"a": "1", "b": "1", "c": "1"})
    assert told(kept.change(vics(("a", 0), ("b", 2), names="SHA1"))) == (1, 1, 2)
    assert told(kept.change(vics(("c", 0), names="MD5 SHA1 SHA256"))) == (0, 1, 0)


@pytest.mark.parametrize("kinds", ["md5", "sha1", "md5 sha1"])
def test_what_is_taken_back_by_one_digest_goes_with_all_where_ids_tell_them(kept: Kept, kinds: str) -> None:
    kept.begin(ncmec(image("a"), image("b")))
    summary = kept.change(ncmec(f"<deletedImage><id>a</id>{prints('a', kinds)}</deletedImage>"))
    assert kept.says() == kept.says(algorithm="sha1") == {"b": "A1"}
    assert (told(summary), summary.tally.gone, summary.missing) == ((0, 1, 0), 1, 0)


def test_what_is_taken_back_by_a_digest_beside_what_stands_there_twice(kept: Kept) -> None:
    kept.begin(vics(("a", 1), ("b", 1)))
    kept.change(ncmec(f"<deletedImage><id>x</id>{prints('a')}</deletedImage>", image("c"), image("c"), image("c", 2)))
    assert kept.says() == {"b": "1", "c": "A1"}


def test_what_is_not_judged_and_called_harmless_in_one_difference_is_not_what_it_was(kept: Kept) -> None:
    kept.begin(vics(("a", 1), ("b", 1)))
    assert told(kept.change(vics(("a", None), ("a", 0)))) == (1, 0, 0)
    assert kept.says() == {"a": "", "b": "1"}


def test_what_is_taken_back_without_a_time_is_as_late_as_its_answer(kept: Kept) -> None:
    kept.begin(ncmec(image("a"), image("b")))
    kept.change(ncmec(f"<deletedImage><member id='1'/><id>a</id>{prints('a', 'md5')}</deletedImage>", image("c", 2)))
    assert kept.says() == kept.says(algorithm="sha1") == {"b": "A1", "c": "A1"}


def test_a_table_changes_the_entry_of_a_list_with_ids(kept: Kept) -> None:
    kept.begin(ncmec(image("a"), image("b")))
    assert told(kept.change(table(("a", "B2"), ("b", "Non-pertinent")))) == (1, 1, 0)
    assert (kept.says(), kept.says(algorithm="sha1")) == ({"a": "B2"}, {})


UPDATE = (
    '{"id": "7", "indicator": "%s", "type": "HASH_MD5", "last_updated": %d,'
    ' "descriptors": {"data": [{"status": "%s"}]}}'
)


def test_an_update_that_calls_its_indicator_harmless_takes_it_out(kept: Kept) -> None:
    def updates(time: int, status: str) -> str:
        return f'{{"data": [{UPDATE % (digest("md5", "a"), time, status)}]}}'

    kept.begin(updates(5, "MALICIOUS") + "\n")
    kept.change(table(("b", "1")))
    assert kept.change(updates(4, "NON_MALICIOUS")).tally.left_out == 1  # of before
    assert set(kept.says()) == set("ab")
    summary = kept.change(updates(6, "NON_MALICIOUS"))
    assert set(kept.says()) == {"b"}
    assert (told(summary), summary.missing) == ((0, 1, 0), 0)
    kept.change(updates(7, "MALICIOUS"))
    assert set(kept.says()) == set("ab")


def test_a_difference_that_leaves_nothing_says_so(kept: Kept) -> None:
    kept.begin(vics(("a", 1)))
    with pytest.raises(InputFault, match="library-set-emptied"):
        kept.change(vics(("a", 0)))
    assert kept.says() == {"a": "1"}
