"""Lists of ThreatExchange: typed lines, tables and JSON."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.library.entry import LATEST, REASONS, Blank, Block, Broken, Entry, Gone, ListId, Record
from inspector.library.formats import threatexchange_json
from inspector.library.reading import read_list
from tests.library.lists import read_bytes, singly

MD5 = "00112233445566778899aabbccddeeff"
SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
PDQ = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22"
MD5_RAW, SHA1_RAW, PDQ_RAW = map(bytes.fromhex, (MD5, SHA1, PDQ))


def opened(untrusted: str, name: str = "list.txt", form: str = "auto") -> tuple[str, list[Record]]:
    reading = read_list(io.BytesIO(untrusted.encode()), name, form)
    return reading.format, list(singly(reading.records))


@pytest.mark.parametrize(
    ("line", "record"),
    [
        (f"pdq {PDQ}", Entry(pdq=PDQ_RAW)),
        (f"pdq {PDQ},87", Entry(pdq=PDQ_RAW, pdq_quality=87)),
        (f"PDQ\t{PDQ.upper()}", Entry(pdq=PDQ_RAW)),
        (f"md5 {MD5}", Entry(md5=MD5_RAW)),
        (f"video_md5 {MD5} 'Sample Data' {{}}", Entry(md5=MD5_RAW)),
        (f"HASH_VIDEO_MD5 {MD5}", Entry(md5=MD5_RAW)),
        (f"sha1 {SHA1}", Entry(sha1=SHA1_RAW)),
        (f"video_sha256 {PDQ}", Entry(sha256=PDQ_RAW)),
        (f"sha256 {PDQ[1:]}", Broken(2, "length")),
        (f"md5 {PDQ}", Broken(2, "length")),
        ("md5 zz", Broken(2, "hex")),
        (f"pdq {PDQ},101", Broken(2, "quality", entry=Entry(pdq=PDQ_RAW))),
        (f"url_md5 {MD5}", Broken(2, "signal")),
        ("raw_text một câu nào đó", Broken(2, "signal")),
        ("url https://example.org/a?b=c", Broken(2, "signal")),
        (f'vpdq [{{"hash": "{PDQ}"}}]', Broken(2, "signal")),
        (f"text_tlsh T1{PDQ}", Broken(2, "signal")),
        (f"pdq_ocr {PDQ},text", Broken(2, "signal")),
        (PDQ, Broken(2, "shape")),
        ("pdq", Broken(2, "shape")),
        ("# note", Blank(2)),
        ("", Blank(2)),
        ("m" * 70_000, Broken(2, "too-long")),
    ],
)
def test_one_typed_line(line: str, record: Record) -> None:
    assert opened(f"pdq {PDQ}\n{line}\nvideo_md5 {MD5}\n") == (
        "threatexchange",
        [Entry(pdq=PDQ_RAW), record, Entry(md5=MD5_RAW)],
    )


def test_many_lines_of_one_kind_come_in_blocks() -> None:
    rows = [f"video_md5 {number:032x}" for number in range(5000)]
    rows[3000] = f"pdq {PDQ}"
    reading = read_list(io.BytesIO("\n".join(rows).encode()), "list.txt")
    found = list(reading.records)
    assert sum(record.count for record in found if isinstance(record, Block)) > 4800
    assert [record.pdq is None for record in singly(found) if isinstance(record, Entry)].index(False) == 3000
    assert len(list(singly(found))) == 5000


CACHE = "indicator,first_descriptor_id,added_on,labels\n"
ROW = "{},2556006484495859,2020-07-01T18:31:15+0000,media_priority_s2 violating\n"
LABELS = "media_priority_s2 violating"


@pytest.mark.parametrize("heading", [CACHE, ""])
def test_the_cached_table(heading: str) -> None:
    untrusted = heading + ROW.format(MD5) + ROW.format(PDQ) + f'"{SHA1}",123456,mine,\n' + ROW.format("zz")
    first = [Blank(1)] if heading else []
    assert opened(untrusted) == (
        "threatexchange",
        [
            *first,
            Entry(md5=MD5_RAW, category=LABELS),
            Entry(sha256=PDQ_RAW, category=LABELS),
            Entry(sha1=SHA1_RAW),
            Broken(4 + len(first), "hex"),
        ],
    )


@pytest.mark.parametrize("heading", [CACHE, ""])
@pytest.mark.parametrize(
    ("name", "form"), [("simple.HASH_PDQ.te", "auto"), ("cache.pdq", "auto"), ("x.csv", "pdq"), ("x.PDQ", "pdq")]
)
def test_sixty_four_digits_are_pdq_only_by_name_or_order(heading: str, name: str, form: str) -> None:
    untrusted = heading + ROW.format(PDQ) + ROW.format(MD5)
    found = opened(untrusted, name, form)[1]
    assert found[-2:] == [Entry(pdq=PDQ_RAW, category=LABELS), Broken(len(found), "length")]
    assert opened(untrusted, "x.csv")[1][-2] == Entry(sha256=PDQ_RAW, category=LABELS)


def test_the_table_of_signals() -> None:
    untrusted = (
        "signal_type,signal_str,collab,category,tags\r\n"
        f"pdq,{PDQ},Sample Data,POSITIVE_CLASS,a b\r\nvideo_md5,{MD5},Sample Data,,\r\n"
        'raw_text,"a, ""b""",Sample Data,POSITIVE_CLASS,\r\n,,,,\r\n'
        f"md5,{PDQ},x,,\r\n"
    )
    assert opened(untrusted) == (
        "threatexchange",
        [
            Blank(1),
            Entry(pdq=PDQ_RAW, category="POSITIVE_CLASS"),
            Entry(md5=MD5_RAW),
            Broken(4, "signal"),
            Blank(5),
            Broken(6, "length"),
        ],
    )


