"""The annexes: relevant items with digests, matches and decisions; items that could not be processed. No pictures."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.domain.match import EXACT
from inspector.domain.names import display
from inspector.library.altered import how_altered
from inspector.report.answers import Answers
from inspector.report.assessment.head import number, symbol
from inspector.report.facts import DecisionFact, Facts, FailureFact, ItemFact, MatchFact
from inspector.report.parts import Annex, Column, Paragraph, Run, Table
from inspector.report.wording import Wording, or_blank

_SIZE = 9.0


def annexes(facts: Facts, answers: Answers, wording: Wording) -> list[Annex]:
    """The annexes this report has."""
    made: list[Annex] = []
    note = _note(answers, wording)
    label = items_label(facts, answers, wording)
    if label:
        escapes = Paragraph((Run(wording.say("escapes_note"), italic=True),), small=True)
        made.append(Annex(label, wording.say("annex_items"), note, [escapes, _items(facts, wording)]))
    if facts.failures:
        label = failures_label(facts, answers, wording)
        made.append(Annex(label, wording.say("annex_failures"), note, [_failures(facts, wording)]))
    return made


def items_label(facts: Facts, answers: Answers, wording: Wording) -> str:
    """What the annex of items is called; "" when the report has none."""
    return wording.say("annex", n="I") if facts.relevant and answers.flag("list_items") else ""


def failures_label(facts: Facts, answers: Answers, wording: Wording) -> str:
    """What the annex of failures is called."""
    return wording.say("annex", n="II" if items_label(facts, answers, wording) else "I")


def _note(answers: Answers, wording: Wording) -> str:
    language = wording.language
    return wording.say(
        "annex_note",
        number=number(answers, language),
        symbol=symbol(answers, language),
        date=wording.date(answers.date("date")),
        agency=or_blank(answers.text("agency", language)),
    )


def _items(facts: Facts, wording: Wording) -> Table:
    columns = [
        Column(wording.say("column_no"), 11, "right"),
        Column(wording.say("column_id"), 13, "right"),
        Column(wording.say("column_path"), 52),
        Column(wording.say("column_where"), 25),
        Column(wording.say("column_digests"), 77, mono=True),
        Column(wording.say("column_matches"), 34),
        Column(wording.say("column_decisions"), 40),
    ]
    return Table(columns, [_item(place, item, wording) for place, item in enumerate(facts.relevant, 1)], size=_SIZE)


def _item(place: int, item: ItemFact, wording: Wording) -> list[str]:
    where = [item.exhibit, wording.kind(item.kind), f"{wording.number(item.digests.size)} byte"]
    if item.place:
        where.append(wording.say("place_class", place=wording.place(item.place)))
    return [
        str(place),
        str(item.id),
        display(item.untrusted_path),
        "\n".join(where),
        _digests(item),
        "\n".join(_match(match, wording) for match in item.matches),
        "\n".join(_decision(decision, wording) for decision in item.decisions),
    ]


def _digests(item: ItemFact) -> str:
    sha256 = item.digests.sha256.hex()
    return "\n".join(
        [
            f"MD5     {item.digests.md5.hex()}",
            f"SHA-1   {item.digests.sha1.hex()}",
            f"SHA-256 {sha256[:32]}",
            f"        {sha256[32:]}",
        ]
    )


def _match(match: MatchFact, wording: Wording) -> str:
    signal = match.signal.value.upper()
    name = match.hashset
    if match.signal in EXACT:
        return wording.say("match_exact", set=name, signal=signal)
    near = wording.say("match_near", set=name, signal=signal, distance=str(match.distance))
    return f"{near} ({how_altered(match.variant, wording.words)})" if match.variant else near


def _decision(decision: DecisionFact, wording: Wording) -> str:
    facts = {"scheme": decision.scheme, "author": decision.author, "at": wording.when(decision.at)}
    if decision.category is None:
        return wording.say("decision_withdrawn", **facts)
    category = f"{decision.category}. {wording.label(decision.labels)}"
    told = wording.say("decision", category=category, **facts)
    return told if not decision.note else told + "\n" + wording.say("note", note=_one_line(decision.note))


def _one_line(note: str) -> str:
    return " ".join(note.split())


def _failures(facts: Facts, wording: Wording) -> Table:
    columns = [
        Column(wording.say("column_no"), 12, "right"),
        Column(wording.say("column_id"), 16, "right"),
        Column(wording.say("column_exhibit"), 30),
        Column(wording.say("column_path"), 114),
        Column(wording.say("column_failure"), 80),
    ]
    return Table(columns, _failure_rows(facts.failures, wording), size=_SIZE)


def _failure_rows(failures: Sequence[FailureFact], wording: Wording) -> list[list[str]]:
    return [
        [str(place), str(each.item), each.exhibit, display(each.untrusted_path), wording.failure(each.code)]
        for place, each in enumerate(failures, 1)
    ]
