"""Our own set as lists of text: digests alone, PDQ fingerprints, hashdeep.

Sources: hashdeep(1) (`%%%% HASHDEEP-1.0`; the name stands last); the PDQ tools of facebook/ThreatExchange, which write
`hex,quality` a line. Lines end in LF. Where a format wants a name, the SHA-256 stands in its place: names stay here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inspector.domain.match import Signal
from inspector.library.entry import Entry


def plain(entries: Iterable[Entry], digest: Signal) -> Iterator[bytes]:
    """One digest of each entry (`md5`, `sha1` or `sha256`), a line each."""
    for entry in entries:
        value: bytes = getattr(entry, digest.value)
        yield value.hex().encode() + b"\n"


def pdq(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Fingerprint and quality of each entry; entries without one are passed over."""
    for entry in entries:
        if entry.pdq is not None:
            yield f"{entry.pdq.hex()},{entry.pdq_quality}\n".encode()


def hashdeep(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Size and all three digests of each entry."""
    yield b"%%%% HASHDEEP-1.0\n%%%% size,md5,sha1,sha256,filename\n"
    for entry in entries:
        digests = [digest.hex() for digest in (entry.md5, entry.sha1, entry.sha256) if digest is not None]
        yield ",".join((str(entry.size), *digests, digests[-1])).encode() + b"\n"
