"""Who stands behind a list of offices: what each says of how many contents, and by which certificates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspector.app.office_lists import Shown
from inspector.app.office_trust import Kept
from inspector.domain.names import display
from inspector.exchange.office_state import span
from inspector.ui.look import Look
from inspector.ui.paper_lines import holds, valid
from inspector.ui.sections import Line, Section


def office_sections(look: Look, shown: Shown, kept: Sequence[Kept]) -> list[Section]:
    """How many offices confirm how many entries; then each office with what it says and its certificates."""
    number = look.words.number
    confirmed = [
        Line(look.say("office-confirmed", offices=offices), number(count)) for offices, count in shown.confirmed.items()
    ]
    each = [Section(display(office), list(_office(look, shown, kept, office))) for office in shown.spans]
    return [Section(look.say("hashset-offices"), confirmed), *each] if confirmed else each


def _office(look: Look, shown: Shown, kept: Sequence[Kept], office: str) -> Iterator[Line]:
    number, say = look.words.number, look.say
    confirms, withdrawn = shown.words.get(office, (0, 0))
    yield Line(say("office-confirms"), number(confirms))
    yield Line(say("office-withdrew"), number(withdrawn))
    yield Line(say("office-lines"), _numbers(look, "office-known", shown.spans[office]))
    if office in shown.missing:
        yield Line(say("office-lines-missing"), _numbers(look, "office-missing", shown.missing[office]), tone="warning")
    own = [one.paper for one in kept if one.office == office]
    for paper in own:
        told = f"{paper.holder} · {valid(look, paper)}"
        yield Line(say("office-paper"), told, tone="" if holds(paper) else "warning")
        yield Line("SHA-256", paper.fingerprint, digest=True)
    if not own:
        yield Line(say("office-paper"), say("office-paper-none"), tone="warning")


def _numbers(look: Look, message: str, spans: Sequence[tuple[int, int]]) -> str:
    return look.say(message, numbers=", ".join(map(span, spans)))
