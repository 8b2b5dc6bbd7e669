"""The manifest that goes with a report: every relevant item with its digests and decisions, for machines to read."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.domain.canonical import Value, canonical_json
from inspector.domain.names import display
from inspector.report.answers import Answers
from inspector.report.facts import DecisionFact, Facts, HashSetFact, ItemFact, MatchFact, Tally

JSON_NAME = "manifest.json"
CSV_NAME = "manifest.csv"
FORMAT = "inspector-report-manifest/1"

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_CSV_HEAD = ("id", "exhibit", "path", "kind", "size_bytes", "md5", "sha1", "sha256", "matches", "decisions")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The two attached files. `digest` is the SHA-256 of `json`, which holds the SHA-256 of `csv`."""

    json: bytes
    csv: bytes

    @property
    def digest(self) -> bytes:
        """What the report prints."""
        return hashlib.sha256(self.json).digest()


def manifest(facts: Facts, answers: Answers, at: str) -> Manifest:
    """The manifest of a report made at `at` (UTC)."""
    table = _csv(facts.relevant)
    record: dict[str, Value] = {
        "format": FORMAT,
        "made": at,
        "program": facts.program,
        "form": {"id": answers.form.id, "version": answers.form.version, "sha256": answers.form.digest.hex()},
        "answers_sha256": answers.digest().hex(),
        "case": {"number": facts.case.number, "title": facts.case.title, "kind": facts.case.kind.value},
        "audit": {"row": facts.audit.number, "hash": facts.audit.hash.hex()},
        "illegal_list_loaded": facts.illegal_list_loaded,
        "unprocessed": facts.unprocessed,
        "unseen": facts.unseen,
        "total": _tally(facts.total),
        "hashsets": [_hashset(each) for each in facts.hashsets],
        "items": [_item(each) for each in facts.relevant],
        "failures": [{"code": each.code, "analyser": each.analyser, "item": each.item} for each in facts.failures],
        CSV_NAME: hashlib.sha256(table).hexdigest(),
    }
    return Manifest(canonical_json(record), table)


def _tally(tally: Tally) -> Value:
    return {
        "items": tally.items,
        "bytes": tally.bytes,
        "contents": tally.contents,
        "content_bytes": tally.content_bytes,
        "own_items": tally.own_items,
        "own_bytes": tally.own_bytes,
    }


def _hashset(each: HashSetFact) -> Value:
    return {
        "name": each.name,
        "list": each.listing.value,
        "provider": each.provider,
        "version": each.version,
        "count": each.count,
        "sha256": each.digest.hex(),
        "added": each.added,
    }


def _item(item: ItemFact) -> Value:
    return {
        "id": item.id,
        "exhibit": item.exhibit,
        "path": display(item.untrusted_path),
        "path_bytes": base64.b64encode(item.untrusted_path).decode("ascii"),
        "place": item.place or None,
        "kind": item.kind.value,
        "size_bytes": item.digests.size,
        "md5": item.digests.md5.hex(),
        "sha1": item.digests.sha1.hex(),
        "sha256": item.digests.sha256.hex(),
        "matches": [_match(match) for match in item.matches],
        "decisions": [_decision(decision) for decision in item.decisions],
    }


def _match(match: MatchFact) -> Value:
    return {
        "hashset": match.hashset,
        "list": match.listing.value,
        "signal": match.signal.value,
        "distance": match.distance,
        "variant": match.variant,
    }


def _decision(decision: DecisionFact) -> Value:
    return {
        "scheme": decision.scheme,
        "category": decision.category,
        "author": decision.author,
        "at": decision.at,
        "note": decision.note,
    }


def _csv(items: Sequence[ItemFact]) -> bytes:
    """RFC 4180 with a byte-order mark, so that spreadsheets read it as UTF-8."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(_CSV_HEAD)
    for item in items:
        writer.writerow([neutral(cell) for cell in _csv_row(item)])
    return b"\xef\xbb\xbf" + output.getvalue().encode("utf-8")


def _csv_row(item: ItemFact) -> Sequence[str]:
    digests = item.digests
    return (
        str(item.id),
        item.exhibit,
        display(item.untrusted_path),
        item.kind.value,
        str(digests.size),
        digests.md5.hex(),
        digests.sha1.hex(),
        digests.sha256.hex(),
        "; ".join(
            f"{each.hashset} {each.signal.value} {each.distance} {each.variant}".rstrip() for each in item.matches
        ),
        "; ".join(f"{each.scheme}={each.category or ''} {each.author} {each.at}" for each in item.decisions),
    )


def neutral(cell: str) -> str:
    """A cell no spreadsheet takes for a formula: one that begins like a formula gets an apostrophe in front."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA_STARTS) or cell.startswith(_FORMULA_STARTS) else cell
