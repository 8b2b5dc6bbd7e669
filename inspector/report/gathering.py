"""What an assessment says, taken out of the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.domain.case import Case
from inspector.domain.content import Digests, Kind
from inspector.domain.decision import Decision
from inspector.library.scheme import Scheme, scheme, schemes
from inspector.report.facts import (
    AnalyserFact,
    AuditHead,
    CaseFact,
    CategoryFact,
    DecisionFact,
    Facts,
    FailureFact,
    HashSetFact,
    ImageFact,
    IngestFact,
    ItemFact,
    Labels,
    ListFact,
    ManifestFact,
    MatchFact,
    SchemeFact,
    Tally,
)
from inspector.store import audit, decisions, figures, hashsets, ingests, listing, manifests, members, witness
from inspector.store.connection import Connection
from inspector.store.figures import Count
from inspector.store.ingests import Run
from inspector.store.manifests import Verdict

_NOTHING = Count(0, 0, 0, 0, 0, 0)


def gather(connection: Connection, case: Case, program: str) -> Facts:
    """Everything an assessment prints about `case`, in one reading of the store."""
    connection.execute("BEGIN")  # one view of the store for all the queries, whatever others write meanwhile
    try:
        return _gather(connection, case, program)
    finally:
        connection.execute("COMMIT")


def _gather(connection: Connection, case: Case, program: str) -> Facts:
    runs = list(ingests.runs(connection, case.id))
    known = {name: scheme(name) for name in schemes()}
    counting = [(name, category.code) for name, found in known.items() for category in found.categories
                if category.relevant]  # fmt: skip
    head = audit.case_head(connection, case.id)
    return Facts(
        case=CaseFact(case.number, case.title, case.kind, case.opened, case.opened_by),
        exhibits=list(dict.fromkeys(run.exhibit for run in runs)),
        ingests=[_ingest(run) for run in runs],
        analysers=[*(AnalyserFact(*row) for row in figures.analysers(connection, case.id)),
                   *(AnalyserFact("places", rules["version"], f"SHA-256: {rules['digest']}")
                     for rules in figures.place_rules(connection, case.id))],
        hashsets=[_hashset(found) for found in hashsets.in_use(connection)],
        illegal_list_loaded=hashsets.illegal_loaded(connection),
        total=_tally(figures.total(connection, case.id)),
        kinds={kind: _tally(count) for kind, count in figures.kinds(connection, case.id).items()},
        schemes=[_scheme(connection, case, known[name]) for name in _shown(connection, case, known)],
        lists=[ListFact(*row) for row in figures.lists(connection, case.id)],
        relevant=list(_relevant(connection, case, counting, known)),
        failures=[FailureFact(found.code, found.analyser, found.item, found.exhibit, found.path)
                  for found in figures.failed(connection, case.id)],
        unprocessed=figures.unprocessed(connection, case.id),
        unseen=figures.unseen(connection, case.id),
        audit=AuditHead(head.seq, head.hash),
        program=program,
        manifests=_manifests(connection, case),
        images=[_image(*found) for found in members.images(connection, case.id)],
        undecided_matches=witness.undecided(connection, case.id),
        unwitnessed=witness.unwitnessed(connection, case.id),
    )  # fmt: skip


def _image(exhibit: str, path: bytes, media: dict[str, object]) -> ImageFact:
    """What a worker told of a disk image, of which only the words that can be meant are taken."""
    agrees, computed = media.get("ok"), media.get("computed")
    digests = {str(name): str(value) for name, value in computed.items()} if isinstance(computed, dict) else {}
    return ImageFact(exhibit, path, agrees if isinstance(agrees, bool) else None, "failure" in media, digests)


def _manifests(connection: Connection, case: Case) -> ManifestFact:
    checks = list(manifests.verify(connection, case.id, most_problems=0))
    sums = {verdict.value: sum(check.count(verdict) for check in checks) for verdict in Verdict}
    return ManifestFact(len(checks), **sums)


def _shown(connection: Connection, case: Case, known: dict[str, Scheme]) -> list[str]:
    """The working scheme always, the others where they were used."""
    used = figures.schemes_used(connection, case.id)
    return [name for name in known if name == "vn" or name in used]


def _ingest(run: Run) -> IngestFact:
    return IngestFact(
        exhibit=run.exhibit,
        untrusted_source=run.source,
        started=run.started,
        finished=run.finished if run.state == "done" else None,
        entries=run.entries,
        skipped=run.skipped,
        bytes=run.bytes,
        look=run.look,
        mount="writable" if run.writable else "read_only",
        isolation=[wall for wall, reason in run.isolation.items() if not reason],
        missing_isolation=[wall for wall, reason in run.isolation.items() if reason],
        tools={"inspector": run.program},
        by=run.by,
    )


def _hashset(found: hashsets.HashSet) -> HashSetFact:
    return HashSetFact(
        found.name,
        found.listing,
        found.provider,
        found.version,
        found.entries,
        bytes.fromhex(found.digest),
        found.added,
    )


def _tally(count: Count) -> Tally:
    return Tally(count.items, count.bytes, count.contents, count.content_bytes, count.own_items, count.own_bytes)


def _scheme(connection: Connection, case: Case, found: Scheme) -> SchemeFact:
    counts = figures.categories(connection, case.id, found.id)
    categories = [
        CategoryFact(category.code, category.label, _tally(counts.get(category.code, _NOTHING)))
        for category in found.categories
    ]
    return SchemeFact(found.id, found.label, found.version, categories, _tally(counts.get(None, _NOTHING)))


def _relevant(
    connection: Connection, case: Case, counting: Sequence[tuple[str, str]], known: dict[str, Scheme]
) -> Iterator[ItemFact]:
    for number in figures.relevant(connection, case.id, counting):
        item = listing.item(connection, number)
        if item is None or item.sha256 is None or item.md5 is None or item.sha1 is None:
            continue
        yield ItemFact(
            id=item.id,
            exhibit=item.exhibit,
            untrusted_path=members.whole_path(connection, item.id),
            place=item.place or "",
            kind=item.kind or Kind.OTHER,
            digests=Digests(item.md5, item.sha1, item.sha256, item.size),
            matches=[MatchFact(agreed.hashset, agreed.listing, agreed.match.signal, agreed.match.distance,
                               agreed.match.variant) for agreed in item.matches],
            decisions=[_decision(made, known) for made in decisions.history(connection, number)],
        )  # fmt: skip


def _decision(made: Decision, known: dict[str, Scheme]) -> DecisionFact:
    return DecisionFact(made.scheme, made.category, _label_of(made, known), made.by, made.at, made.note)


def _label_of(made: Decision, known: dict[str, Scheme]) -> Labels:
    if made.scheme not in known or made.category is None:
        return {}
    return next((found.label for found in known[made.scheme].categories if found.code == made.category), {})
