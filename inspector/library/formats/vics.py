"""Project VIC / VICS JSON, 1.2 to 2.0: hash sets (`#Media`) and case files (`#Cases`), also those of NIST CAID.

Source: the public data models of VICS and samples of several writers. Flags such as `IsPrecategorized` are not read:
they are texts as often as booleans and say nothing that can be relied on. `Category` is kept as written, and null as
none. Countries and versions do not agree on what 0 means: `zero.py` says how that is taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from inspector.library.encoding import BLOCK
from inspector.library.entry import Broken, Record
from inspector.library.formats.fields import entry_from
from inspector.library.formats.json_value import Json
from inspector.library.formats.records import TWICE, Found, records
from inspector.library.formats.zero import about

NAME = "vics"

_HASHES = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "pdq": "pdq"}
_MEMBERS = {**_HASHES, "mediasize": "size", "category": "category"}
_LONGEST_NAME = 12  # of these, with hyphens; most other names are longer


def detect(head: bytes, name: str) -> bool:  # noqa: ARG001 (no other format begins with a bracket)
    """Whether the list is JSON."""
    return head.lstrip()[:1] in {b"{", b"["}


def read(file: io.BufferedReader, facts: dict[str, str] | None = None, tail: bytes = b"") -> Iterator[Record]:
    """One Entry or Broken for each record; what the file says of itself is written into `facts`.

    `tail` are the last bytes of the file, where they can be had: what stands behind all records may tell of them.
    """
    facts = {} if facts is None else facts
    facts.update(about(file.peek(BLOCK).decode("utf-8", "replace"), tail.decode("utf-8", "replace")))
    return map(_record, records(file))


def _record(found: Found) -> Record:
    if found.code not in {"", "mended"}:
        return Broken(found.line, found.code, found.number)
    if not isinstance(found.value, dict):
        return Broken(found.line, "shape", found.number)
    fields, code = _fields(found.value)
    return entry_from(fields, found.line, found.number, code or found.code or str(found.value.get(TWICE, "")))


def _fields(record: dict[str, Json]) -> tuple[list[tuple[str, str]], str]:
    """The fields of an entry, and `shape` when a member that should hold a text or a number holds something else."""
    fields: list[tuple[str, str]] = []
    code = ""
    for name, value in [*record.items(), *_alternatives(record.get("AlternativeHashes"))]:
        field = _MEMBERS.get(name.lower().replace("-", "")) if len(name) <= _LONGEST_NAME else None
        if field is None or value is None:
            continue
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            fields.append((field, str(value)))
        else:
            code = "shape"
    categorised = any(field == "category" for field, _ in fields)
    return fields if categorised else [*fields, ("category", "")], code


def _alternatives(hashes: Json) -> list[tuple[str, Json]]:
    """The hashes of other kinds that we know; PhotoDNA is not ours to compare."""
    if not isinstance(hashes, list):
        return []
    return [
        (name, untrusted.get("HashValue"))
        for untrusted in hashes
        if isinstance(untrusted, dict) and (name := str(untrusted.get("HashName")).lower()) in _HASHES
    ]
