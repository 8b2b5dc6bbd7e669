"""What of a list becomes part of a set: what it calls sought is never known to be harmless."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from inspector.app import Session, office_lists
from inspector.domain.content import Digests
from inspector.domain.fault import InputFault
from inspector.domain.match import Listing, Signal
from inspector.exchange.office_state import Confirmed
from inspector.library import sets
from tests.triage.taking import add_list

NSRL = '"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"\n'


def sha1(name: str) -> str:
    return hashlib.sha1(name.encode()).hexdigest().upper()


PRODUCTS = """\
"ProductCode","ProductName","ProductVersion","OpSystemCode","MfgCode","Language","ApplicationType"
1,"A writer, with commas","1","1","1","English","Word Processor"
2,"it","1","1","1","English","Hacker Tool"
2,"it","1","2","1","English","Utility"
3,"broken
3,"hidden","2","1","1","English,German","Drivers,STEGANOGRAPHY"
x,"none","1","1","1","English","Hacker Tool"
"""


def nsrl(name: str, special: str, product: int = 1, md5: str = "") -> str:
    return f'"{sha1(name)}","{md5}","0","{name}",1,{product},"1","{special}"\n'


def known(session: Session, file: str, *names: str) -> str:
    """Those of the names whose SHA-1 stands in a set."""
    workspace = session.workspace
    exact = sets.load(workspace.library, workspace.library_key, file).exact
    return "".join(name for name in names if exact[Signal.SHA1].find(bytes.fromhex(sha1(name))) >= 0)


@pytest.mark.parametrize(
    ("listing", "taken", "left_out"), [(Listing.KNOWN_GOOD, "af", 5), (Listing.ALERT, "abcdef", 0)]
)
def test_attack_tools_of_the_nsrl_are_not_harmless(
    session: Session, tmp_path: Path, listing: Listing, taken: str, left_out: int
) -> None:
    """Also where another row says nothing of it: `d` stands there before, `e` behind, and `X` is a mark of nobody."""
    rows = [("a", ""), ("b", "M"), ("c", "S"), ("d", ""), ("d", "M"), ("e", "M"), ("e", ""), ("f", ""), ("c", "X")]
    added = add_list(session, tmp_path / "NSRLFile.txt", NSRL + "".join(nsrl(*row) for row in rows), listing)
    assert known(session, added.hashset.file, *"abcdef") == taken
    assert added.summary.tally.left_out == left_out
    if listing is Listing.KNOWN_GOOD:
        assert (added.hashset.entries, added.hashset.signals) == (2, {"sha1": 2})


@pytest.mark.parametrize("md5", ["", "0" * 32])
@pytest.mark.parametrize("named", ["NSRLProd.txt", "nsrlprod.TXT"])
def test_files_of_tools_by_their_products_are_not_harmless(
    session: Session, tmp_path: Path, md5: str, named: str
) -> None:
    """Line by line and many lines at once: `b` and `c` are of tools alone, `d` is of a writer too."""
    (tmp_path / named).write_text(PRODUCTS, encoding="utf-8")
    rows = [("a", 1), ("b", 2), ("c", 3), ("c", 2), ("d", 2), ("d", 1), ("e", 9)]
    text = NSRL + "".join(nsrl(name, "", product, md5) for name, product in rows).replace('"0"', '"00000000"')
    added = add_list(session, tmp_path / "NSRLFile.txt", text, Listing.KNOWN_GOOD)
    assert known(session, added.hashset.file, *"abcde") == "ade"
    tally = added.summary.tally
    assert (tally.tools, tally.entries, tally.places + tally.blank) == (4, 3, 8 + tally.blank)
    assert added.hashset.facts["tools"] == "Hacker Tool 1, Steganography 1"
    assert added.hashset.facts["tools_rows"] == "4"
    alert = add_list(session, tmp_path / "alert.txt", text, Listing.ALERT)
    assert known(session, alert.hashset.file, *"abcde") == "abcde"


@pytest.mark.parametrize("products", ["", "nothing\n1,2\n", "\0" * 99, '"ProductCode"\n1\n2\n', PRODUCTS[:50]])
def test_products_that_say_nothing_are_told(session: Session, tmp_path: Path, products: str) -> None:
    (tmp_path / "NSRLProd.txt").write_text(products, encoding="utf-8")
    added = add_list(session, tmp_path / "NSRLFile.txt", NSRL + nsrl("a", "", 2), Listing.KNOWN_GOOD)
    assert (known(session, added.hashset.file, "a"), added.hashset.facts["tools"]) == ("a", "unknown")


def test_an_nsrl_list_of_nothing_but_attack_tools_is_no_list_of_the_harmless(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="library-list-left-out"):
        add_list(session, tmp_path / "NSRLFile.txt", NSRL + nsrl("a", "M"), Listing.KNOWN_GOOD)


def test_what_a_list_says_twice_is_not_harmless_if_it_is_sought_once(session: Session, tmp_path: Path) -> None:
    told = [("a", 0), ("b", 0), ("b", 1), ("c", 2), ("c", 0)]
    records = [{"MD5": sha1(name)[:32], "SHA1": sha1(name), "Category": category} for name, category in told]
    text = json.dumps({"@odata.context": "http://x/DataModels/2.0.xml/US/$metadata#Media", "value": records})
    added = add_list(session, tmp_path / "vics.json", text, Listing.KNOWN_GOOD)
    assert known(session, added.hashset.file, *"abc") == "a"
    assert added.summary.tally.left_out == 2
    assert (added.hashset.entries, added.hashset.signals) == (1, {"md5": 1, "sha1": 1})


MD5 = "00112233445566778899aabbccddeeff"
VICS = '{"odata.metadata":"http://x/DataModels/1.3.xml#Media","value":[{"MediaID":1,"MD5":"00112233445566778899aabbccddeeff"}]}'
CASE = '{"@odata.context":"http://x/DataModels/2.0.xml/US/$metadata#Cases","value":[{"Media":[{"MD5":"00112233445566778899aabbccddeeff"}]}]}'
NCMEC = '<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images count="1"><image><id>a</id>'


@pytest.mark.parametrize(
    "cut", [VICS[:3], VICS[:40], VICS[:70], VICS[:-4], CASE[:60], CASE[:95], CASE[:-6], NCMEC[:60], NCMEC[:90], NCMEC]
)
def test_a_list_cut_off_before_its_first_record_says_so(session: Session, tmp_path: Path, cut: str) -> None:
    with pytest.raises(InputFault, match="library-list-cut-off"):
        add_list(session, tmp_path / "list", cut)


@pytest.mark.parametrize("wrong", ['{"value":[]}', '{"value":[{"MD5":"zz"}]}', "{}", f"md5,category\n{MD5[1:]},1\n"])
def test_a_whole_list_without_anything_usable_is_not_cut_off(session: Session, tmp_path: Path, wrong: str) -> None:
    with pytest.raises(InputFault, match="library-list-unusable"):
        add_list(session, tmp_path / "list", wrong)


def test_a_hash_of_two_categories_is_one_hash_and_two_entries(session: Session, tmp_path: Path) -> None:
    other = hashlib.sha256(b"b").hexdigest()
    rows = f"hash,category\n{MD5},1\n{MD5},2\n{other},1\n{MD5},1\n{other},3\n"
    added = add_list(session, tmp_path / "two.csv", rows)
    assert (added.hashset.entries, added.summary.tally.entries, added.summary.duplicates) == (4, 5, 1)
    assert added.hashset.signals == {"md5": 1, "sha256": 1}


NOTHING = {name: hashlib.new(name, b"").hexdigest() for name in ("md5", "sha1", "sha256")}
FOUND = hashlib.sha256(b"b").hexdigest()
ENTRY = '{"MD5":"%s","SHA1":"%s",\n"Category":1}'
LISTS = {
    "plain": f"# kept\n{FOUND}\n{NOTHING['sha256']}\n{NOTHING['sha256']}\n",
    "long": "".join(f"{number:064x}\n" for number in range(2)) + f"{NOTHING['sha256']}\n" + f"{FOUND}\n" * 5000,
    "sums": f"{FOUND}  b\n{FOUND}  c\n{NOTHING['sha256']}  empty\n",
    "hashdeep": "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n"
    f"0,{NOTHING['md5']},{NOTHING['sha256']},./a\n1,,{FOUND},b\n",
    "table": f"sha256,category\n{FOUND},1\n{NOTHING['sha256'].upper()},1\n",
    "sized": f"size,md5,sha256\n0,{NOTHING['md5']},x\n0,{NOTHING['md5']},\n7,,{FOUND}\n",
}


@pytest.mark.parametrize("listing", [Listing.ILLEGAL, Listing.ALERT])
@pytest.mark.parametrize(
    ("name", "lines"),
    [("plain", [3, 4]), ("long", [3]), ("sums", [3]), ("hashdeep", [3]), ("table", [3]), ("sized", [2, 3])],
)
def test_the_digest_of_an_empty_file_is_not_sought(
    session: Session, tmp_path: Path, listing: Listing, name: str, lines: list[int]
) -> None:
    added = add_list(session, tmp_path / "list", LISTS[name], listing)
    tally = added.summary.tally
    assert [broken.line for broken in tally.shown if broken.code == "empty-file"] == lines
    assert "md5" not in added.hashset.signals
    workspace = session.workspace
    exact = sets.load(workspace.library, workspace.library_key, added.hashset.file).exact[Signal.SHA256]
    assert exact.find(bytes.fromhex(NOTHING["sha256"])) == -1
    assert exact.find(bytes.fromhex(FOUND)) >= 0
    assert tally.places == LISTS[name].count("\n")


def test_records_that_name_an_empty_file_are_told_by_line_and_number(session: Session, tmp_path: Path) -> None:
    """The last one has another digest beside that of nothing, which is kept."""
    told = [(MD5, "cd" * 20), (NOTHING["md5"], NOTHING["sha1"]), (NOTHING["md5"], "ab" * 20)]
    text = '{"odata.metadata":"http://x/DataModels/1.3.xml#Media","value":[\n' + ",\n".join(
        ENTRY % each for each in told
    )
    added = add_list(session, tmp_path / "vics.json", text + "]}")
    shown = [(broken.line, broken.record, broken.entry is not None) for broken in added.summary.tally.shown]
    assert shown == [(4, 2, False), (6, 3, True)]
    assert added.hashset.signals == {"md5": 1, "sha1": 2}
    assert (added.summary.tally.blank, added.summary.tally.mended, added.hashset.entries) == (1, 1, 2)


def test_the_digest_of_an_empty_file_may_be_known_to_be_harmless(session: Session, tmp_path: Path) -> None:
    added = add_list(session, tmp_path / "list", LISTS["plain"], Listing.KNOWN_GOOD)
    assert added.hashset.signals == {"sha256": 2}
    assert not added.summary.tally.shown


def test_a_list_of_nothing_but_empty_files_says_so(session: Session, tmp_path: Path) -> None:
    with pytest.raises(InputFault, match="library-list-of-nothing"):
        add_list(session, tmp_path / "list", f"{NOTHING['md5']}\n")


@pytest.mark.parametrize(("content", "sought"), [(b"", False), (b"b", True)])
def test_an_empty_file_that_offices_confirmed_is_not_sought(content: bytes, *, sought: bool) -> None:
    md5, sha1, sha256 = (hashlib.new(name, content).digest() for name in NOTHING)
    one = Confirmed(Digests(md5, sha1, sha256, len(content)), "vn", "x", "vn:x")
    assert office_lists.belongs(one, Listing.ILLEGAL) is sought


def test_a_fingerprint_of_too_low_quality_is_told_and_is_no_entry(session: Session, tmp_path: Path) -> None:
    rows = f"{'1' * 64},49\n{'2' * 64},50\n{'3' * 64}\n{'4' * 64},0,a.jpg\n"
    added = add_list(session, tmp_path / "marks.pdq", rows)
    assert (added.hashset.entries, added.hashset.signals) == (2, {"pdq": 2})
    assert [(told.line, told.code, told.entry) for told in added.summary.tally.shown] == [
        (1, "low-quality", None), (4, "low-quality", None),
    ]  # fmt: skip
    beside = add_list(session, tmp_path / "beside.csv", f"md5,pdq,quality\n{MD5},{'1' * 64},20\n")
    assert (beside.hashset.signals, beside.summary.tally.mended) == ({"md5": 1}, 1)
    with pytest.raises(InputFault, match="library-list-dim"):
        add_list(session, tmp_path / "dim.pdq", f"{'1' * 64},49\n")
