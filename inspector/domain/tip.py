"""Tips (nguồn tin): what came in, through which channel, and what was read out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector.domain.canonical import Value


class SourceKind(StrEnum):
    """Kinds of source information: BLTTHS 2015 Điều 144, and phản ánh for administrative matters.

    The values are the choices of the field `source_kind` in forms/tip.toml.
    """

    DENUNCIATION = "to_giac"
    REPORT = "tin_bao"
    PETITION = "kien_nghi_khoi_to"
    FEEDBACK = "phan_anh"


class AddressKind(StrEnum):
    """What sort of address a text names; one of the words of `tip show`."""

    URL = "url"
    EMAIL = "email"
    PHONE = "phone"
    ACCOUNT = "account"
    IP = "ip"
    BANK = "bank"


class DigestKind(StrEnum):
    """The digests that people write into tips."""

    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a tip.

    `part` is `text`, `link`, or a header's name in small letters; `line` counts from 1, `offset` is in characters of
    that part from 0.
    """

    part: str
    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Address:
    """One address named in a tip: a lead for a person to check, as evidence untrusted.

    `value` is the one spelling used for comparison, `original` what was written. An IP address may come with the port
    and the time written beside it (as written: whether it holds a zone is for the reader to check).
    """

    kind: AddressKind
    value: str
    original: str
    place: Place
    port: int | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDigest:
    """A digest written in a tip; `value` is lower-case hex."""

    kind: DigestKind
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Tip:
    """A registered tip.

    `received` and `added` are UTC, ISO 8601; `fields` what was filled in or read out of it; `case` the row of the case
    it belongs to, if any.
    """

    id: int
    number: str
    channel: str
    received: str
    state: str
    title: str
    fields: Mapping[str, Value]
    case: int | None
    added: str
    added_by: str
