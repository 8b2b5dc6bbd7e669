"""An office's own known list: numbered statements about contents, each bound to all that the office said before.

A statement says of one content, by its digests and fingerprints, that the office confirms it in a category or takes
that back. It names no person, case or path. An office numbers its statements in one list from 1 on, without gaps. Its
line is canonical JSON; the link before the first is SHA-256 of the canonical JSON of {"list": …, "office": …}, and the
link behind each is SHA-256 of the link before it and its line. Whoever agrees about a link agrees about all before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector.domain.canonical import Value, canonical_json
from inspector.domain.content import Digests, Fingerprint, Frame


class Says(StrEnum):
    """What a statement does."""

    CONFIRM = "confirm"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; `category` is a code of `scheme`, `day` is ISO 8601 in UTC.

    `mark` is the fingerprint of a picture, `frames` those of a video; both may be missing.
    """

    number: int
    says: Says
    scheme: str
    category: str
    day: str
    digests: Digests
    mark: Fingerprint | None = None
    frames: tuple[Frame, ...] = ()

    @property
    def line(self) -> bytes:
        """The statement as it is written, without a line break."""
        return canonical_json(self._members())

    @property
    def told_category(self) -> str:
        """The category as a hash set tells it: the code alone in the working scheme."""
        return self.category if self.scheme == "vn" else f"{self.scheme}:{self.category}"

    def _members(self) -> Mapping[str, Value]:
        told: dict[str, Value] = {
            "number": self.number, "says": self.says.value, "scheme": self.scheme, "category": self.category,
            "day": self.day, "md5": self.digests.md5.hex(), "sha1": self.digests.sha1.hex(),
            "sha256": self.digests.sha256.hex(), "size": self.digests.size,
        }  # fmt: skip
        if self.mark is not None:
            told |= {"pdq": self.mark.pdq.hex(), "pdq_quality": self.mark.quality}
        if self.frames:
            told["frames"] = [_frame(frame) for frame in self.frames]
        return told


@dataclass(frozen=True, slots=True)
class Stretch:
    """Statements of one office in one list: from `first` to `last`, and the link before them (32 bytes).

    `certificate` names the certificate they are signed by: SHA-256 of its DER.
    """

    list: str
    office: str
    certificate: bytes
    first: int
    last: int
    before: bytes


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement and the link before it."""

    before: bytes
    statement: Statement

    @property
    def after(self) -> bytes:
        """The link behind it."""
        return link_after(self.before, self.statement)


def _frame(frame: Frame) -> Sequence[Value]:
    return [frame.at_ms, frame.fingerprint.quality, frame.fingerprint.pdq.hex()]


def first_link(name: str, office: str) -> bytes:
    """The link before an office's first statement in the list `name`: 32 bytes."""
    return hashlib.sha256(canonical_json({"list": name, "office": office})).digest()


def link_after(before: bytes, statement: Statement) -> bytes:
    """The link behind a statement."""
    return hashlib.sha256(before + statement.line).digest()
