"""Members and containers as a worker tells them: whatever evidence claims, within the bounds `told` holds them to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import BinaryIO

from inspector.analyse.bounds import DEEPEST_FACT, LARGEST_NUMBER, LONGEST_FACT, LONGEST_TEXT, LONGEST_WORD, MOST_FACTS
from inspector.source import chain
from inspector.source.bounds import LARGEST, LATEST_NS, LONGEST_PATH, LONGEST_VOLUME, MOST_FAILURES
from inspector.source.container import About, Container, Head
from inspector.source.member import Member
from inspector.work import Values


def described(reader: type[Container], head: Head, more: Sequence[BinaryIO], *, sought: bool = True) -> Values:
    """A container before it is opened: its reader, whether its members can be opened anywhere, its bytes in all."""
    size = (head.size or 0) + sum(map(chain.length, more))
    return {"reader": reader.name, "version": reader.version, "direct": reader.direct and sought, "size": size}


def about_values(about: About) -> Values:
    """What a container tells of itself."""
    failures = [list(failure) for failure in about.failures[:MOST_FAILURES]]
    text = None if about.text is None else _sound(about.text, LONGEST_TEXT)
    return {"facts": _facts(about.facts, DEEPEST_FACT), "text": text, "failures": failures}


def member_values(member: Member) -> Values:
    """What is known of a member, without what its reader keeps to itself."""
    told = {
        "path": member.path[:LONGEST_PATH], "locator": member.locator, "size": _within(member.size, 0, LARGEST),
        "modified_ns": _moment(member.modified_ns), "changed_ns": _moment(member.changed_ns),
        "accessed_ns": _moment(member.accessed_ns), "created_ns": _moment(member.created_ns),
        "volume": _sound(member.volume, LONGEST_VOLUME), "place": member.place.value if member.place else "",
        "mime": member.mime, "failure": member.failure,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value or value == 0 or name == "path"}


def _within(number: int | None, least: int, most: int) -> int | None:
    return number if number is not None and least <= number <= most else None


def _moment(moment: int | None) -> int | None:
    return _within(moment, -LATEST_NS, LATEST_NS)


def _sound(text: str, most: int) -> str:
    """`text` as far as it can be encoded and is not too long."""
    return text[:most].encode("utf-8", "replace").decode()


def _facts(facts: dict[str, object], deep: int) -> dict[str, object]:
    return {_sound(name, LONGEST_WORD): _fact(fact, deep - 1) for name, fact in list(facts.items())[:MOST_FACTS]}


def _fact(fact: object, deep: int) -> object:
    """A plain value; None in the place of what is none, or lies too deep."""
    if isinstance(fact, str):
        return _sound(fact, LONGEST_FACT)
    if isinstance(fact, float):
        return fact if math.isfinite(fact) else None
    if isinstance(fact, int):  # as True and False are
        return _within(fact, -LARGEST_NUMBER, LARGEST_NUMBER)
    if isinstance(fact, dict) and deep:
        return _facts(fact, deep)
    if isinstance(fact, (list, tuple)) and deep:
        return [_fact(each, deep - 1) for each in fact[:MOST_FACTS]]
    return None
