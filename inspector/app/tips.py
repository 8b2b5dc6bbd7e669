"""Tips: registered with or without a file, read in isolation, linked to a case."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import BinaryIO

import inspector
from inspector.app.evidence import walls
from inspector.app.session import Session
from inspector.domain.account import Right
from inspector.domain.canonical import Value
from inspector.domain.fault import InputFault
from inspector.domain.names import display
from inspector.domain.progress import Progress
from inspector.domain.tip import Place, Tip
from inspector.library.places import Places
from inspector.report.answers import Answers, load_answers
from inspector.report.form import load_form
from inspector.source.bounds import UNFOLD
from inspector.store import audit, cases, ingests, tips
from inspector.store.deed import now
from inspector.store.ingests import Start
from inspector.store.tips import Handed, KeptFile, Named, NewTip
from inspector.tips.addresses import Finds, find_in_reading, find_in_text
from inspector.tips.lists import read_lists
from inspector.tips.number import next_number
from inspector.tips.reader import TASK, read_tip_file
from inspector.tips.reading import TipReading
from inspector.triage import ingest
from inspector.triage.kept import in_memory, kept_with
from inspector.triage.known import Known
from inspector.words import VIETNAM
from inspector.work import Pool

FORM = "tip"
LARGEST = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Full:
    """A tip with all that belongs to it."""

    tip: Tip
    case: str | None
    files: list[KeptFile]
    named: list[Named]
    history: list[audit.Entry]
    same_file_in: list[str]


def type_in(session: Session, answers: Path | Answers | None, channel: str = "", case_number: str | None = None) -> Tip:
    """Registers a tip that came by word of mouth, over a telephone or on paper: fields, and no file."""
    session.require(Right.TIPS)
    form = load_form(FORM)
    given = answers if isinstance(answers, Answers) else load_answers(form, answers) if answers else Answers(form, {})
    fields = plain(given)
    text = "\n".join(str(value) for value in fields.values())
    titles = [str(fields[name]) for name in ("title", "summary") if fields.get(name)]
    received = _received(given) or now()
    found = find_in_text(text, "text", read_lists())
    tip = NewTip(
        numbered=lambda taken: next_number(taken, received),
        channel=channel or str(fields.get("channel", "")),
        received=received,
        title=first_line(titles[0] if titles else ""),
        fields=fields,
        case=_case(session, case_number),
        named=_named(found),
        text=text,
    )
    return session.workspace.change(tips.add(tip, session.account.name))


def hand_in(
    session: Session, path: Path, channel: str = "", case_number: str | None = None
) -> Generator[Progress, None, Full]:
    """Registers a tip that came as a file: kept unchanged, read in isolation; with a case, its files become items."""
    session.require(Right.TIPS)
    case = _case(session, case_number)
    data = _read(path)
    received = now()
    with Pool([TASK, UNFOLD], 1) as pool:
        reading = read_tip_file(pool, lambda: in_memory(iter([data])), path.name)
        found = find_in_reading(reading, read_lists())
        tip = NewTip(
            numbered=lambda taken: next_number(taken, received),
            channel=channel,
            received=received,
            title=first_line(reading.untrusted_title or reading.untrusted_text or path.name),
            fields=dict(reading.untrusted_fields),
            case=case,
            files=[_handed(path.name, data, reading, whole=found.whole)],
            named=_named(found),
        )
        added = session.workspace.change(tips.add(tip, session.account.name))
        if case is not None:
            yield from _take_in(session, added, pool)
    return full(session, str(added.id))


def _take_in(session: Session, tip: Tip, pool: Pool) -> Generator[Progress, None, None]:
    """The files of a tip become items of its case, under an exhibit named as the tip is."""
    workspace, places = session.workspace, Places.load()
    assert tip.case is not None
    with workspace.sole_ingest(), closing(kept_with(workspace.reader, tip.number)) as source:
        start = Start(
            case=tip.case,
            exhibit=tip.number,
            source=os.fsencode(tip.number),
            kind=source.kind,
            look="full",
            program=inspector.__version__,
            isolation=walls(pool.isolation),
            writable=source.writable(),
            places=places.record(),
        )
        taken = workspace.change(ingests.begin(start, session.account.name))
        order = ingest.Order(taken, "full", inspector.__version__, places)
        yield from ingest.run(workspace, source, order, pool, Known(workspace))


def full(session: Session, named: str) -> Full:
    """One tip, by its row id or its number."""
    session.require(Right.TIPS)
    connection = session.workspace.reader()
    tip = tips.find(connection, named)
    files = tips.files(connection, tip.id)
    same = {number for file in files if file.sha256 for number in tips.with_file(connection, file.sha256)}
    return Full(
        tip=tip,
        case=cases.by_id(connection, tip.case).number if tip.case is not None else None,
        files=files,
        named=tips.named(connection, tip.id),
        history=list(audit.about(connection, f"tip {tip.id}")),
        same_file_in=sorted(same - {tip.number}),
    )


def listed(session: Session, text: str = "") -> list[Tip]:
    """The tips, newest first; with `text` those that hold it."""
    session.require(Right.TIPS)
    return tips.listed(session.workspace.reader(), text)


def _received(answers: Answers) -> str | None:
    """The day and hour a person wrote down, by Vietnam's clock; the start of the day where no hour was given."""
    day = answers.date("received")
    if day is None:
        return None
    hour = answers.text("received_time", "vi") or "00:00"
    local = datetime.combine(day, time.fromisoformat(hour), VIETNAM)
    return local.astimezone(UTC).isoformat(timespec="milliseconds")


def plain(answers: Answers) -> dict[str, Value]:
    """What was answered, as plain values."""
    return {name: _plain(value) for name, value in answers.given.items()}


def first_line(text: str) -> str:
    """The first line of a text that says anything, short enough for a list."""
    lines = (line.strip() for line in text.splitlines())
    return display(next((line for line in lines if line), ""))[:160]


def _plain(value: object) -> Value:
    if isinstance(value, (str, int, bool)) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(member) for name, member in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(member) for member in value]
    return str(value)


def _case(session: Session, number: str | None) -> int | None:
    return cases.find(session.workspace.reader(), number).id if number else None


def check_files(paths: Sequence[Path]) -> None:
    """Raises InputFault for the first file that cannot be opened, before any of them is registered."""
    for path in paths:
        if not path.is_fifo():  # which can be opened only once
            _opened(path).close()


def _read(path: Path) -> bytes:
    with _opened(path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputFault("tip_too_large", path=display(str(path)))
    return data


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputFault("tip_unreadable", path=display(str(path)), reason=error.strerror or "") from None


def _handed(name: str, data: bytes, reading: TipReading, *, whole: bool) -> Handed:
    inside = tuple(
        Handed(
            part.untrusted_name or f"{place}",
            "attachment",
            part.untrusted_mime,
            part.data,
            failures=(part.failure.code,) if part.failure else (),
        )
        for place, part in enumerate(reading.attachments, 1)
    )
    failures = tuple(failure.code for failure in reading.failures) + (() if whole else ("tip_addresses_many",))
    return Handed(name, reading.format, "", data, reading.untrusted_text, failures, inside)


def _named(finds: Finds) -> list[Named]:
    addresses = [
        Named(found.kind.value, found.value, found.original, _place(found.place), found.port, found.time)
        for found in finds.addresses
    ]
    return addresses + [
        Named(found.kind.value, found.value, found.value, _place(found.place)) for found in finds.digests
    ]


def _place(place: Place) -> str:
    return f"{place.part}:{place.line}:{place.offset}"
