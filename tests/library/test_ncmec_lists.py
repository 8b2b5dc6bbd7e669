"""NCMEC's hash sharing XML: pictures and videos, what was taken back, and what cannot be trusted."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.fault import InputFault
from inspector.library.entry import LATEST, REASONS, Broken, Entry, Gone, ListId, Record
from inspector.library.formats import ncmec, window
from inspector.library.reading import read_list
from tests.library.lists import read_bytes

Read = Callable[..., list[Record]]

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2">\n'
)
TIME = 1_508_857_200  # seconds, 2017-10-24T15:00:00Z
END = "<paging><next>/v2/entries?from=1&amp;start=2001</next></paging>\n</queryResult>\n"
FEEDBACK = (
    '<feedback lastUpdateTimestamp="2023-06-01T12:48:14Z"><affirmativeFeedback type="Md5">'
    '<members><member id="42">Member</member></members></affirmativeFeedback></feedback>\n'
)


def fingerprints(number: int, kinds: str = "md5 sha1 pdna") -> str:
    values = {"md5": f"{number:032X}", "sha1": f"{number:040x}", "pdq": f"{number:064x}", "pdna": "a1" * 40 + "..."}
    return "".join(f"<{kind}>{values[kind]}</{kind}>" for kind in kinds.split())


def image(number: int, kind: str = "image", category: str = "A1", inside: str | None = None) -> str:
    told = f"<classification>{category}</classification>\n" if category else ""
    inside = fingerprints(number) if inside is None else inside
    return (
        f'<{kind}>\n<member id="42">Example &amp; Member</member>\n<timestamp>2017-10-24T15:00:00Z</timestamp>\n'
        f"<id>{kind}{number}</id>\n{told}<fingerprints>{inside}</fingerprints>\n{FEEDBACK}</{kind}>\n"
    )


def deleted(kind: str, inside: str = "") -> str:
    member = '<member id="43">Other</member><id>image4</id><timestamp>2017-10-24T15:10:00Z</timestamp>'
    return f"<{kind}>{member}{inside}</{kind}>\n"


def named(number: int, kind: str = "image") -> ListId:
    return ListId(f"{kind} 42 {kind}{number}", TIME)


def entry(number: int, category: str = "A1", kind: str = "image") -> Entry:
    md5, sha1 = number.to_bytes(16, "big"), number.to_bytes(20, "big")
    return Entry(md5=md5, sha1=sha1, category=category, id=named(number, kind))


def answer(*images: str, videos: str = "", head: str = HEAD, end: str = END) -> str:
    return (
        f'{head}<images count="{len(images)}" maxTimestamp="2017-10-24T15:10:00Z">\n{"".join(images)}</images>\n'
        f'<videos count="1">\n{videos}</videos>\n{end}'
    )


def test_pictures_videos_and_what_was_taken_back(read: Read) -> None:
    videos = image(3, "video", category="") + deleted("deletedVideo", f"<fingerprints>{fingerprints(9)}</fingerprints>")
    found = read(answer(image(1), image(2, category="B2"), deleted("deletedImage"), videos=videos).encode())
    assert found == [
        entry(1),
        entry(2, "B2"),
        Gone(20, Entry(id=ListId("image 43 image4", TIME + 600)), 3),
        entry(3, "", "video"),
        Gone(30, replace(entry(9, ""), id=ListId("video 43 image4", TIME + 600)), 5),
    ]
    assert read_list(io.BytesIO(answer(image(1)).encode()), "x.txt").format == "ncmec"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(read: Read, encoding: str) -> None:
    head = HEAD.replace("UTF-8", encoding)
    assert read(answer(image(1, category="Loại á"), head=head).encode(encoding)) == [entry(1, "Loại á")]


def test_a_prefix_a_comment_and_data_that_look_like_records(read: Read) -> None:
    head = HEAD.replace("<queryResult xmlns=", "<h:queryResult xmlns:h=")
    aside = f"<!-- {image(7)} --><![CDATA[ {image(8)} ]]>"
    document = answer(aside, image(1), head=head, end=END.replace("</query", "</h:query"))
    document = document.replace("<image>", "<h:image >").replace("</image>", "</h:image\n>")
    assert read(document.encode()) == [entry(1)]


@pytest.mark.parametrize(
    ("member", "name", "time", "expected"),
    [
        ('<member id=" 7 ">x</member>', "<id> a b </id>", "<timestamp>1970-01-01T00:00:09.5Z</timestamp>",
         ListId("image 7 a b", 9)),
        ('<member id="7"/>', "<id>a</id>", "<timestamp>1970-01-01T07:00:09+07:00</timestamp>", ListId("image 7 a", 9)),
        ('<member id="7"/>', "<id>a</id>", "<timestamp>1970-01-01T00:00:09</timestamp>", ListId("image 7 a", 9)),
        ('<member id="7"/>', "<id>a</id>", "<timestamp>gestern</timestamp>", ListId("image 7 a")),
        ('<member id="7"/>', "<id>a</id>", "<timestamp>0001-01-01T00:00:00+23:59</timestamp>", ListId("image 7 a")),
        ('<member id="7"/>', "<id>a</id>", "<timestamp>9999-12-31T23:59:59-23:59</timestamp>",
         ListId("image 7 a", LATEST)),
        ('<member id="7"/>', f"<id>{'9' * 300_000}</id>", "", ListId(f"image 7 {'9' * 300_000}", TIME + 600)),
        ("<member>x</member>", "<id>a</id>", "", None),
        ('<member id="7"/>', "<id> </id>", "", None),
        ('<member id="7"/>', "<feedback><id>a</id></feedback>", "", None),
    ],
)  # fmt: skip
def test_ids_and_times(read: Read, member: str, name: str, time: str, expected: ListId | None) -> None:
    inside = f"{member}{name}{time}"
    told = f"<image>{inside}<fingerprints>{fingerprints(1)}</fingerprints></image>"
    found = read(answer(told, f"<deletedImage>{inside}</deletedImage>").encode())
    assert [one.id for one in found if isinstance(one, Entry)] == [expected]
    assert [one.entry for one in found if isinstance(one, Gone)] == [Entry(id=expected)]


def test_two_answers_in_one_file(read: Read) -> None:
    assert read((answer(image(1)) + answer(image(2))).encode()) == [entry(1), entry(2)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (image(2, inside=fingerprints(2, "pdq")), Entry(pdq=(2).to_bytes(32, "big"), category="A1", id=named(2))),
        (image(2, inside=fingerprints(2, "pdna")), Broken(6, "signal", 2)),
        (image(2, inside='<md5/><tmk-pdqf rel="self" href="/v2/x"/>'), Broken(6, "no-hash", 2)),
        (image(2, inside=""), Broken(6, "no-hash", 2)),
        ("<image/>\n", Broken(6, "no-hash", 2)),
        (image(2, inside="<md5>zz</md5>" + fingerprints(2, "sha1")),
         Broken(6, "hex", 2, Entry(sha1=(2).to_bytes(20, "big"), category="A1", id=named(2)))),
        (image(2, inside="<md5>00</md5>"), Broken(6, "length", 2)),
        (image(2, inside=fingerprints(2, "md5") + fingerprints(3, "md5")),
         Broken(6, "contradiction", 2, Entry(md5=(2).to_bytes(16, "big"), category="A1", id=named(2)))),
        (image(2, category="x" * 201), Broken(6, "category", 2, entry(2, ""))),
        (deleted("deletedImage", "<fingerprints><md5>zz</md5></fingerprints>"), Broken(6, "hex", 2)),
        (image(2).replace("</fingerprints>", ""), Broken(6, "xml", 2)),
        (image(2).replace("<md5>", "<md5>&bomb;"), Broken(6, "xml", 2)),
        (image(2).replace("<md5>", "<md5>\x01"), Broken(6, "xml", 2)),
        (image(2).replace("</image>", ""), Broken(6, "xml", 2)),
        (image(2).replace("</image>\n", "</image"), Broken(6, "xml", 2)),
        (image(2).replace("<timestamp>", '<timestamp x="<image >">'), None),
    ],
)  # fmt: skip
def test_a_wrong_record_costs_no_neighbour(read: Read, record: str, expected: Record | None) -> None:
    first = image(1).replace("\n", " ") + "\n\n"
    found = read(answer(first, record, image(3)).encode())
    assert (found[0], found[-1]) == (entry(1), entry(3))
    if expected is not None:
        assert found[1:-1] == [expected]
    else:
        assert all(isinstance(one, Broken) for one in found[1:-1])


@pytest.mark.parametrize("cut", range(3, 900, 13))
def test_what_came_before_a_cut_counts(read: Read, cut: int) -> None:
    document = answer(image(1), image(2)).encode()[:-cut]
    found = read(document)
    assert isinstance(found[-1], Broken)
    assert found[-1].code == "truncated"
    assert found[:-1] == [entry(1), entry(2)][: document.count(b"</image>")]
    assert found[-1].line in {document.count(b"\n") + 1, document[: document.rfind(b"<image>")].count(b"\n") + 1}


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE queryResult>",
    ],
)
def test_a_document_type_is_refused(read: Read, bomb: str) -> None:
    document = answer(image(1), head=HEAD.replace("<query", f"{bomb}<query")).encode()
    with pytest.raises(InputFault) as caught:
        read(document)
    assert caught.value.code == "library-list-doctype"


def test_a_record_without_end_is_bounded(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ncmec, "LONGEST_RECORD", 10_000)
    endless = image(2).replace("<md5>", f"<md5>{'0' * 400_000}")
    assert read(answer(image(1), endless, image(3)).encode()) == [entry(1), Broken(12, "too-long", 2), entry(3)]


def test_records_that_cross_every_block_border(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "BLOCK", 7)
    assert read(answer(image(1), "<!-- x -->", image(2)).encode()) == [entry(1), entry(2)]


class Endless(io.RawIOBase):
    """A list that is made while it is read."""

    def __init__(self, count: int) -> None:
        self._parts = self._made(count)
        self._waiting = b""

    def _made(self, count: int) -> Iterator[bytes]:
        yield HEAD.encode()
        for number in range(count):
            yield image(number).encode()
        yield END.encode()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._waiting = self._waiting or next(self._parts, b"")
        part, self._waiting = self._waiting[: len(buffer)], self._waiting[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def test_a_long_list_does_not_pile_up() -> None:
    records = read_list(io.BufferedReader(Endless(3000)), "long.xml").records  # 1.5 MB
    tracemalloc.start()
    try:
        assert sum(isinstance(record, Entry) for record in records) == 3000
        assert tracemalloc.get_traced_memory()[1] < 1_500_000
    finally:
        tracemalloc.stop()


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=3).filter(lambda put: b"D" not in put), st.integers(0, 3)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=200)
@given(EDITS)
def test_no_record_of_a_corrupted_answer_goes_missing_unsaid(edits: list[tuple[float, bytes, int]]) -> None:
    untrusted = bytearray(answer(*map(image, range(1, 6)), deleted("deletedImage")).encode())
    for where, put, cut in edits:
        place = int(where * (len(untrusted) - 1))
        untrusted[place : place + cut] = put
    found = read_bytes(bytes(untrusted), form="ncmec")
    told = [record for record in found if isinstance(record, Broken)]
    assert all(broken.code in REASONS for broken in told)
    good = sum(isinstance(record, Entry) for record in found) + sum(broken.entry is not None for broken in told)
    gone = sum(isinstance(record, Gone) for record in found)
    assert (good, gone) == (5, 1) or told or good + gone == 6
    assert good + gone <= 6
