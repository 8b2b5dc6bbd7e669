"""Chromium's caches: entries of the Simple Cache whole, in ranges and cut short; files of blocks."""

from __future__ import annotations

import gzip
import hashlib
import struct
import zlib

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim
from inspector.source.containers.copies.chrome_blocks import ChromeBlocks
from inspector.source.containers.copies.chrome_cache import ChromeCache
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.drawn_copies import picture

URL = "https://cdn.example.org/ảnh/a.jpg?w=1".encode()
KEY = b"1/0/_dk_https://example.org https://example.org " + URL
MODIFIED = "Fri, 02 Jan 2026 03:04:05 GMT"
FILM = bytes(range(256)) * 40


def header(key: bytes) -> bytes:
    return struct.pack("<QIII4x", 0xFCFB6D1BA7725C30, 5, len(key), 7) + key


def end(size: int, flags: int = 1) -> bytes:
    return struct.pack("<QIII4x", 0xF4FA6F45970D41D8, flags, 1, size)


def head(*fields: str) -> bytes:
    lines = "\0".join(("HTTP/1.1 200 OK", "Content-Type: image/jpeg", f"Last-Modified: {MODIFIED}", *fields)) + "\0\0"
    return struct.pack("<IIQQI", 100, 3, 1, 2, len(lines)) + lines.encode() + b"more"


def entry(body: bytes, *fields: str, key: bytes = KEY, digest: bool = True) -> bytes:
    sha256 = hashlib.sha256(key).digest() if digest else b""
    answer = head(*fields)
    return header(key) + body + end(0) + answer + sha256 + end(len(answer), 3 if digest else 1)


def part(offset: int, size: int) -> bytes:
    return struct.pack("<QqqI4x", 0xEB97BF016553676B, offset, size, 1) + FILM[offset : offset + size]


def example(data: bytes, body: bytes, name: str = "0a1b2c3d4e5f6071_0") -> Example:
    return Example(name, data, {URL: body})


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


class TestChromeCache(ContainerContract):
    reader = ChromeCache

    def examples(self) -> list[Example]:
        whole = picture(1)
        ranges = header(KEY) + part(4000, 1000) + part(0, 3000) + part(3000, 1000) + part(9000, 100)
        return [
            example(entry(whole), whole),
            example(entry(whole, digest=False), whole),
            example(entry(gzip.compress(whole), "Content-Encoding: gzip"), whole),
            example(entry(zlib.compress(whole), "content-encoding: deflate"), whole),
            example(entry(raw_deflate(whole), "content-encoding: deflate"), whole),
            example(entry(b"\x1b\x03br", "content-encoding: br"), b"\x1b\x03br"),
            example(entry(whole, "Content-Encoding: gzip"), whole),
            example(header(KEY) + whole + end(0), whole, "0a1b2c3d4e5f6071_1"),
            Example("0a1b2c3d4e5f6071_s", ranges, {URL: FILM[:5000], URL + b"@9000": FILM[9000:9100]}),
            Example("0a1b2c3d4e5f6071_0", entry(b""), {}),
        ]

    def test_the_address_and_the_servers_word_are_told(self) -> None:
        container = opened(ChromeCache, example(entry(gzip.compress(b"x"), "Content-Encoding: gzip"), b"x"))
        ((member, _),) = contents(container)
        assert (member.place, member.modified_ns, member.size) == (PlaceClass.CACHE, 1_767_323_045 * 10**9, None)
        about = container.about()
        assert about.facts["url"] == URL.decode() == about.text
        assert (about.facts["type"], about.facts["packed"]) == ("image/jpeg", "gzip")
        assert about.failures == ()

    def test_what_was_cut_short_comes_out_as_far_as_it_goes(self) -> None:
        for data in (header(KEY) + picture(1)[:300], entry(gzip.compress(picture(1))[:-300], "Content-Encoding: gzip")):
            container = opened(ChromeCache, example(data, b""))
            ((_, body),) = contents(container)
            assert picture(1).startswith(body)
            assert container.about().failures == (("truncated", "body"),)

    def test_a_body_that_is_not_what_it_says_is_damaged(self) -> None:
        for data in (b"\x1f\x8bnot packed", b"\x78\x9cnot packed", b"\xffnot packed"):
            packing = "gzip" if data[0] == 0x1F else "deflate"
            container = opened(ChromeCache, example(entry(data, f"Content-Encoding: {packing}"), b""))
            (member,) = container.walk()
            with pytest.raises(Unreadable, match="damaged"):
                container.open(member).read()

    def test_a_bomb_comes_out_in_pieces(self) -> None:
        bomb = gzip.compress(bytes(64 << 20))
        container = opened(ChromeCache, example(entry(bomb, "Content-Encoding: gzip"), b""))
        (member,) = container.walk()
        file = container.open(member)
        assert len(file.read(1000)) == 1000

    def test_a_key_without_end_is_damaged(self) -> None:
        with pytest.raises(Unreadable):
            opened(ChromeCache, Example("x", struct.pack("<QIII4x", 0xFCFB6D1BA7725C30, 5, 1 << 31, 7), {}))

    @pytest.mark.parametrize(
        ("key", "path"),
        [
            (b"https://a/b", b"https://a/b"),
            (b"1/0/https://a/", b"https://a"),
            (b"", b"-"),
            (b"no address", b"address"),
            (b"_keyhttps://a/x.js \nhttps://b/", b"https://b"),
        ],
    )
    def test_the_address_in_a_key(self, key: bytes, path: bytes) -> None:
        ((member, _),) = contents(opened(ChromeCache, Example("x_0", entry(b"x", key=key), {})))
        assert member.path == path


def blocks(*bodies: bytes, size: int = 4096) -> bytes:
    start = struct.pack("<4sIHHII", b"\xc3\xca\x04\xc1", 0x20000, 3, 0, size, len(bodies)).ljust(8192, b"\0")
    return start + b"".join(body.ljust(-(-len(body) // size) * size, b"\0") for body in bodies)


class TestChromeBlocks(ContainerContract):
    reader = ChromeBlocks

    def examples(self) -> list[Example]:
        return [
            Example("data_3", blocks(picture(1), b"words", picture(2, "WEBP")),
                    {b"at-8192.jpg": picture(1), b"at-16384.webp": picture(2, "WEBP")}),
            Example("data_2", blocks(size=1024), {}),
        ]  # fmt: skip

    def test_rankings_hold_no_bodies(self) -> None:
        assert ChromeBlocks.claim(head_of("data_0", blocks(size=36)[:8192])) is Claim.NONE

    def test_a_place_outside_is_not_there(self) -> None:
        for locator in ("1+9999999", "²+1", "+", "1"):
            with pytest.raises(Unreadable, match="missing_member"):
                opened(ChromeBlocks, self.examples()[0]).at(locator)
