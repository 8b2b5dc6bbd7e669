"""Part III: counts, matches, categories, what was not looked at. Machine and person stand in tables of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from inspector.report.answers import Answers
from inspector.report.assessment.annexes import failures_label, items_label
from inspector.report.facts import Facts, SchemeFact, Tally
from inspector.report.parts import Column, Heading, Part, Table, text
from inspector.report.wording import Wording

_GIGABYTE = 10**9  # as the law counts data


def results(facts: Facts, answers: Answers, wording: Wording) -> Iterator[Part]:
    """What was found."""
    yield Heading(f"III. {wording.say('results')}", 1)
    yield from _totals(facts, wording)
    yield from _matches(facts, wording)
    number = 3
    for number, scheme in enumerate(facts.schemes, 3):
        yield from _scheme(number, scheme, wording)
    if not facts.schemes:
        yield text(wording.say("no_categories"))
    yield from _relevant(facts, answers, wording)
    yield from _not_looked_at(number + 1 if facts.schemes else 3, facts, answers, wording)
    remarks = answers.text("results_remarks", wording.language)
    if remarks:
        yield Heading(f"{number + 2 if facts.schemes else 4}. {wording.say('results_remarks')}", 2)
        yield from (text(line) for line in remarks.split("\n") if line)


def _totals(facts: Facts, wording: Wording) -> Iterator[Part]:
    yield Heading(f"1. {wording.say('totals')}", 2)
    yield text(wording.say("totals_line"))
    rows = [(wording.kind(kind), tally) for kind, tally in facts.kinds.items()]
    yield _tallies(wording.say("column_kind"), [*rows, (wording.say("total"), facts.total)], wording, emphasis=1)
    yield text(wording.say("totals_gigabytes", **_gigabytes(facts.total, wording)))
    if facts.total.own_items is None:
        yield text(wording.say("own_unknown"))


def _gigabytes(tally: Tally, wording: Wording) -> dict[str, str]:
    number = wording.words.number
    return {"items": number(tally.bytes / _GIGABYTE, 3), "contents": number(tally.content_bytes / _GIGABYTE, 3)}


def _tallies(first: str, rows: Sequence[tuple[str, Tally]], wording: Wording, emphasis: int = 0) -> Table:
    """Counts raw and deduplicated; without the system's copies where that is known of every row."""
    own = all(tally.own_items is not None for _, tally in rows)
    columns = [
        Column(first, 55),
        Column(wording.say("column_items"), 22, "right"),
        Column(wording.say("column_bytes"), 34, "right"),
        Column(wording.say("column_contents"), 22, "right"),
        Column(wording.say("column_content_bytes"), 34, "right"),
        *([Column(wording.say("column_own"), 28, "right")] if own else []),
    ]
    return Table(columns, [[name, *_numbers(tally, wording, own=own)] for name, tally in rows], emphasis=emphasis)


def _numbers(tally: Tally, wording: Wording, *, own: bool) -> list[str]:
    counts = [tally.items, tally.bytes, tally.contents, tally.content_bytes]
    return [wording.number(count) for count in [*counts, *([tally.own_items or 0] if own else [])]]


def _matches(facts: Facts, wording: Wording) -> Iterator[Part]:
    yield Heading(f"2. {wording.say('matches')}", 2)
    yield text(wording.say("matches_line"))
    columns = [
        Column(wording.say("column_list"), 85),
        Column(wording.say("column_exact"), 40, "right"),
        Column(wording.say("column_near"), 40, "right"),
    ]
    if facts.lists:
        yield Table(
            columns,
            [
                [wording.listing(each.listing), wording.number(each.exact), wording.number(each.near)]
                for each in facts.lists
            ],
        )
    if facts.undecided_matches:
        yield text(wording.say("undecided_matches", count=wording.number(facts.undecided_matches)))
    if not facts.illegal_list_loaded:
        yield text(wording.say("no_illegal_list"), bold=True)


def _scheme(number: int, scheme: SchemeFact, wording: Wording) -> Iterator[Part]:
    name = wording.label(scheme.labels)
    yield Heading(f"{number}. {wording.say('categories', scheme=name, version=scheme.version)}", 2)
    yield text(wording.say("categories_line"))
    rows = [(f"{each.code}. {wording.label(each.labels)}", each.tally) for each in scheme.categories]
    yield _tallies(wording.say("column_category"), [*rows, (wording.say("undecided"), scheme.undecided)], wording)


def _relevant(facts: Facts, answers: Answers, wording: Wording) -> Iterator[Part]:
    count = wording.number(len(facts.relevant))
    annex = items_label(facts, answers, wording)
    if not facts.relevant:
        yield text(wording.say("no_items"))
    elif annex:
        yield text(wording.say("items_in_annex", count=count, annex=annex))
    else:
        yield text(wording.say("items_in_manifest", count=count))


def _not_looked_at(number: int, facts: Facts, answers: Answers, wording: Wording) -> Iterator[Part]:
    yield Heading(f"{number}. {wording.say('not_looked_at')}", 2)
    unprocessed, unseen = wording.number(facts.unprocessed), wording.number(facts.unseen)
    yield text(wording.say("unprocessed_line", unprocessed=unprocessed, unseen=unseen))
    if not facts.failures:
        yield text(wording.say("no_failures"))
        return
    annex = failures_label(facts, answers, wording)
    yield text(wording.say("failures_in_annex", count=wording.number(len(facts.failures)), annex=annex))
    counts = Counter(failure.code for failure in facts.failures)
    columns = [Column(wording.say("column_failure"), 125), Column(wording.say("column_items"), 40, "right")]
    yield Table(columns, [[wording.failure(code), wording.number(counts[code])] for code in sorted(counts)])
