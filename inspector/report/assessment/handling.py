"""Part II: how the data was read, by which program and analysers, and with which hash sets it was compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from inspector.domain.names import display
from inspector.report.answers import Answers
from inspector.report.facts import Facts, HashSetFact, IngestFact, ManifestFact
from inspector.report.parts import Column, Heading, Part, Table, text
from inspector.report.wording import Wording


def handling(facts: Facts, answers: Answers, wording: Wording) -> Iterator[Part]:
    """How the examination was done."""
    yield Heading(f"II. {wording.say('handling')}", 1)
    yield from _reading(facts, wording)
    yield Heading(f"2. {wording.say('analysers')}", 2)
    yield from _analysers(facts, wording)
    yield Heading(f"3. {wording.say('hashsets')}", 2)
    yield from _hashsets(facts, wording)
    remarks = answers.text("methods_remarks", wording.language)
    if remarks:
        yield Heading(f"4. {wording.say('methods_remarks')}", 2)
        yield from (text(line) for line in remarks.split("\n") if line)


def _reading(facts: Facts, wording: Wording) -> Iterator[Part]:
    yield Heading(f"1. {wording.say('reading')}", 2)
    if not facts.ingests:
        yield text(wording.say("no_ingest", case=wording.case(facts.case)))
        return
    yield text(wording.say("reading_line"))
    columns = [
        Column(wording.say("column_no"), 10, "centre"),
        Column(wording.say("column_exhibit"), 24),
        Column(wording.say("column_source"), 50),
        Column(wording.say("column_time"), 36),
        Column(wording.say("column_amount"), 45),
    ]
    yield Table(columns, [_ingest(number, each, wording) for number, each in enumerate(facts.ingests, 1)])
    yield from _program(facts, wording)
    yield from _images(facts, wording)
    yield from _manifests(facts.manifests, wording)


def _ingest(number: int, ingest: IngestFact, wording: Wording) -> list[str]:
    finished = wording.when(ingest.finished) if ingest.finished else wording.say("unfinished")
    amount = wording.say(
        "ingest_entries",
        entries=wording.number(ingest.entries),
        bytes=wording.number(ingest.bytes),
        skipped=wording.number(ingest.skipped),
    )
    mode = wording.say(
        "ingest_mode", mount=wording.say(f"mount_{ingest.mount}"), look=wording.say(f"look_{ingest.look}")
    )
    times = wording.say("ingest_times", started=wording.when(ingest.started), finished=finished)
    return [str(number), ingest.exhibit, display(ingest.untrusted_source), times, f"{amount}\n{mode}"]


def _program(facts: Facts, wording: Wording) -> Iterator[Part]:
    used = {(name, version) for ingest in facts.ingests for name, version in ingest.tools.items()}
    tools = ", ".join(f"{name} {version}" for name, version in sorted(used - {("inspector", facts.program)}))
    libraries = " " + wording.say("tools_line", tools=tools) if tools else ""
    yield text(wording.say("program_line", program=facts.program) + libraries)
    held = sorted({wording.wall(name) for ingest in facts.ingests for name in ingest.isolation})
    lacking = sorted({wording.wall(name) for ingest in facts.ingests for name in ingest.missing_isolation})
    if held:
        yield text(wording.say("isolation_line", isolation="; ".join(held)))
    if lacking:
        yield text(wording.say("isolation_missing", isolation="; ".join(lacking)))


def _images(facts: Facts, wording: Wording) -> Iterator[Part]:
    for image in facts.images:
        verdict = {True: "image_agrees", False: "image_differs", None: "image_without"}[image.agrees]
        verdict = "image_unread" if image.unread else verdict
        digests = "; ".join(f"{name.upper()} {value}" for name, value in sorted(image.digests.items()))
        path = f"{image.exhibit}: {display(image.untrusted_path)}"
        yield text(wording.say(verdict, path=path, digests=digests or "–"))


def _manifests(found: ManifestFact, wording: Wording) -> Iterator[Part]:
    if found.manifests:
        counts = {name: wording.number(value) for name, value in asdict(found).items()}
        yield text(wording.say("manifests_line", **counts))


def _analysers(facts: Facts, wording: Wording) -> Iterator[Part]:
    if not facts.analysers:
        yield text(wording.say("no_analysers"))
        return
    columns = [
        Column(wording.say("column_name"), 40),
        Column(wording.say("column_version"), 30),
        Column(wording.say("column_parameters"), 95),
    ]
    yield Table(columns, [[each.name, each.version, _told(each.parameters)] for each in facts.analysers])


def _origin(found: HashSetFact, wording: Wording) -> str:
    added = wording.say("hashset_added", at=wording.when(found.added).split(" ")[0])
    return ", ".join(filter(None, (found.provider, found.version, added)))


def _told(parameters: str) -> str:
    """Parameters as a person reads them, when they come as a JSON object."""
    try:
        values = json.loads(parameters)
    except ValueError:
        return parameters
    if not isinstance(values, dict):
        return parameters
    return "; ".join(f"{name}: {value}" for name, value in sorted(values.items()))


def _hashsets(facts: Facts, wording: Wording) -> Iterator[Part]:
    if facts.hashsets:
        columns = [
            Column(wording.say("column_name"), 34),
            Column(wording.say("column_list"), 26),
            Column(wording.say("column_provider"), 30),
            Column(wording.say("column_count"), 22, "right"),
            Column(wording.say("column_digest"), 53, mono=True),
        ]
        yield Table(
            columns,
            [
                [
                    each.name,
                    wording.listing(each.listing),
                    _origin(each, wording),
                    wording.number(each.count),
                    each.digest.hex(),
                ]
                for each in facts.hashsets
            ],
        )
    else:
        yield text(wording.say("no_hashsets"))
    if not facts.illegal_list_loaded:
        yield text(wording.say("no_illegal_list"), bold=True)
