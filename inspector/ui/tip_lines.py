"""What the pane of a tip says, as plain sections."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.app.tips import FORM, Full
from inspector.domain.names import display
from inspector.report.form import Field, load_form
from inspector.store.tips import DIGESTS, KeptFile
from inspector.ui.look import Look
from inspector.ui.sections import Line, Section, safe

_LONG = 2_000


def tip_sections(look: Look, found: Full) -> list[Section]:
    """All that is known of a tip; sections with nothing in them are left out."""
    say = look.say
    addresses = [named for named in found.named if named.kind not in DIGESTS]
    digests = [named for named in found.named if named.kind in DIGESTS]
    made = (
        Section(say("tip-fields"), list(_facts(look, found))),
        Section(say("tip-text"), list(_fields(look, found)), wide=True),
        Section(say("tip-addresses"), [Line(_kind(look, one.kind), display(one.value)) for one in addresses]),
        Section(say("tip-hashes"), [Line(one.kind.upper(), one.value, digest=True) for one in digests], wide=True),
        Section(say("tip-files"), list(_files(look, found.files)), wide=True),
        Section(say("tip-history"), [Line(look.words.when(row.at), display(row.who)) for row in found.history]),
    )
    return [section for section in made if section.lines]


def moment(look: Look, text: str) -> str:
    """A moment as the clock here shows it; what is no moment is shown as it is."""
    try:
        return look.words.when(text)
    except ValueError:
        return display(text)


def _facts(look: Look, found: Full) -> Iterator[Line]:
    say, tip = look.say, found.tip
    yield Line(say("tip-number"), display(tip.number))
    yield Line(say("tip-received"), moment(look, tip.received))
    if tip.channel:
        yield Line(say("tip-channel"), display(tip.channel))
    if found.case:
        yield Line(say("tip-case"), display(found.case))
    if found.same_file_in:
        yield Line(say("tip-same"), ", ".join(map(display, found.same_file_in)), tone="warning")


def _fields(look: Look, found: Full) -> Iterator[Line]:
    known = {field.id: field for field in load_form(FORM).fields}
    for name, value in found.tip.fields.items():
        field = known.get(name)
        yield Line(field.label.say(look.words.language) if field else display(name), _said(look, field, value))


def _said(look: Look, field: Field | None, value: object) -> str:
    if isinstance(value, bool):
        return look.say("yes" if value else "no")
    if isinstance(value, list):
        return "; ".join(_said(look, None, one) for one in value)[:_LONG]
    if isinstance(value, dict):
        return ", ".join(f"{display(str(name))}: {_said(look, None, one)}" for name, one in value.items())[:_LONG]
    if field is not None and field.choices and isinstance(value, str):
        named = {choice.value: choice.label.say(look.words.language) for choice in field.choices}
        return named.get(value, display(value))
    return display(str(value))[:_LONG]


def _kind(look: Look, kind: str) -> str:
    message = f"window-address-{kind.replace('_', '-')}"
    return look.words.say(message) if look.words.has(message) else kind


def _files(look: Look, files: list[KeptFile]) -> Iterator[Line]:
    for file in files:
        yield Line(f"{safe(file.shown)} · {look.words.size(file.size)}", file.sha256.hex(), digest=bool(file.sha256))
        for code in file.failures:
            message = f"failure-{code.replace('_', '-')}"
            yield Line("", look.words.say(message) if look.words.has(message) else code, tone="danger")
