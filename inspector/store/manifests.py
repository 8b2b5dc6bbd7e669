"""Manifests beside the evidence, and what they claim held against what was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from inspector.domain.manifest import Algorithm, Claims, ManifestClaim
from inspector.domain.manifest_path import joined, parent
from inspector.store.connection import Connection
from inspector.store.listed_files import Beside, Listed, Marks
from inspector.store.manifest_ground import ground

MOST_PROBLEMS = 100
"""Rows of one check that are kept; the rest is counted."""
_BAG = b"bagit.txt"
_BAG_LISTS = tuple(f"manifest-{algorithm.value}.txt".encode() for algorithm in Algorithm)
_CLAIMS = "SELECT algorithm, digest, path, size FROM claim WHERE content = ? ORDER BY number"


class Verdict(StrEnum):
    """What came of one claim, or of one file; the values stand in JSON and name the sentences `manifest-<value>`."""

    MATCHED = "matched"
    MISMATCHED = "mismatched"
    """It is there, with other bytes."""
    MISSING = "missing"
    """It is claimed and not there."""
    EXTRA = "extra"
    """It is there, where the manifest tells of every file, and not claimed."""
    UNCHECKED = "unchecked"
    """It is there and was not read, or not digested by what the manifest digests by."""


_BEST_FIRST = (Verdict.MATCHED, Verdict.UNCHECKED, Verdict.MISMATCHED, Verdict.MISSING)
"""Of several files of one name the best counts."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One manifest of a case where it lies; `kind` is bag, bag_tags, sums or hashdeep, `folder` that which it is in."""

    item: int
    content: int
    path: bytes
    shown: str
    kind: str
    source: int
    container: int
    volume: str

    @property
    def folder(self) -> bytes:
        """The folder it lies in."""
        return parent(self.path)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a check says, and the path it says it of: as the manifest writes it, or as the source does (extra)."""

    verdict: Verdict
    path: bytes


@dataclass(frozen=True, slots=True)
class ManifestCheck:
    """One manifest held against what was read: how many of each verdict, and the first rows that did not match."""

    manifest: Manifest
    claimed: int
    counts: dict[Verdict, int] = field(default_factory=dict)
    problems: tuple[Row, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many there are of a verdict."""
        return self.counts.get(verdict, 0)


def add(connection: Connection, content: int, claims: Claims) -> None:
    """Keeps what a manifest claims, in place of what an earlier look took from it."""
    connection.execute("DELETE FROM claim WHERE content = ?", (content,))
    connection.executemany(
        "INSERT INTO claim(content, number, algorithm, digest, path, size) VALUES(?,?,?,?,?,?)",
        ((content, number, claim.algorithm.value, claim.digest, claim.path, claim.size)
         for number, claim in enumerate(claims)),
    )  # fmt: skip


def listed(connection: Connection, case: int) -> list[Manifest]:
    """The manifests of a case, in the order in which they were found."""
    rows = connection.execute(
        """WITH RECURSIVE told(content) AS (
             SELECT min(content) FROM claim
             UNION ALL SELECT (SELECT min(content) FROM claim WHERE content > told.content) FROM told
             WHERE told.content IS NOT NULL)
           SELECT item.id, item.content, item.path, item.shown,
             ifnull((SELECT data ->> '$.form' FROM finding WHERE finding.content = item.content
                     AND analyser = 'manifest' ORDER BY id DESC LIMIT 1), 'sums'), item.source, ifnull(container, 0),
             ifnull(volume, '')
           FROM told JOIN item ON item.content = told.content WHERE item.casefile = ? ORDER BY item.id""",
        (case,),
    ).fetchall()
    return [_of_bag(connection, Manifest(*row)) for row in rows]


def _of_bag(connection: Connection, manifest: Manifest) -> Manifest:
    """A list of sums that lies as that of a bag does is one."""
    name = manifest.path[len(manifest.folder) :].lstrip(b"/")
    tags = name.startswith(b"tag")
    if manifest.kind != "sums" or name.removeprefix(b"tag") not in _BAG_LISTS:
        return manifest
    if not _beside(connection, manifest).find(joined(manifest.folder, _BAG)):
        return manifest
    return replace(manifest, kind="bag_tags" if tags else "bag")


def verify(connection: Connection, case: int, most_problems: int = MOST_PROBLEMS) -> Iterator[ManifestCheck]:
    """Every manifest of a case held against what was read."""
    for manifest in listed(connection, case):
        counts: dict[Verdict, int] = {}
        problems: list[Row] = []
        for row in rows(connection, manifest):
            counts[row.verdict] = counts.get(row.verdict, 0) + 1
            if row.verdict is not Verdict.MATCHED and len(problems) < most_problems:
                problems.append(row)
        claimed = sum(count for verdict, count in counts.items() if verdict is not Verdict.EXTRA)
        yield ManifestCheck(manifest, claimed, counts, tuple(problems))


def rows(connection: Connection, manifest: Manifest) -> Iterator[Row]:
    """What a check of one manifest says: a row a claim in the manifest's order, then one a file that is extra."""
    beside = _beside(connection, manifest)
    claimed = Marks()
    bag = manifest.kind in {"bag", "bag_tags"}
    if bag:
        find = ground(beside, manifest.folder, (), bag=True)
    else:
        find = ground(beside, manifest.folder, _sample(connection, manifest.content), bag=False)
    for claim in _claims(connection, manifest.content):
        found = find(claim.path)
        for one in found:
            claimed.add(one.item, one.path)
        verdicts = {_held_against(claim, one, manifest) for one in found} or {Verdict.MISSING}
        yield Row(next(verdict for verdict in _BEST_FIRST if verdict in verdicts), claim.path)
    if manifest.kind != "bag_tags":
        folders = {joined(manifest.folder, b"data"): True} if bag else claimed.folders()
        for item, path in beside.others(folders, claimed):
            if (
                bag or parent(path) != manifest.folder or not beside.is_manifest(item)
            ):  # no list tells of its neighbours
                yield Row(Verdict.EXTRA, path)


def _beside(connection: Connection, manifest: Manifest) -> Beside:
    return Beside(connection, manifest.source, manifest.container, manifest.volume)


def _claims(connection: Connection, content: int) -> Iterator[ManifestClaim]:
    for algorithm, digest, path, size in connection.execute(_CLAIMS, (content,)):
        yield ManifestClaim(Algorithm(algorithm), digest, path, size)


def _sample(connection: Connection, content: int) -> list[bytes]:
    """Some paths from all over a manifest."""
    (count,) = connection.execute("SELECT count(*) FROM claim WHERE content = ?", (content,)).fetchone()
    step = max(1, count // 60)
    query = "SELECT path FROM claim WHERE content = ? AND number % ? = 0 ORDER BY number LIMIT 120"
    return [path for (path,) in connection.execute(query, (content, step)).fetchall()]


def _held_against(claim: ManifestClaim, found: Listed, manifest: Manifest) -> Verdict:
    digest = found.digests.get(claim.algorithm)
    if not found.digests or found.item == manifest.item:  # a list cannot tell its own sum
        return Verdict.UNCHECKED
    if claim.size not in {None, found.size} or digest not in {None, claim.digest}:
        return Verdict.MISMATCHED
    return Verdict.UNCHECKED if digest is None else Verdict.MATCHED
