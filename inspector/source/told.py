"""What a worker told of containers, checked again on the trusted side; one that evidence took over says anything."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.analyse import told as analysed
from inspector.analyse.bounds import LONGEST_TEXT
from inspector.analyse.told import Identity
from inspector.domain.content import Failure
from inspector.domain.entry import Entry
from inspector.domain.place_class import PlaceClass
from inspector.source.bounds import (
    LARGEST,
    LATEST_NS,
    LONGEST_LOCATOR,
    LONGEST_PATH,
    LONGEST_VOLUME,
    MOST_FAILURES,
)
from inspector.source.readers import names

CODES = analysed.CODES | {
    "encrypted", "segments_missing", "missing_member", "budget_ratio", "budget_entries", "budget_depth",
    "budget_unfolded", "image_differs", "image_unread", "link_broken", "only_changes",
}  # fmt: skip
"""What can go wrong with a container or a member of one; each has its sentence."""
UNFOLD = "unfold"
_MOST_BATCH = 1_000
_FAILURES = CODES | {""}
_PLACES = {"": None, **{place.value: place for place in PlaceClass}}


@dataclass(frozen=True, slots=True)
class Whole:
    """The identity of a content with the reader that claims it (or ""), and why reading it broke off, if it did."""

    identity: Identity
    reader: str
    flaw: Failure | None

    @classmethod
    def from_values(cls, untrusted: object) -> Whole:
        """The identity in `untrusted`; raises ValueError."""
        values = analysed.mapping(untrusted)
        reader = _reader(values.get("reader"), allow_none=True)
        flaw = values.get("flaw")
        return cls(Identity.from_values(values), reader, None if flaw is None else _failure(flaw, UNFOLD))


@dataclass(frozen=True, slots=True)
class Described:
    """A container before it is opened; `size` are the bytes of all its segments."""

    reader: str
    version: str
    direct: bool
    size: int

    @classmethod
    def from_values(cls, untrusted: object) -> Described:
        """The description in `untrusted`; raises ValueError."""
        values = analysed.mapping(untrusted)
        reader, version = _reader(values.get("reader"), allow_none=False), analysed.string(values.get("version"), 200)
        return cls(reader, version, values.get("direct") is True, analysed.whole(values.get("size"), 1 << 62))


@dataclass(frozen=True, slots=True)
class Telling:
    """What a container tells of itself after its last member."""

    facts: dict[str, object]
    text: str | None
    failures: tuple[Failure, ...]

    @classmethod
    def from_values(cls, untrusted: object, reader: str) -> Telling:
        """What is in `untrusted`; raises ValueError."""
        values = analysed.mapping(untrusted)
        text = values.get("text")
        failures = analysed.sequence(values.get("failures"), MOST_FAILURES)
        return cls(
            analysed.plain_mapping(values.get("facts")),
            None if text is None else analysed.string(text, LONGEST_TEXT),
            tuple(_failure(failure, reader) for failure in failures),
        )


def entry(untrusted: object) -> Entry:
    """A member as an entry; raises ValueError when anything about it is not as it must be."""
    values = analysed.mapping(untrusted)
    path, failure, place = values.get("path"), values.get("failure", ""), values.get("place", "")
    if not isinstance(path, bytes) or len(path) > LONGEST_PATH:
        raise ValueError("path")
    if failure not in _FAILURES or place not in _PLACES:
        raise ValueError("not a word of ours")
    locator = analysed.string(values.get("locator"), LONGEST_LOCATOR)
    if not locator:
        raise ValueError("locator")
    size = values.get("size")
    return Entry(
        path=path,
        size=0 if size is None else analysed.whole(size, LARGEST),
        modified_ns=_moment(values.get("modified_ns")),
        changed_ns=_moment(values.get("changed_ns")),
        accessed_ns=_moment(values.get("accessed_ns")),
        created_ns=_moment(values.get("created_ns")),
        device=0,
        inode=0,
        links=1,
        locator=locator,
        volume=analysed.string(values.get("volume", ""), LONGEST_VOLUME),
        place=_PLACES[place],
        failure=str(failure),
    )


def entries(untrusted: object) -> list[Entry]:
    """Members told together; raises ValueError."""
    return [entry(each) for each in analysed.sequence(untrusted, _MOST_BATCH)]


def failed(untrusted: object) -> Failure:
    """Why something could not be read, as [analyser, code, detail]; raises ValueError."""
    analyser, code, detail = analysed.sequence(untrusted, 3)
    if analyser not in names() | {UNFOLD, "digest"}:
        raise ValueError("analyser")
    return _failure([code, detail], str(analyser))


def media(untrusted: object) -> dict[str, object]:
    """Whether a container holds what its own digests say; raises ValueError."""
    return analysed.plain_mapping(untrusted)


def unread(untrusted: object, reader: str) -> Failure:
    """Why what a container holds could not be read to its end, as [code, detail]; raises ValueError."""
    return _failure(untrusted, reader)


def _failure(untrusted: object, analyser: str) -> Failure:
    code, detail = analysed.sequence(untrusted, 2)
    text = analysed.string(detail, 200)
    if code not in CODES or not (text.isascii() and (text.isprintable() or not text)):
        raise ValueError("not a word of ours")
    return Failure(str(code), analyser, text)


def _reader(untrusted: object, *, allow_none: bool) -> str:
    if untrusted not in names() and not (allow_none and untrusted == ""):
        raise ValueError("not a reader of ours")
    return str(untrusted)


def _moment(untrusted: object) -> int | None:
    if untrusted is None:
        return None
    if not isinstance(untrusted, int) or isinstance(untrusted, bool) or abs(untrusted) > LATEST_NS:
        raise ValueError("not a moment")
    return untrusted
