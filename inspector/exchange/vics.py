"""Our own set as a hash set of Project VIC / VICS 2.0: `$metadata#Media`, records right in `value`.

Source: the public data model of VICS 2.0 and samples of its writers. `Category` is a number of the United States set,
which the context says too; null would mean "not reviewed", and what nobody reviewed is never written. The fingerprint
stands among `AlternativeHashes`, as PhotoDNA does with others; its quality has no place there, so only those good
enough to compare may be given.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from inspector.library.entry import Entry

CONTEXT = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media"


def vics(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The list, one record a line; every entry has an MD5 and a category that is a number."""
    yield b'{"@odata.context":' + _json(CONTEXT) + b',"value":[\n'
    for number, entry in enumerate(entries, 1):
        yield (b",\n" if number > 1 else b"") + _json(_record(number, entry))
    yield b"\n]}\n"


def _record(number: int, entry: Entry) -> dict[str, object]:
    record: dict[str, object] = {"MediaID": number, "Category": int(entry.category)}
    for name, digest in (("MD5", entry.md5), ("SHA1", entry.sha1), ("SHA256", entry.sha256)):
        if digest is not None:
            record[name] = _hex(digest)
    if entry.size is not None:
        record["MediaSize"] = entry.size
    if entry.pdq is not None:
        found = {"MD5": record["MD5"], "HashName": "PDQ", "HashValue": entry.pdq.hex()}
        record["AlternativeHashes"] = [found]
    return record


def _hex(digest: bytes) -> str:
    return digest.hex().upper()  # as most writers do


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode("ascii")
