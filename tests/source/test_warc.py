"""Web archives, written by warcio as crawlers do: bodies as the visitor saw them; hostile archives end."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim, Handed
from inspector.source.containers.paper.warc import Warc
from tests.analyse.drawn import encode, scene
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened

JPEG = encode(scene(1, 90, 60), "JPEG")
HTML = "<html><p>Trang lưu trữ</p></html>".encode()
AT = "https://example.org/"


def chunked(body: bytes, size: int = 1000) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;x=y\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


class Writer(WARCWriter):  # type: ignore[misc]  # the library is not typed
    """Leaves no temporary file open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


class Writing:
    """An archive in the making."""

    def __init__(self, zipped: bool = True) -> None:
        self._file = io.BytesIO()
        self._writer = Writer(self._file, gzip=zipped)

    def add(self, kind: str, address: str, body: bytes, **http: str) -> Writing:
        more = [(name.replace("_", "-"), value) for name, value in http.items()]
        headers = {
            "response": StatusAndHeaders("200 OK", more, protocol="HTTP/1.1"),
            "request": StatusAndHeaders("POST / HTTP/1.1", more, is_http_request=True),
        }.get(kind)
        date = {"WARC-Date": "2026-01-02T03:04:05Z"}
        record = self._writer.create_warc_record(
            address, kind, payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=date
        )
        self._writer.write_record(record)
        return self

    def info(self) -> Writing:
        self._writer.write_record(self._writer.create_warcinfo_record("a.warc", {"software": "crawler 1"}))
        return self

    def done(self) -> bytes:
        return self._file.getvalue()


def archive(data: bytes) -> Warc:
    made = opened(Warc, Example("a.warc.gz", data, {}))
    assert isinstance(made, Warc)
    return made


def read(data: bytes) -> dict[bytes, bytes]:
    return {member.path: found for member, found in contents(archive(data))}


def body(data: bytes, **http: str) -> bytes:
    return read(Writing().add("response", AT, data, **http).done())[AT.encode()]


class TestWarc(ContainerContract):
    reader = Warc

    def examples(self) -> list[Example]:
        members: dict[bytes, bytes | None] = {
            b"https://example.org/": HTML, "https://example.org/ảnh.jpg".encode(): JPEG, b"urn:view:1": JPEG,
        }  # fmt: skip
        made = [
            Writing(zipped).info()
            .add("response", AT, chunked(gzip.compress(HTML)), transfer_encoding="chunked", content_encoding="gzip")
            .add("response", "https://example.org/ảnh.jpg", JPEG, content_type="image/jpeg")
            .add("response", "https://example.org/moved", b"", location="/")
            .add("resource", "urn:view:1", JPEG).add("metadata", AT, b"said: of it").done()
            for zipped in (True, False)
        ]  # fmt: skip
        return [Example("a.warc.gz", made[0], members), Example("không tên", made[1], members)]


