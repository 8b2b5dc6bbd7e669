"""Firefox's cache: the body before, the address behind, and files that only bear such a name."""

from __future__ import annotations

import gzip
import hashlib
import struct

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim
from inspector.source.containers.copies.firefox_cache import FirefoxCache
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.drawn_copies import picture

URL = "https://cdn.example.org/ảnh/a.jpg?a=b:c,:d".encode()
KEY = b"O^partitionKey=%28https%2Cexample.org%29,a,:" + URL
NAME = hashlib.sha1(KEY).hexdigest().upper()
HEAD = "HTTP/2 200 OK\r\ncontent-type: image/jpeg\r\nlast-modified: Fri, 02 Jan 2026 03:04:05 GMT\r\n"


def entry(body: bytes, *, key: bytes = KEY, head: str = HEAD, version: int = 3) -> bytes:
    sums = bytes(4 + 2 * -(-len(body) // (256 << 10)))
    known = struct.pack(">IIIIIII", version, 3, 1_767_323_045, 2, 4, 5, len(key)) + bytes(4 if version > 1 else 0)
    values = b"request-method\0GET\0response-head\0" + head.encode() + b"\0"
    return body + sums + known + key + b"\0" + values + struct.pack(">I", len(body))


class TestFirefoxCache(ContainerContract):
    reader = FirefoxCache

    def examples(self) -> list[Example]:
        large = picture(1, "BMP", side=400)
        packed = entry(gzip.compress(picture(2)), head=HEAD + "content-encoding: gzip\r\n")
        return [
            Example(NAME, entry(picture(1)), {URL: picture(1)}),
            Example(NAME, entry(large), {URL: large}),
            Example(NAME, packed, {URL: picture(2)}),
            Example("phục hồi", entry(picture(1), version=1, key=b":" + URL), {URL: picture(1)}),
            Example(NAME, entry(b""), {}),
        ]

    def test_the_address_and_the_servers_word_are_told(self) -> None:
        container = opened(FirefoxCache, self.examples()[0])
        ((member, _),) = contents(container)
        assert (member.place, member.modified_ns) == (PlaceClass.CACHE, 1_767_323_045 * 10**9)
        assert member.accessed_ns == member.modified_ns
        assert (container.about().facts["url"], container.about().facts["fetches"]) == (URL.decode(), 3)

    def test_a_picture_named_by_its_digest_is_left_alone(self) -> None:
        small, large = picture(1), picture(1, "BMP", side=400)
        assert FirefoxCache.claim(head_of(NAME, small)) is Claim.NONE
        container = opened(FirefoxCache, Example(NAME, large, {}))
        assert (contents(container), container.about().facts, container.about().failures) == ([], {}, ())

    @pytest.mark.parametrize(
        "data",
        [
            entry(b"x", version=9),
            entry(b"x", key=b"no address"),
            entry(b"x", key=b""),
            entry(b"x", key=b":a\0b"),
            entry(b"x")[:-4] + b"\xff\xff\xff\xff",
            entry(b"x")[:-4] + b"\0\0\0\0",
            b"\0\0\0\0",
            b"",
        ],
    )
    def test_an_end_that_does_not_agree_is_none(self, data: bytes) -> None:
        assert FirefoxCache.claim(head_of(NAME, data)) is Claim.NONE
        with pytest.raises(Unreadable, match="missing_member"):
            opened(FirefoxCache, Example(NAME, data, {})).at("body")