def descriptor(indicator: str, kind: str, **members: Any) -> dict[str, Any]:
    return {
        "raw_indicator": indicator,
        "type": kind,
        "added_on": "2020-05-12T16:38:37+0000",
        "owner": {"id": "494491891138576", "name": "Test"},
        "status": "MALICIOUS",
        "tags": {"data": [{"id": "1", "text": "pwny"}, {"id": "2", "text": "a"}]},
        **members,
    }


def test_descriptors_by_their_ids() -> None:
    document = {
        "1": descriptor(SHA1, "HASH_SHA1"),
        "2": descriptor(PDQ, "HASH_PDQ", tags=None),
        "3": descriptor("evil.example", "DOMAIN"),
        "4": descriptor(MD5, "HASH_MD5", status="NON_MALICIOUS"),
        "5": descriptor("zz", "HASH_MD5"),
        "6": {"id": "6"},
        "7": 7,
        "8": descriptor(MD5, "HASH_MD5", type=None),
    }
    assert opened(json.dumps(document), "list.json") == (
        "threatexchange",
        [
            Entry(sha1=SHA1_RAW, category="a pwny"),
            Entry(pdq=PDQ_RAW),
            Broken(1, "signal", 3),
            Entry(md5=MD5_RAW, category="NON_MALICIOUS a pwny"),
            Broken(1, "hex", 5),
            *(Broken(1, "shape", number) for number in (6, 7, 8)),
        ],
    )


def update(indicator: str, *, gone: bool = False, statuses: tuple[str, ...] = ("MALICIOUS",)) -> dict[str, Any]:
    told = [{"status": status, "tags": ["b", f"t{place}"]} for place, status in enumerate(statuses)]
    return {"id": "1", "indicator": indicator, "type": "HASH_MD5", "should_delete": gone, "descriptors": {"data": told}}


def test_a_page_of_updates_takes_entries_back() -> None:
    updates = [update(MD5, statuses=("MALICIOUS", "NON_MALICIOUS")), update(MD5, gone=True), update("zz", gone=True)]
    found = opened(json.dumps({"data": updates, "paging": {"next": "x"}}, indent=1))[1]
    lines = json.dumps({"data": updates}, indent=1).split("\n")
    assert found[0] == Entry(md5=MD5_RAW, category="b t0 t1", id=ListId("update 1"))
    assert found[1] == Gone(found[1].line, Entry(md5=MD5_RAW, category="b t0", id=ListId("update 1")), 2)
    assert found[2] == Broken(found[2].line, "hex", 3)
    starts = [number for number, line in enumerate(lines, 1) if line.startswith("  {")]
    assert [found[1].line, found[2].line] == starts[1:]