def test_a_stream_that_cannot_be_sought_in_will_do() -> None:
    class Stream(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self._data = io.BytesIO(data)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            return self._data.readinto(buffer)

    for example in TestWarc().examples():
        file = io.BufferedReader(Stream(example.data))  # type: ignore[type-var]
        container = Warc(Handed(file, head_of(example.name, example.data)))
        assert {member.path: data for member, data in contents(container)} == example.members


def test_times_and_what_made_the_archive() -> None:
    container = archive(TestWarc().examples()[0].data)
    times = {member.modified_ns for member in container.walk()}

    assert times == {1767323045 * 10**9}
    assert container.about().facts == {"software": "crawler 1", "records": 6}
    assert container.about().failures == ()


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_gzip_is_undone(coding: str) -> None:
    assert body(gzip.compress(HTML), content_encoding=coding) == HTML


def test_gzip_in_the_smallest_chunks_is_undone() -> None:
    assert body(chunked(gzip.compress(HTML), 1), transfer_encoding="chunked", content_encoding="gzip") == HTML


def test_deflate_is_undone_with_and_without_its_header() -> None:
    bare = zlib.compressobj(wbits=-15)

    assert body(zlib.compress(HTML), content_encoding="deflate") == HTML
    assert body(bare.compress(HTML) + bare.flush(), content_encoding="deflate") == HTML


def test_what_was_undone_before_comes_as_it_is() -> None:
    assert body(HTML, content_encoding="gzip", transfer_encoding="chunked") == HTML


def test_brotli_has_no_decoder_here() -> None:
    (member,) = archive(Writing().add("response", AT, b"??", content_encoding="br").done()).walk()

    assert member.failure == "no_decoder"


def test_what_was_sent_is_a_member_where_something_was() -> None:
    asked = Writing().add("request", AT, b"", host="x").add("request", AT, b"a=b", host="x").done()

    assert read(asked) == {AT.encode(): b"a=b"}


def test_a_member_not_read_does_not_disturb_the_next() -> None:
    data = Writing(zipped=False).add("response", AT, JPEG * 9).add("response", AT + "2", HTML).done()

    container = archive(data)
    files = [container.open(member) for member in container.walk()]

    assert [file.read() for file in files] == [b"", b""]  # the time of each is over
    assert [member.path for member in archive(data).walk()] == [b"https://example.org/", b"https://example.org/2"]


def test_an_archive_of_other_things_is_none() -> None:
    assert Warc.claim(head_of("a.gz", gzip.compress(HTML))) is Claim.NONE
    assert Warc.claim(head_of("a.txt", b"WARC/1.0 is a format\r\n")) is Claim.NONE


# --- hostile -----------------------------------------------------------------------------------------------------


def record(length: bytes, block: bytes, kind: bytes = b"resource") -> bytes:
    return b"WARC/1.0\r\nWARC-Type: %b\r\nWARC-Target-URI: a\r\nContent-Length: %b\r\n\r\n%b\r\n\r\n" % (
        kind, length, block,
    )  # fmt: skip


def failures(data: bytes) -> set[tuple[str, str]]:
    container = archive(data)
    for _ in container.walk():
        pass
    return set(container.about().failures)


@pytest.mark.parametrize("length", [b"-1", b"x", b"", b"9" * 5000, "٣".encode()])
def test_senseless_lengths_are_passed_over(length: bytes) -> None:
    data = record(length, b"??") + record(b"2", b"ok")

    assert read(data) == {b"a": b"ok"}
    assert ("damaged", "record") in failures(data)


def test_a_record_longer_than_the_archive_is_truncated() -> None:
    data = record(b"999999999999", b"begun")

    assert read(data)[b"a"].startswith(b"begun")
    assert ("truncated", "record") in failures(data)


def test_junk_between_records_is_passed_over() -> None:
    assert read(b"WARC/1.0\r\n\r\n" + b"junk\r\n" * 5000 + b"z" * (1 << 20) + b"\n" + record(b"2", b"ok")) == {
        b"a": b"ok"
    }


def test_headers_without_end_are_cut() -> None:
    data = b"WARC/1.0\r\n" + b"".join(b"a%d: b\r\n" % number for number in range(100_000)) + b"\r\n"

    assert ("damaged", "record") in failures(data)


def test_a_chunk_of_any_claimed_size_costs_no_memory() -> None:
    assert body(b"fffffffffffffff\r\nwords", transfer_encoding="chunked") == b"words"


def test_a_body_that_unfolds_is_streamed() -> None:
    bomb = gzip.compress(bytes(64 << 20))
    container = archive(Writing().add("response", AT, bomb, content_encoding="gzip").done())
    for member in container.walk():
        with container.open(member) as file:
            assert file.read(10) == bytes(10)


def test_a_gzip_member_cut_short_keeps_what_came_before() -> None:
    data = Writing().add("response", AT, HTML).add("response", AT + "2", JPEG).done()
    walk = archive(data[:-2000]).walk()

    assert next(walk).path == AT.encode()
    with pytest.raises(Unreadable) as caught:
        list(walk)
    assert caught.value.code == "truncated"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=5000), st.integers(1, 700), st.booleans())
def test_any_body_comes_back(data: bytes, size: int, zipped: bool) -> None:
    sent = chunked(gzip.compress(data) if zipped else data, size)
    coding = {"content_encoding": "gzip"} if zipped else {}

    assert body(sent, transfer_encoding="chunked", **coding) == data


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_chunks_end(data: bytes) -> None:
    plain = record(
        b"%d" % (len(data) + 49), b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + data, b"response"
    )
    TestWarc().endure(
        Example("a.warc", plain.replace(b"\r\n\r\nHTTP", b"\r\nContent-Type: application/http\r\n\r\nHTTP"), {})
    )
