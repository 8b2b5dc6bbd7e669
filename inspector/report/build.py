"""A report from a case: form, answers and facts in, an unsigned PDF with its signature fields out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from inspector.domain.fault import Fact, UsageFault
from inspector.report.answers import Answers
from inspector.report.archive import About, Attachment, archive
from inspector.report.assessment import Record, assessment
from inspector.report.assessment.material import undescribed
from inspector.report.facts import Facts
from inspector.report.manifest import CSV_NAME, JSON_NAME, manifest
from inspector.report.print import print_document
from inspector.report.wording import Wording
from inspector.words import VIETNAM, Words

_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should know; `code` names the sentence `warning-<code>`."""

    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Report:
    """A built report. The same facts, answers, language and moment give the same bytes."""

    pdf: bytes
    manifest_digest: bytes
    warnings: Sequence[Caution]


def build(facts: Facts, answers: Answers, words: Words, at: datetime, *, demo: bool = False) -> Report:
    """The PDF of the assessment `answers.form` in the language of `words`, made at `at` (with a zone)."""
    if at.tzinfo is None:
        raise UsageFault("report_time_without_zone")
    moment = at.astimezone(UTC).replace(microsecond=0)
    made = moment.isoformat().replace("+00:00", "Z")
    attached = manifest(facts, answers, made)
    document = assessment(facts, answers, Wording(answers.form, words), Record(made, attached.digest), demo=demo)
    printed, places = print_document(document)
    about = About(document.title, document.author, _LANGUAGES[document.language], moment.astimezone(VIETNAM))
    files = [
        Attachment(CSV_NAME, "text/csv", attached.csv, words.say("report-manifest-csv")),
        Attachment(JSON_NAME, "application/json", attached.json, words.say("report-manifest-json")),
    ]
    return Report(archive(printed, about, files, places), attached.digest, tuple(_warnings(facts, answers)))


def _warnings(facts: Facts, answers: Answers) -> Iterator[Caution]:
    missing = answers.missing()
    if missing:
        yield Caution("report_blanks", {"fields": ", ".join(missing), "count": len(missing)})
    if answers.other_version:
        yield Caution("report_form_version", {"given": answers.other_version, "form": answers.form.version})
    untold = undescribed(facts, answers)
    if untold and "exhibits" not in missing:
        yield Caution("report_exhibits_undescribed", {"exhibits": ", ".join(untold)})
    if answers.text("secrecy", "vi") != "none":
        yield Caution("report_secrecy", {})
    if not facts.illegal_list_loaded:
        yield Caution("report_no_illegal_list", {})
    if facts.unwitnessed:
        yield Caution("report_unwitnessed", {"count": facts.unwitnessed})