def test_a_bare_array() -> None:
    assert opened(json.dumps([update(MD5)]))[1] == [Entry(md5=MD5_RAW, category="b t0", id=ListId("update 1"))]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"id": 12, "last_updated": 1_700_000_000}, ListId("update 12", 1_700_000_000)),
        ({"id": "12", "last_updated": "9999999999"}, ListId("update 12", LATEST)),
        ({"id": "12", "last_updated": "99999999999"}, ListId("update 12")),
        ({"id": "12", "last_updated": -1}, ListId("update 12")),
        ({"id": None}, None),
        ({"id": [1]}, None),
    ],
)
def test_ids_of_updates(members: dict[str, Any], expected: ListId | None) -> None:
    (found,) = opened(json.dumps({"data": [{**update(MD5), **members}]}))[1]
    assert found == Entry(md5=MD5_RAW, category="b t0", id=expected)


@pytest.mark.parametrize("shape", [lambda one: {"1": one, "2": one}, lambda one: {"data": [one, one]}])
@pytest.mark.parametrize("cut", [2, 3, 30, 150])
def test_json_whose_last_bytes_are_missing(shape: Any, cut: int) -> None:
    found = opened(json.dumps(shape(descriptor(MD5, "HASH_MD5")))[:-cut])[1]
    assert found[0] == Entry(md5=MD5_RAW, category="a pwny")
    assert isinstance(found[-1], Broken)
    assert found[-1].code == "truncated"


@pytest.mark.parametrize("wrong", ['"x" "y"', "1e999999999999999999", "9" * 400_000, "]", "NaN", "\x00"])
def test_json_gone_wrong_costs_no_neighbour(wrong: str) -> None:
    one = json.dumps(descriptor(MD5, "HASH_MD5"))
    found = opened(f'{{"1": {one},\n"2": {{"id": 1, "type": {wrong}}}, "3": {one}}}')[1]
    assert (found[0], found[-1]) == (Entry(md5=MD5_RAW, category="a pwny"),) * 2
    assert isinstance(found[1], Broken)
    assert (found[1].line, found[1].record, found[1].code) in {(2, 2, "json"), (2, 2, "shape")}


def test_an_endless_record_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threatexchange_json, "LONGEST_RECORD", 200_000)
    one = json.dumps(descriptor(MD5, "HASH_MD5"))
    found = opened(f'{{"1": {one},\n"2": {{"a": "{"x" * 900_000}"}},\n"3": {one}}}')[1]
    assert found == [Entry(md5=MD5_RAW, category="a pwny"), Broken(2, "json", 2), Entry(md5=MD5_RAW, category="a pwny")]


@pytest.mark.parametrize("hostile", ["[" * 200_000, '{"a":' * 200_000, '"' + "\\" * 100_001])
def test_hostile_json_is_told(hostile: str) -> None:
    found = opened(f'{{"1": {json.dumps(descriptor(MD5, "HASH_MD5"))}, "2": {hostile}')[1]
    assert found[0] == Entry(md5=MD5_RAW, category="a pwny")
    assert [type(record) for record in found[1:]] == [Broken]


TEXTS = {
    "lines": "".join(f"{kind} {MD5}\n" for kind in ("md5", "video_md5", "url_md5") * 4),
    "cache": CACHE + ROW.format(MD5) * 8,
    "signals": "signal_type,signal_str,collab,category,tags\n" + f"pdq,{PDQ},a,B,c\n" * 8,
}
EDITS = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3), st.integers(0, 3)), min_size=1, max_size=4)


@settings(max_examples=300)
@given(st.sampled_from(sorted(TEXTS)), EDITS)
def test_every_line_of_a_corrupted_list_is_told(which: str, edits: list[tuple[float, bytes, int]]) -> None:
    untrusted = bytearray(TEXTS[which].encode())
    for where, put, cut in edits:
        place = 60 + int(where * (len(untrusted) - 60))
        untrusted[place : place + cut] = put
    found = read_bytes(bytes(untrusted), form="threatexchange")
    assert len(found) == untrusted.count(b"\n") + (not untrusted.endswith(b"\n"))
    assert all(record.code in REASONS for record in found if isinstance(record, Broken))


@pytest.mark.parametrize("gap", ["", " ", "\n"])
def test_a_missing_comma_in_json_is_told(gap: str) -> None:
    one, two, three = (json.dumps(update(f"{number:032x}")) for number in range(3))
    _, (first, second, third) = opened('{"data":[' + one + gap + two + "," + three + "]}")
    assert isinstance(first, Entry)
    assert isinstance(third, Entry)
    assert isinstance(second, Broken)
    assert (second.code, second.line, second.record) == ("mended", 2 if gap == "\n" else 1, 2)
    assert second.entry is not None
    assert second.entry.md5 == bytes(15) + b"\1"
