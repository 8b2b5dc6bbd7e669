"""What the detail pane says of a tile, as plain sections of lines, before any of it becomes a widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from inspector.domain.content import Finding
from inspector.domain.names import display
from inspector.store.gallery import Detail, Occurrence
from inspector.ui.categories import Choices
from inspector.ui.container_lines import container_sections, to_container
from inspector.ui.fact_lines import labelled, plain
from inspector.ui.look import Look
from inspector.ui.match_lines import match_lines
from inspector.ui.message_lines import message_lines
from inspector.ui.paths import joined, parts, shortened
from inspector.ui.sections import Line, Section, safe

SHOWN = 40


def sections(look: Look, detail: Detail, schemes: Mapping[str, Choices]) -> list[Section]:
    """All that is known of a tile, most needed first; sections with nothing in them are left out."""
    made = (
        Section(look.say("detail-content"), list(_content(look, detail))),
        Section(look.say("detail-failures"), list(_failures(look, detail)), wide=True),
        Section(look.say("detail-conversation"), list(message_lines(look, detail)), wide=True),
        Section(look.say("detail-matches"), list(_matches(look, detail)), wide=True),
        *container_sections(look, detail),
        Section(look.say("detail-history"), list(_history(look, detail, schemes)), wide=True),
        Section(look.say("detail-places", count=len(detail.occurrences)), list(_places(look, detail)), wide=True),
        Section(look.say("detail-digests"), list(_digests(detail)), wide=True),
        *(Section(finding.analyser, list(_finding(look, finding))) for finding in detail.findings),
    )
    return [section for section in made if section.lines]


def _content(look: Look, detail: Detail) -> Iterator[Line]:
    item, say = detail.item, look.say
    if item.kind:
        yield Line(say("detail-kind"), say(f"kind-{item.kind.value}"))
    if item.mime:
        yield Line(say("detail-type"), display(item.mime))
    yield Line(say("detail-size"), f"{look.words.size(item.size)} ({look.words.number(item.size)} B)")
    if item.width and item.height:
        yield Line(say("detail-pixels"), f"{look.words.number(item.width)} × {look.words.number(item.height)}")
    if item.duration_ms:
        yield Line(say("detail-duration"), look.words.duration(item.duration_ms / 1000))
    if item.created_ns is not None:
        yield Line(say("detail-created"), _moment(look, item.created_ns))
    if item.modified_ns is not None:
        yield Line(say("detail-modified"), _moment(look, item.modified_ns))
    if item.state == "waiting":
        yield Line(say("detail-state"), say("state-waiting"), tone="warning")


def _moment(look: Look, nanoseconds: int) -> str:
    try:
        moment = datetime.fromtimestamp(nanoseconds // 1_000_000_000, UTC)
    except (ValueError, OverflowError, OSError):  # a file may claim any year
        return str(nanoseconds)
    return look.words.when(moment.replace(tzinfo=None).isoformat())


def _failures(look: Look, detail: Detail) -> Iterator[Line]:
    for failure in detail.failures:
        message = f"failure-{failure.code.replace('_', '-')}"
        told = look.words.say(message) if look.words.has(message) else failure.code
        yield Line(labelled(look, "reader", failure.analyser), told, tone="danger")


def _matches(look: Look, detail: Detail) -> Iterator[Line]:
    for agreed in detail.matches:
        yield from match_lines(look, agreed)


def _history(look: Look, detail: Detail, schemes: Mapping[str, Choices]) -> Iterator[Line]:
    for decision in reversed(detail.decisions):
        choices = schemes.get(decision.scheme)
        choice = choices.by_code(decision.category) if choices and decision.category else None
        what = look.say("decision-taken-back") if decision.category is None else decision.category
        named = choice.title if choice else what
        note = f" – {display(decision.note)}" if decision.note else ""
        yield Line(f"{look.words.when(decision.at)} · {decision.by}", named + note)


def _places(look: Look, detail: Detail) -> Iterator[Line]:
    for place in detail.occurrences[:SHOWN]:
        yield _place(look, place)
    hidden = len(detail.occurrences) - SHOWN
    if hidden > 0:
        yield Line("", look.say("detail-more", count=hidden))


def _place(look: Look, place: Occurrence) -> Line:
    lain = f" · {look.words.say(f'place-{place.place}')}" if place.place else ""
    shown = safe(place.shown)
    chain = parts(shown) if place.container is not None else (shortened(shown),)
    acts = (to_container(look, place.container),) if place.container is not None else ()
    failed = f" · {look.say('place-failed')}" if place.failed else ""
    return Line(place.exhibit + lain + failed, joined(chain), parts=chain, copy=shown, acts=acts)


def _digests(detail: Detail) -> Iterator[Line]:
    item = detail.item
    named = (("SHA-256", item.sha256), ("SHA-1", item.sha1), ("MD5", item.md5), ("PDQ", item.pdq),
             ("pHash", item.phash), ("dHash", item.dhash))  # fmt: skip
    for name, digest in named:
        if digest:
            quality = f" · {item.pdq_quality}" if name == "PDQ" and item.pdq_quality is not None else ""
            yield Line(name + quality, digest.hex(), digest=True)


def _finding(look: Look, finding: Finding) -> Iterator[Line]:
    for name, value in finding.data.items():
        yield Line(labelled(look, "finding", name), plain(look, value))
