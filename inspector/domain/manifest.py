"""What a manifest beside the evidence claims: which files there are and what their digests were when it was written."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Algorithm(StrEnum):
    """By what a manifest digests; the values stand in the store."""

    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"
    SHA512 = "sha512"

    @property
    def length(self) -> int:
        """The bytes of a digest."""
        return _LENGTHS[self]


_LENGTHS = {Algorithm.MD5: 16, Algorithm.SHA1: 20, Algorithm.SHA256: 32, Algorithm.SHA512: 64}
BY_LENGTH = {length: algorithm for algorithm, length in _LENGTHS.items()}
_ORDER = tuple(Algorithm)

MOST_CLAIMS = 1_000_000
LONGEST_PATH = 32 << 10
"""Bytes of a claimed path."""
_MOST_PLAIN = 80 << 20  # bytes of all heads and paths before they are packed
_HEAD = struct.Struct("<BHq")
_START = struct.Struct("<II")


@dataclass(frozen=True, slots=True)
class ManifestClaim:
    """One file as a manifest tells it: `path` are the bytes it writes, escapes undone; `size` None when not told."""

    algorithm: Algorithm
    digest: bytes
    path: bytes
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Claims:
    """Many claims in few bytes, as they travel and wait.

    Layout, little-endian: u32 claims, u32 bytes of what is packed by zlib (a head a claim: u8 algorithm, u16 bytes of
    its path, i64 size or -1; then all paths), that, and the digests one behind the other.
    """

    packed: bytes = b""

    @classmethod
    def of(cls, claims: Iterable[ManifestClaim]) -> Claims:
        """Packs claims whose paths are within bounds."""
        heads, paths, digests, count = [], [], [], 0
        for claim in claims:
            size = -1 if claim.size is None else claim.size
            heads.append(_HEAD.pack(_ORDER.index(claim.algorithm), len(claim.path), size))
            paths.append(claim.path)
            digests.append(claim.digest)
            count += 1
        plain = zlib.compress(b"".join((*heads, *paths)), 1)
        return cls(b"".join((_START.pack(count, len(plain)), plain, *digests))) if count else cls()

    def __len__(self) -> int:
        return int(_START.unpack_from(self.packed)[0]) if self.packed else 0

    def __iter__(self) -> Iterator[ManifestClaim]:
        """The claims in order; raises ValueError where the bytes are not as `of` makes them."""
        if not self.packed:
            return
        if len(self.packed) < _START.size:
            raise ValueError("no start")
        count, size = _START.unpack_from(self.packed)
        digests = _START.size + size
        plain = _unpacked(memoryview(self.packed)[_START.size : digests])
        path = count * _HEAD.size
        if not 0 < count <= MOST_CLAIMS or path > len(plain):
            raise ValueError("not so many claims")
        for number, long, told in _HEAD.iter_unpack(plain[:path]):
            if number >= len(_ORDER) or not 0 < long <= LONGEST_PATH or told < -1:
                raise ValueError("no claim")
            algorithm = _ORDER[number]
            claimed, digest = plain[path : path + long], self.packed[digests : digests + algorithm.length]
            path, digests = path + long, digests + algorithm.length
            if path > len(plain) or digests > len(self.packed):
                raise ValueError("too short")
            yield ManifestClaim(algorithm, digest, claimed, None if told < 0 else told)
        if path != len(plain) or digests != len(self.packed):
            raise ValueError("more than the claims")


def _unpacked(packed: memoryview) -> bytes:
    unpack = zlib.decompressobj()
    try:
        plain = unpack.decompress(packed, _MOST_PLAIN + 1)
    except zlib.error as error:
        raise ValueError("not packed") from error
    if len(plain) > _MOST_PLAIN or not unpack.eof or unpack.unused_data:
        raise ValueError("too much, or not whole")
    return plain
