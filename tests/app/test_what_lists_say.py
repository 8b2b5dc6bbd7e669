"""What lists say, by number, letter, word or by what they are: nothing sought is known to be harmless."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from inspector.app import Session, library
from inspector.app.library import Added, ListFile
from inspector.domain.fault import InputFault, UsageFault
from inspector.domain.match import Listing, Signal
from inspector.library import sets
from inspector.library.reading import Asked
from tests.triage.taking import finish

GOOD, ILLEGAL, ALERT = Listing.KNOWN_GOOD, Listing.ILLEGAL, Listing.ALERT
GRIFFEYE = "Binary Copies,Category,Nudity Level,MD5,Visual Copies,Initial Category"
ICSE = "MD5;SHA1;Is distributed;Victim identified;Offender identified;Series name;Baseline"
NCMEC = "<queryResult xmlns='https://hashsharing.ncmec.org/hashsharing/v2'><images count='1'>{}</images></queryResult>"
IMAGE = (
    "<image><member id='1'/><timestamp>2026-01-01T00:00:00Z</timestamp><id>{}</id>"
    "<classification>{}</classification><fingerprints><md5>{}</md5></fingerprints></image>"
)


def md5(name: str) -> str:
    return hashlib.md5(name.encode()).hexdigest()


def vics(told: Sequence[tuple[str, Any]], country: str = "US") -> str:
    records = [
        {"MediaID": number, "MD5": md5(name), "IsPrecategorized": True, "Category": category}
        for number, (name, category) in enumerate(told, 1)
    ]
    context = f"http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/{country}/$metadata#Media"
    return json.dumps({"@odata.context": context, "value": records})


def griffeye(told: Sequence[tuple[str, str]]) -> str:
    return "\n".join([GRIFFEYE, *(f'1,"{category}",0,{md5(name)},1,2' for name, category in told), ""])


def table(told: Sequence[tuple[str, str]]) -> str:
    return "\n".join(["md5,category", *(f"{md5(name)},{category}" for name, category in told), ""])


def taken(session: Session, path: Path, text: str, listing: Listing, zero: str = "") -> Added:
    path.write_text(text, encoding="utf-8")
    return finish(library.add(session, ListFile(path, listing, asked=Asked(zero=zero))))


def says(session: Session, added: Added, names: str = "abcdefgh") -> Mapping[str, str]:
    """Of those of the names that stand in a set, their category."""
    workspace = session.workspace
    known = sets.load(workspace.library, workspace.library_key, added.hashset.file)
    exact = known.exact[Signal.MD5]
    found = {name: exact.find(bytes.fromhex(md5(name))) for name in names}
    return {name: known.category_of(exact.record(place)) for name, place in found.items() if place >= 0}


SOUGHT = {
    "icse.csv": f"{ICSE}\n{md5('a')};;y;y;y;S;y\n{md5('b')};;n;n;n;S;n\n{md5('c')};;n;n;n;S;perhaps\n",
    "ncmec.xml": NCMEC.format(IMAGE.format(1, "A1", md5("a")) + IMAGE.format(2, "", md5("b"))),
    "te.txt": f"md5 {md5('a')}\nvideo_md5 {md5('b')}\n",
    "te.csv": f"signal_type,signal_str,collab,category,tags\nmd5,{md5('a')},x,media,\n",
    "te.json": json.dumps({"data": [{"raw_indicator": md5("a"), "type": "HASH_MD5", "status": "MALICIOUS"}]}),
    "uk.json": vics([("a", "A"), ("b", "B"), ("c", "c")], "UK"),
    "words.json": vics([("a", "Child Abuse Material"), ("b", "CAT-2: Child Exploitation (Non-Illegal/Age Difficult)")]),
    "numbers.json": vics([("a", 1), ("b", "2"), ("c", 3), ("d", 4)]),
    "open.json": vics([("a", None), ("b", None)]),
    "griffeye.csv": griffeye(
        [("a", "Child Exploitive (non-CAM) / Age Difficult"), ("b", "KiPo"), ("c", ""), ("d", "5")]
    ),
    "table.csv": table(
        [("a", "1"), ("b", "B2"), ("c", "Category A"), ("d", "2.0"), ("e", ""), ("f", "CAM"), ("g", "0")]
    ),
}


@pytest.mark.parametrize("name", SOUGHT)
def test_what_is_sought_or_not_judged_is_never_known_to_be_harmless(
    session: Session, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputFault, match="library-list-left-out"):
        taken(session, tmp_path / name, SOUGHT[name], GOOD)
    assert not library.listed(session)
    added = taken(session, tmp_path / name, SOUGHT[name], ILLEGAL)
    assert added.summary.tally.left_out == 0
    assert len(says(session, added)) == added.hashset.entries > 0


HARMLESS = {
    "words.json": vics([("a", "Non-Pertinent"), ("b", "CAT-5: Non-pertinent"), ("c", 0)]),
    "griffeye.csv": griffeye([("a", "Non-Pertinent"), ("b", "non pertinent")]),
    "table.csv": table([("a", "Non-pertinent"), ("b", "Không liên quan")]),
    "te.json": json.dumps({"data": [{"raw_indicator": md5("a"), "type": "HASH_MD5", "status": "NON_MALICIOUS"}]}),
}


@pytest.mark.parametrize("name", HARMLESS)
@pytest.mark.parametrize("listing", [ILLEGAL, ALERT])
def test_what_is_harmless_is_never_sought(session: Session, tmp_path: Path, name: str, listing: Listing) -> None:
    with pytest.raises(InputFault, match="library-list-left-out"):
        taken(session, tmp_path / name, HARMLESS[name], listing)
    assert taken(session, tmp_path / name, HARMLESS[name], GOOD).summary.tally.left_out == 0


@pytest.mark.parametrize(
    "text", [f"{md5('a')}\n", f"{md5('a')}  a.jpg\n", f"md5,note\n{md5('a')},1\n", table([("a", "OS 8")])]
)
@pytest.mark.parametrize("listing", Listing)
def test_of_a_list_that_says_nothing_a_person_does(
    session: Session, tmp_path: Path, text: str, listing: Listing
) -> None:
    added = taken(session, tmp_path / "list", text, listing)
    assert (set(says(session, added)), added.summary.tally.uncategorised) == ({"a"}, 0)


def test_an_empty_file_that_nobody_judged_is_no_entry(session: Session, tmp_path: Path) -> None:
    added = taken(session, tmp_path / "vics.json", vics([("", None), ("a", None)]), ILLEGAL)
    assert (added.hashset.entries, added.summary.tally.uncategorised) == (1, 1)


MIXED = [("a", 0), ("b", 5), ("c", 1), ("d", None), ("e", "Uncategorized")]
OPEN = {"c": "1", "d": "", "e": "Uncategorized"}


@pytest.mark.parametrize(
    ("country", "zero", "sought", "harmless"),
    [
        ("US", "uncategorised", {"a": "", **OPEN}, {"b": "5"}),
        ("US", "non-pertinent", OPEN, {"a": "0"}),
        ("UK", "uncategorised", {"a": "", "b": "5", **OPEN}, {}),
        ("UK", "non-pertinent", {"b": "5", **OPEN}, {"a": "0"}),
        ("CUSTOM", "uncategorised", {"a": "", **OPEN}, {"b": "5"}),
        ("CUSTOM", "non-pertinent", {"b": "5", **OPEN}, {"a": "0"}),
    ],
)
def test_five_is_not_pertinent_where_nought_is_uncategorised(
    session: Session, tmp_path: Path, *, country: str, zero: str, sought: object, harmless: Mapping[str, str]
) -> None:
    added = taken(session, tmp_path / "vics.json", vics(MIXED, country), ILLEGAL, zero)
    assert says(session, added) == sought
    tally = added.summary.tally
    assert tally.uncategorised == (3 if zero == "uncategorised" else 2)
    assert tally.left_out + added.hashset.entries == len(MIXED)
    told = [*MIXED, ("f", "Irrelevant")]
    good = taken(session, tmp_path / "good.json", vics(told, country), GOOD, zero)
    assert says(session, good) == {**harmless, "f": "Irrelevant"}


def test_five_of_the_us_alone_is_neither_sought_nor_harmless(session: Session, tmp_path: Path) -> None:
    added = taken(session, tmp_path / "vics.json", vics([("a", 1), ("b", 5)]), ILLEGAL)
    assert says(session, added) == {"a": "1"}
    assert set(says(session, taken(session, tmp_path / "good.json", vics([("a", 0), ("b", 1)]), GOOD))) == {"a"}
    with pytest.raises(InputFault, match="library-list-left-out"):
        taken(session, tmp_path / "five.json", vics([("b", 5)]), GOOD)


EXPORT = [
    ("a", "0"),
    ("b", "5"),
    ("c", "Non-Pertinent"),
    ("d", ""),
    ("e", "Age Difficult"),
    ("f", "Own word"),
    ("g", "0.0"),
]


def test_what_nought_means_in_an_export_of_griffeye_is_asked(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="library-zero-unsaid"):
        taken(session, tmp_path / "griffeye.csv", griffeye(EXPORT), ILLEGAL)
    added = taken(session, tmp_path / "1.csv", griffeye(EXPORT), ILLEGAL, "uncategorised")
    assert says(session, added) == {"a": "", "d": "", "e": "Age Difficult", "f": "Own word", "g": ""}
    assert (added.hashset.facts, added.summary.tally.uncategorised) == (
        {"zero": "uncategorised", "zero_by": "choice"},
        3,
    )
    other = taken(session, tmp_path / "2.csv", griffeye(EXPORT), ILLEGAL, "non-pertinent")
    assert says(session, other) == {"b": "5", "d": "", "e": "Age Difficult", "f": "Own word"}
    good = taken(session, tmp_path / "3.csv", griffeye(EXPORT), GOOD, "non-pertinent")
    assert says(session, good) == {"a": "0", "c": "Non-Pertinent", "g": "0.0"}


@pytest.mark.parametrize(("zero", "sought"), [("", "abc"), ("uncategorised", "ac"), ("non-pertinent", "bc")])
def test_nought_in_a_table_is_a_number_of_its_own_unless_a_person_says_what(
    session: Session, tmp_path: Path, zero: str, sought: str
) -> None:
    text = table([("a", "0"), ("b", "5"), ("c", "7")])
    assert "".join(says(session, taken(session, tmp_path / "1.csv", text, ILLEGAL, zero))) == sought
    known_good = {"": "c", "uncategorised": "bc", "non-pertinent": "ac"}
    assert "".join(says(session, taken(session, tmp_path / "2.csv", text, GOOD, zero))) == known_good[zero]


@pytest.mark.parametrize(("listing", "expected"), [(ILLEGAL, {"a": "1", "b": "2"}), (GOOD, {"c": "0"})])
def test_what_one_list_says_twice(session: Session, tmp_path: Path, listing: Listing, expected: object) -> None:
    """The strictest counts: who calls something sought once does not take it back in the same list."""
    text = vics([("a", 1), ("a", 0), ("b", 0), ("b", 3), ("b", 2), ("c", 0)])
    assert says(session, taken(session, tmp_path / "vics.json", text, listing)) == expected


@pytest.mark.parametrize("category", ["01", "1 - Child Abuse Material", "CAT-02: x", "xâm hại trẻ em", "D147", "bad"])
@pytest.mark.parametrize("write", [vics, griffeye, table])
def test_what_is_sought_in_another_spelling_is_left_out_of_what_is_known(
    session: Session, tmp_path: Path, write: Any, category: str
) -> None:
    told = write([("a", category), ("b", "non-pertinent")])
    assert set(says(session, taken(session, tmp_path / "list", told, GOOD, "non-pertinent"))) == {"b"}


@pytest.mark.parametrize("category", ["0 - Non-Pertinent", "00", "Harmless", "known good", "5 – not relevant"])
@pytest.mark.parametrize("write", [vics, griffeye, table])
def test_what_is_harmless_in_another_spelling_is_left_out_of_what_is_illegal(
    session: Session, tmp_path: Path, write: Any, category: str
) -> None:
    told = write([("a", category), ("b", "1")])
    assert set(says(session, taken(session, tmp_path / "list", told, ILLEGAL, "non-pertinent"))) == {"b"}
