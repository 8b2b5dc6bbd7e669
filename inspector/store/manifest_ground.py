"""From where a manifest counts its paths: found out by which reading of them leads to files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from inspector.domain.manifest_path import above, joined, spellings
from inspector.store.listed_files import Beside, Listed

_MOST_FOLDERS = 20
_MOST_PARTS = 20
_MOST_GROUNDS = 16

Find = Callable[[bytes], list[Listed]]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is taken away from the front of a path, and the folder that is put there."""

    prefix: bytes
    folder: bytes

    def path(self, told: bytes) -> bytes | None:
        """Where a told path lies; None when it does not begin so."""
        if not self.prefix:
            return joined(self.folder, told)
        behind = told.removeprefix(self.prefix + b"/")
        return joined(self.folder, behind) if len(behind) < len(told) else None

    def apart(self, other: _Ground) -> bool:
        """Whether no path begins both ways."""
        mine, others = self.prefix + b"/", other.prefix + b"/"
        return bool(self.prefix and other.prefix) and not mine.startswith(others) and not others.startswith(mine)


def ground(beside: Beside, folder: bytes, sample: Sequence[bytes], *, bag: bool) -> Find:
    """How to find the file (or those of one name) that a path of a manifest in `folder` means.

    A bag's paths count from its folder. Others were often written elsewhere: paths from the root of another machine,
    or from a folder above or below. Each `sample` path speaks for every pair of folder and front part that leads from
    it to a file, and the pair most speak for holds for all paths.
    """
    grounds = [_Ground(b"", folder)] if bag else _grounds(beside, folder, sample)

    def find(path: bytes) -> list[Listed]:
        for told in spellings(path, bag=bag):
            for each in grounds:
                place = each.path(told)
                if place and (found := beside.find(place)):
                    return found
        return []

    return find


def _grounds(beside: Beside, folder: bytes, sample: Sequence[bytes]) -> list[_Ground]:
    """The grounds of a manifest, the one that leads furthest first; others only for other front parts."""
    votes = Counter(one for path in sample for one in _leading(beside, folder, path))
    votes[_Ground(b"", folder)] *= 2  # as such paths are meant
    chosen: list[_Ground] = []
    for one, _ in sorted(votes.items(), key=lambda vote: (-vote[1], len(vote[0].prefix), -len(vote[0].folder))):
        if len(chosen) < _MOST_GROUNDS and all(one.apart(other) for other in chosen):
            chosen.append(one)
    return chosen


def _leading(beside: Beside, folder: bytes, path: bytes) -> set[_Ground]:
    """Every ground on which a path leads to a file."""
    tried = (one for told in spellings(path, bag=False) for one in _possible(folder, told))
    return {one for one, place in tried if beside.find(place)}


def _possible(folder: bytes, told: bytes) -> Iterator[tuple[_Ground, bytes]]:
    folders = list(dict.fromkeys((*islice((folder, *above(folder)), _MOST_FOLDERS), b"")))
    parts = told.split(b"/")
    for cut in range(min(len(parts), _MOST_PARTS)):
        prefix, rest = b"/".join(parts[:cut]), b"/".join(parts[cut:])
        for each in folders:
            yield _Ground(prefix, each), joined(each, rest)
