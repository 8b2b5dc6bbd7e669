"""What holds for every reader of containers: a test of one is a subclass with examples of its own."""

from __future__ import annotations

import io
import random
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

import pytest

from inspector.analyse import filetype
from inspector.analyse.unreadable import Unreadable
from inspector.source.chain import further, tail
from inspector.source.container import Claim, Container, Handed, Head
from inspector.source.member import Member
from inspector.source.readers import reader_for

MOST_MEMBERS = 200_000


@dataclass(frozen=True)
class Example:
    """A container as bytes with what must come out of it: path to bytes (None: not compared), in any order."""

    name: str
    data: bytes
    members: dict[bytes, bytes | None]
    more: tuple[bytes, ...] = ()
    passwords: tuple[str, ...] = field(default=())


def head_of(name: str, data: bytes) -> Head:
    """What a worker knows of a file before it opens it."""
    start = data[: filetype.HEAD]
    encoded = name.encode()
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    behind = further(io.BytesIO(data), start, len(data))
    mime = filetype.tell(start, suffix).mime
    return Head(start, mime, encoded, len(data), behind, tail(io.BytesIO(data), mime))


def opened(reader: type[Container], example: Example) -> Container:
    """The container of an example."""
    more = tuple(io.BytesIO(segment) for segment in example.more)
    return reader(Handed(io.BytesIO(example.data), head_of(example.name, example.data), more, example.passwords))


def contents(container: Container) -> list[tuple[Member, bytes]]:
    """Every member with its bytes, read while it is the one told last."""
    found = []
    for member in container.walk():
        if member.failure:
            found.append((member, b""))
            continue
        with container.open(member) as file:
            found.append((member, file.read()))
    return found


class ContainerContract(ABC):
    """To be subclassed as `class TestZip(ContainerContract)`."""

    reader: ClassVar[type[Container]]

    @abstractmethod
    def examples(self) -> list[Example]:
        """Sound containers, the ordinary one first."""

    def test_it_is_claimed_by_this_reader(self) -> None:
        for example in self.examples():
            assert reader_for(head_of(example.name, example.data)) is self.reader, example.name

    def test_members_come_out_as_they_went_in(self) -> None:
        for example in self.examples():
            container = opened(self.reader, example)
            found = {member.path: data for member, data in contents(container)}
            assert set(found) == set(example.members), example.name
            for path, data in example.members.items():
                assert data is None or found[path] == data, (example.name, path)
            container.about()
            container.close()

    def test_locators_are_unique_and_stay_the_same(self) -> None:
        for example in self.examples():
            once, twice = ([member.locator for member in opened(self.reader, example).walk()] for _ in range(2))
            assert once == twice
            assert len(set(once)) == len(once)

    def test_a_direct_container_opens_any_member_by_its_locator(self) -> None:
        for example in self.examples():
            if not self.reader.direct:
                return
            listed = [member for member in opened(self.reader, example).walk() if not member.failure]
            container = opened(self.reader, example)
            for member in reversed(listed):
                again = container.at(member.locator)
                assert (again.path, again.volume) == (member.path, member.volume)
                with container.open(again) as file:
                    data = file.read()
                expected = example.members[member.path]
                assert expected is None or data == expected

    def test_a_direct_container_says_what_is_not_there(self) -> None:
        if self.reader.direct:
            with pytest.raises(Unreadable):
                opened(self.reader, self.examples()[0]).at("no such member")

    def test_nothing_is_claimed_of_strangers(self) -> None:
        for data in (b"", b"\0" * 4096, b"just words\n" * 100, random.Random(1).randbytes(65536)):
            assert self.reader.claim(head_of("stranger", data)) is Claim.NONE

    def test_truncated_and_flipped_containers_end(self) -> None:
        """Whatever is done to the bytes, reading ends, with members, Unreadable, or an error of the library."""
        chance = random.Random(7)
        for example in self.examples():
            for data in damaged(example.data, chance):
                self.endure(Example(example.name, data, {}, example.more, example.passwords))

    def endure(self, example: Example) -> None:
        """Reads what can be read; memory and time are the machine's to watch."""
        try:
            container = opened(self.reader, example)
            for number, member in enumerate(container.walk()):
                assert number < MOST_MEMBERS, "members without end"
                if not member.failure:
                    self.read_on(container, member)
            container.about()
            container.close()
        except Exception as error:
            if isinstance(error, AssertionError | MemoryError | RecursionError):
                raise

    def read_on(self, container: Container, member: Member) -> None:
        """A member up to 64 MiB; a damaged one may fail."""
        try:
            with container.open(member) as file:
                left = 64 << 20
                while left > 0 and (block := file.read(1 << 20)):
                    left -= len(block)
        except AssertionError:
            raise
        except Exception:  # noqa: BLE001
            pass


def damaged(data: bytes, chance: random.Random) -> list[bytes]:
    """Cut and flipped forms of `data`."""
    cuts = [data[: chance.randrange(len(data))] for _ in range(10)]
    flips = []
    for _ in range(25):
        flipped = bytearray(data)
        for _ in range(chance.choice((1, 1, 4, 32))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        flips.append(bytes(flipped))
    return cuts + flips
