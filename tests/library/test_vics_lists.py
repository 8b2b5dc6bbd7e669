"""Project VIC / VICS lists of both shapes and versions, with the mistakes met in the field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from inspector.library.entry import Broken, Entry, Record
from inspector.library.formats import window

Read = Callable[..., list[Record]]
Member = Any


def media(number: int, **members: Member) -> dict[str, Member]:
    content = str(number).encode()
    return {
        "MediaID": number,
        "Category": 1,
        "MD5": hashlib.md5(content).hexdigest().upper(),
        "SHA1": hashlib.sha1(content).hexdigest().upper(),
        "MediaSize": 20480,
        "IsSuspected": "true",
        "RelativeFilePath": f"media\\{number}.jpg",
        "MediaFiles": [{"MD5": "0" * 32, "FileName": "a.jpg", "FilePath": "PC1\\Users\\a.jpg", "Unallocated": False}],
        "Exifs": [{"MD5": "0" * 32, "PropertyName": "Make", "PropertyValue": "SynthCam"}],
        **members,
    }


def entry(number: int, category: str = "1", size: int | None = 20480, **members: Any) -> Entry:
    content = str(number).encode()
    return Entry(
        md5=hashlib.md5(content).digest(), sha1=hashlib.sha1(content).digest(), size=size, category=category, **members
    )


def hash_set(*records: Member, version: str = "1.3") -> dict[str, Member]:
    if version == "2.0":
        context = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"
        return {"@odata.context": context, "value": list(records)}
    return {
        "odata.metadata": f"http://github.com/ICMEC/ProjectVic/DataModels/{version}.xml#Media",
        "value": list(records),
    }


def case_file(*cases: list[Member]) -> dict[str, Member]:
    context = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Cases"
    value = [
        {"CaseID": "{5f0c}", "CaseNumber": "VN-1", "Media": records, "TotalMediaFiles": 999, "ContactName": '"Media":['}
        for records in cases
    ]
    return {"@odata.context": context, "value": value}


def text(document: Member, **style: Any) -> bytes:
    return json.dumps(document, **style).encode()


@pytest.mark.parametrize("version", ["1.2", "1.3", "2.0"])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_hash_set(read: Read, version: str, indent: int | None, encoding: str) -> None:
    document = json.dumps(hash_set(media(1), media(2, Category=3), version=version), indent=indent, ensure_ascii=False)
    assert read(document.encode(encoding)) == [entry(1), entry(2, "3")]


@pytest.mark.parametrize("indent", [None, 2])
def test_case_file(read: Read, indent: int | None) -> None:
    document = case_file([media(1), media(2)], [], [media(3, Category=None)])
    assert read(text(document, indent=indent)) == [entry(1), entry(2), entry(3, "")]


def test_case_file_whose_media_stand_before_everything_else(read: Read) -> None:
    assert read(text({"value": [{"Media": [media(1)], "CaseID": "x"}], "@odata.context": "#Cases"})) == [entry(1)]


def test_case_file_with_other_arrays_before_its_media(read: Read) -> None:
    document = {
        "value": [{"CaseID": "1", "Tags": ["a", "b"], "Media": [media(1)]}, {"CaseID": "2", "Media": [media(2)]}]
    }
    assert read(text(document, indent=1)) == [entry(1), entry(2)]


def test_bare_array(read: Read) -> None:
    assert read(text([media(1), media(2)])) == [entry(1), entry(2)]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"Category": 0}, entry(1, "0")),
        ({"Category": None, "IsPrecategorized": True}, entry(1, "")),
        ({"Category": "5"}, entry(1, "5")),
        ({"MediaSize": "20480"}, entry(1)),
        ({"MediaSize": None}, entry(1, size=None)),
        ({"IsDistributed": "false", "VictimIdentified": True, "Tags": {"a": [1]}, "Series": ["x"]}, entry(1)),
        (
            {"SHA1": None, "SHA256": "Ab" * 32},
            Entry(hashlib.md5(b"1").digest(), None, b"\xab" * 32, 20480, category="1"),
        ),
        ({"AlternativeHashes": [{"HashName": "PhotoDNA", "HashValue": "A" * 192}]}, entry(1)),
        ({"AlternativeHashes": [{"HashName": "PDQ", "HashValue": "cd" * 32}]}, entry(1, pdq=b"\xcd" * 32)),
        ({"PhotoDNA": "A" * 192, "AlternativeHashes": "none"}, entry(1)),
    ],
)
def test_members_as_they_come(read: Read, members: dict[str, Member], expected: Entry) -> None:
    assert read(text(hash_set(media(1, **members), media(2)))) == [expected, entry(2)]


def test_category_nought_is_kept_and_not_interpreted(read: Read) -> None:
    found = read(text(hash_set(media(1, Category=0), media(2, Category=None))))
    assert [record.category for record in found if isinstance(record, Entry)] == ["0", ""]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (media(1, MD5="xyz"), ("hex", Entry(sha1=hashlib.sha1(b"1").digest(), size=20480, category="1"))),
        (media(1, MD5="00", SHA1=None), ("length", None)),
        (media(1, MD5=None, SHA1=None), ("no-hash", None)),
        (media(1, MD5=[1]), ("shape", Entry(sha1=hashlib.sha1(b"1").digest(), size=20480, category="1"))),
        (media(1, MediaSize=-1), ("size", entry(1, size=None))),
        (media(1, MediaSize=1.5), ("shape", entry(1, size=None))),
        (media(1, Category=True), ("shape", entry(1, ""))),
        (7, ("shape", None)),
        ([media(1)], ("shape", None)),
        (None, ("shape", None)),
        ({}, ("no-hash", None)),
    ],
)
def test_a_wrong_record_is_told_with_line_and_number(
    read: Read, record: Member, expected: tuple[str, Entry | None]
) -> None:
    document = b'{"value":[\n' + text(media(9)) + b",\n" + text(record) + b",\n" + text(media(2)) + b"]}"
    code, left = expected
    assert read(document) == [entry(9), Broken(3, code, 2, left), entry(2)]


MISTAKES = [
    ('"IsSuspected": "true"', '"IsSuspected": "true""'),
    ("PC1\\\\Users", "PC1\\Users"),
    ('media\\\\2.jpg"', 'media\\2.jpg"'),
    ('media\\\\2.jpg"', 'media\\"'),
]


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
@pytest.mark.parametrize("indent", [None, 1])
def test_known_mistakes_are_mended_and_told(read: Read, right: str, wrong: str, indent: int | None) -> None:
    parts = [json.dumps(media(number), indent=indent) for number in (1, 2, 3)]
    assert right in parts[1]
    parts[1] = parts[1].replace(right, wrong)
    found = read(f'{{"value":[{",".join(parts)}]}}'.encode())
    assert [found[0], found[2]] == [entry(1), entry(3)]
    assert isinstance(found[1], Broken)
    assert (found[1].code, found[1].record, found[1].entry) == ("mended", 2, entry(2))


def test_a_writer_that_makes_the_mistake_in_every_record(read: Read) -> None:
    count = 500
    document = text(hash_set(*(media(number) for number in range(count))), indent=1).decode()
    found = read(document.replace('"true"', '"true""').encode())
    assert [record.entry for record in found if isinstance(record, Broken)] == [
        entry(number) for number in range(count)
    ]
    lines = document.replace('"true"', '"true""').split("\n")
    assert all('"true""' in lines[record.line - 1] for record in found if isinstance(record, Broken))


@pytest.mark.parametrize(
    "wrong",
    [
        '"MediaID": 2 "Category"',
        '"MediaID": ,"Category"',
        '"MediaID": 2, "Category',
        '"MediaID": 2, {"Category"',
        '"MediaID": 2]], "Category"',
        '"MediaID": 2}, "Category"',
        '"MediaID": "2, "Category"',
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_a_malformed_record_costs_no_neighbour(read: Read, wrong: str, indent: int | None) -> None:
    document = json.dumps(hash_set(*map(media, range(1, 6))), indent=indent)
    start = document.index('"MediaID": 2')
    stop = document.index('"Category"', start) + len('"Category"')
    found = read((document[:start] + wrong + document[stop:]).encode())
    entries = [record for record in found if isinstance(record, Entry)]
    assert entries == [entry(1), entry(3), entry(4), entry(5)]
    told = [record for record in found if isinstance(record, Broken)]
    assert told
    assert told[0].record == 2
    if indent:
        line = document[:start].count("\n") + 1
        assert line - 1 <= told[0].line <= line + 3


def test_two_malformed_neighbours_are_both_told(read: Read) -> None:
    document = text(hash_set(*map(media, range(5)))).decode()
    for number in (1, 2):
        document = document.replace(f'"MediaID": {number},', f'"MediaID": {number}')
    found = read(document.encode())
    assert [record.record for record in found if isinstance(record, Broken)] == [2, 3]
    assert [record for record in found if isinstance(record, Entry)] == [entry(0), entry(3), entry(4)]


@pytest.mark.parametrize("cut", [1, 2, 3, 50, 200, 320])
def test_a_list_whose_end_is_missing(read: Read, cut: int) -> None:
    found = read(text(hash_set(media(1), media(2)))[:-cut])
    assert found[0] == entry(1)
    assert isinstance(found[-1], Broken) or found == [entry(1), entry(2)]
    if cut > 1:  # the last bracket of all closes nothing we need
        assert isinstance(found[-1], Broken)
        assert found[-1].code == "truncated"


def test_an_open_text_before_the_end_costs_no_later_record(read: Read) -> None:
    document = text(hash_set(media(1), media(2, Comments="x"), media(3))).decode()
    found = read(document.replace('"Comments": "x"', '"Comments": "x').encode())
    assert [type(record) for record in found] == [Entry, Broken, Entry]
    assert found[2] == entry(3)


def test_a_bracket_that_closes_too_soon(read: Read) -> None:
    document = text(hash_set(media(1), media(2), media(3))).decode().replace("}]}, {", "}]}] {", 1)
    found = read(document.encode())
    assert [type(record) for record in found] == [Entry, Broken, Entry, Entry]
    assert [record for record in found if isinstance(record, Entry)] == [entry(1), entry(2), entry(3)]


def test_records_outside_of_any_array_are_told(read: Read) -> None:
    document = text(case_file([media(1)], [media(2)])).decode()
    place = document.rindex('"Media":')
    found = read((document[:place] + '"Medla":' + document[place + 8 :]).encode())
    assert found[0] == entry(1)
    assert [type(record) for record in found[1:]] == [Broken]


def test_two_records_run_together_are_told(read: Read) -> None:
    one, two = json.dumps(media(1)), json.dumps(media(2))
    found = read(f'{{"value":[{one[:-1]},{two[1:]}]}}'.encode())
    assert [record.code for record in found if isinstance(record, Broken)] == ["json"]


@pytest.mark.parametrize(
    "untrusted",
    [b"{}", b"[]", b'{"value":[]}', b'{"value":7}', b"{", b"[", b'{"value":[', b'{"a":"MD5"}', b'"value":[{', b"[[[["],
)
def test_json_without_hashes_holds_no_entry(read: Read, untrusted: bytes) -> None:
    found = read(untrusted, form="vics")
    assert all(isinstance(record, Broken) for record in found)
    assert found


@pytest.mark.parametrize(
    "hostile",
    [b"[" * 200_000, b'{"a":' * 200_000, b"9" * 100_000, b'"' + b"\\" * 100_001, b'"' + b"x" * 300_000 + b'"'],
)
def test_hostile_elements_cost_only_themselves(read: Read, hostile: bytes) -> None:
    found = read(b'{"value":[' + text(media(1)) + b"," + hostile + b"\n," + text(media(2)) + b"]}")
    assert found[0] == entry(1)
    assert entry(2) in found
    assert isinstance(found[1], Broken)


def test_records_that_cross_every_block_border(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "BLOCK", 7)
    document = text(case_file([media(1), media(2)], [media(3)]), indent=1)
    assert read(document) == [entry(1), entry(2), entry(3)]
    found = read(document.replace(b'"true"', b'"true""'))
    assert [record.entry for record in found if isinstance(record, Broken)] == [entry(1), entry(2), entry(3)]


def test_a_record_longer_than_any_block(read: Read) -> None:
    files = [{"MD5": "0" * 32, "FileName": f"{number}.jpg", "FilePath": "x"} for number in range(20_000)]
    assert read(text(hash_set(media(1, MediaFiles=files), media(2)))) == [entry(1), entry(2)]


@pytest.mark.parametrize(
    "stop", ['}, {"CaseID": "2"', ', {"CaseID": "2"', '"CaseID": "2"', '"ContactName"', '}]}"}, {']
)
def test_a_case_file_cut_between_its_records_says_so(read: Read, stop: str) -> None:
    first, second = ({"CaseID": str(number), "Media": [media(number)], "ContactName": "]}]}"} for number in (1, 2))
    text = json.dumps({**case_file(), "value": [first, second]})
    *whole, cut = read(text[: text.index(stop)].encode())
    assert whole[0] == entry(1)
    assert isinstance(cut, Broken)
    assert cut.code == "truncated"


def test_a_whole_file_with_members_behind_its_records_is_not_cut(read: Read) -> None:
    text = json.dumps({**hash_set(media(1)), "odata.count": 1, "more": {"brackets": '[{"'}})
    assert read(text.encode()) == [entry(1)]
    *whole, cut = read(text[:-1].encode())
    assert whole == [entry(1)]
    assert isinstance(cut, Broken)
    assert cut.code == "truncated"


@pytest.mark.parametrize("indent", [None, 1])
def test_a_missing_comma_between_records_is_told(read: Read, indent: int | None) -> None:
    parts = [json.dumps(media(number), indent=indent) for number in range(4)]
    head = f'{{"value":[{parts[0]},{parts[1]}\n \n'
    found = read(f"{head}{parts[2]} , {parts[3]}]}}".encode())
    mended = Broken(head.count("\n") + 1, "mended", 3, entry(2))
    assert found == [entry(0), entry(1), mended, entry(3)]


def test_every_missing_comma_is_told(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "BLOCK", 7)
    text = "\n".join(json.dumps(media(number)) for number in range(5))
    assert read(f"[{text}]".encode()) == [
        entry(0), *(Broken(number + 1, "mended", number + 1, entry(number)) for number in range(1, 5)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("members", "category", "code"),
    [
        ('"Category": 1, "Category": 0', "1", "categories"),
        ('"Category": 0, "Category": 1', "1", "categories"),
        ('"Category": null, "Category": "2"', "2", "categories"),
        ('"Category": "Non-Pertinent", "Category": 3', "3", "categories"),
        ('"Category": 2, "Category": 1, "Category": 5', "1", "categories"),
        ('"Category": 1, "Series": "a", "Series": "b"', "1", "json"),
    ],
)
def test_of_two_categories_of_one_record_the_graver_counts_and_it_is_told(
    read: Read, members: str, category: str, code: str
) -> None:
    context = '"odata.metadata": "http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Media"'
    untrusted = f'{{{context}, "value": [{{"MediaID": 1, {members}, "MD5": "{"0" * 32}"}}]}}'
    assert read(untrusted.encode()) == [Broken(1, code, 1, Entry(md5=bytes(16), category=category))]
