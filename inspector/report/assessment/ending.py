"""The end: attachments, the record that makes the report checkable, and who signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inspector.report.answers import Answers
from inspector.report.facts import Facts
from inspector.report.parts import Digest, Heading, Paragraph, Part, Signer, Signing, text
from inspector.report.wording import Wording

_BLANK_NAME = "." * 36
_UNTITLED = {"none", "q"}


@dataclass(frozen=True, slots=True)
class Record:
    """What ties paper and data together: when the report was made (UTC), and the SHA-256 of its manifest."""

    at: str
    manifest_digest: bytes


def ending(facts: Facts, answers: Answers, wording: Wording, record: Record) -> Iterator[Part]:
    """Everything after the conclusions."""
    yield Heading(f"V. {wording.say('integrity')}", 1)
    number = 0
    for word, lines in _told(answers, wording):
        number += 1
        yield Heading(f"{number}. {wording.say(word)}", 2)
        yield from (text(line) for line in lines if line)
    yield Heading(f"{number + 1}. {wording.say('record')}", 2)
    yield text(wording.say("audit_line", number=wording.number(facts.audit.number)))
    yield Digest(facts.audit.hash.hex())
    yield text(wording.say("manifest_line"))
    yield Digest(record.manifest_digest.hex())
    yield _signing(facts, answers, wording, record)


def _closing(facts: Facts, answers: Answers, wording: Wording, record: Record) -> list[Paragraph]:
    form, at = answers.form, wording.words.when(record.at)
    made = wording.say("made_line", at=at, form=form.title.say(wording.language), version=form.version)
    return [text(made), text(wording.say("closing", case=wording.case(facts.case)))]


def _told(answers: Answers, wording: Wording) -> Iterator[tuple[str, list[str]]]:
    attachments = answers.lines("attachments", wording.language)
    if attachments:
        listed = [f"- {line.rstrip(' ;.')};" for line in attachments]
        yield "attachments", [*listed[:-1], listed[-1][:-1] + "."]
    returned = answers.text("returned", wording.language)
    if returned:
        yield "returned", returned.split("\n")


def _signing(facts: Facts, answers: Answers, wording: Wording, record: Record) -> Signing:
    language = wording.language
    recipients = [f"- {line.lstrip('- ').rstrip(' ;.')};" for line in answers.lines("recipients", language)]
    archive = wording.say("archive_line", archive=answers.text("archive", language).rstrip(" ."))
    return Signing(
        closing=_closing(facts, answers, wording, record),
        examiner=_signer("examiner", answers, language),
        reviewer=_signer("reviewer", answers, language),
        approver=_approver(answers, language),
        recipients_label=wording.say("recipients"),
        recipients=[*recipients, f"- {archive}"],
    )


def _signer(role: str, answers: Answers, language: str) -> Signer:
    name = " ".join(filter(None, (answers.text(f"{role}_rank", language), answers.text(f"{role}_name", language))))
    return Signer(role, [answers.text(f"{role}_position", language)], name or _BLANK_NAME)


def _approver(answers: Answers, language: str) -> Signer:
    """TM., Q., KT., TL., TUQ. before the position; the position of whoever it is signed for stands above."""
    signer = _signer("approver", answers, language)
    authority = answers.text("approver_authority", language)
    if authority == "none":
        return signer
    mark = answers.form.field("approver_authority").choice(authority).label.say(language)
    principal = answers.text("approver_authority_of", language)
    if authority in _UNTITLED or not principal:
        return Signer(signer.role, [f"{mark} {signer.position[0]}"], signer.name)
    return Signer(signer.role, [f"{mark} {principal}", *signer.position], signer.name)
