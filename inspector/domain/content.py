"""Content: the bytes of an item, kept once however often they occur."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from inspector.domain.conversation import Message
from inspector.domain.manifest import Claims


class Kind(StrEnum):
    """What sort of thing a content is; one of the words of the command line's `--kind`."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    MAIL = "mail"
    CHAT = "chat"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Digests:
    """The three digests of one content and its length in bytes, all from one reading."""

    md5: bytes
    sha1: bytes
    sha256: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A 256-bit PDQ fingerprint (32 bytes) with its quality, 0 to 100."""

    pdq: bytes
    quality: int


@dataclass(frozen=True, slots=True)
class Variation:
    """How a picture looks once something was done to it: `variant` is that of a match, never empty."""

    variant: str
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class Frame:
    """The fingerprint of one video frame and where it stands, in milliseconds from the start.

    `trimmed` says that it is that of what lies between the bars which the film has in all its frames.
    """

    at_ms: int
    fingerprint: Fingerprint
    trimmed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one analyser read out of a content. `data` and `parameters` are plain JSON values."""

    analyser: str
    version: str
    parameters: dict[str, object]
    data: dict[str, object]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something could not be done: a stored result. `code` names the sentence `failure-<code>`."""

    code: str
    analyser: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that the analysers told of one content. `thumbnail` and `sheet` are encoded pictures; sizes in pixels.

    `variations` are how altered copies of the picture look; those that only exchange its rows and columns follow from
    the others and are left out. `claims` are those of a manifest, which tells of other files.
    """

    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    fingerprint: Fingerprint | None = None
    variations: tuple[Variation, ...] = ()
    phash: bytes | None = None
    dhash: bytes | None = None
    thumbnail: bytes | None = None
    sheet: bytes | None = None
    frames: tuple[Frame, ...] = ()
    text: str | None = None
    claims: Claims = field(default_factory=Claims)
    messages: tuple[Message, ...] = ()
