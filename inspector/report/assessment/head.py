"""The beginning: masthead, subject, legal bases, and on whose request."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.report.answers import Answers
from inspector.report.facts import Facts
from inspector.report.parts import BLANK, Addressees, Dots, Masthead, Paragraph, Part, Run, Title, text
from inspector.report.wording import Wording, date_parts, or_blank

_BLANK_NUMBER = "........"


def head(facts: Facts, answers: Answers, wording: Wording, *, demo: bool) -> Iterator[Part]:
    """Everything above the first numbered part."""
    yield masthead(answers, wording)
    yield Title(wording.say("kind"), subject(facts, answers, wording))
    if demo:
        yield Paragraph((Run(wording.say("demo_note"), bold=True),), centred=True)
    if wording.say("translation"):
        yield Paragraph((Run(wording.say("translation"), italic=True),), centred=True)
    addressees = answers.lines("addressees", wording.language)
    if addressees:
        yield Addressees(wording.say("addressed_to"), addressees)
    yield from _bases(answers, wording)
    yield text(wording.say("on_request", **_request(answers, wording)))
    agency = or_blank(answers.text("agency", wording.language))
    yield text(wording.say("opening", agency=agency, case=wording.case(facts.case)))


def masthead(answers: Answers, wording: Wording) -> Masthead:
    """Agency, number, nation, place and date."""
    language = wording.language
    place = answers.text("place", language) or "................"
    return Masthead(
        parent_agency=answers.text("parent_agency", language),
        agency=answers.text("agency", language) or "." * 30,
        number=wording.say("number_line", number=number(answers, language), symbol=symbol(answers, language)),
        nation=wording.say("nation"),
        motto=wording.say("motto"),
        place_and_date=wording.say("place_and_date", place=place, **date_parts(answers.date("date"))),
        secrecy=secrecy(answers, wording),
    )


def number(answers: Answers, language: str) -> str:
    """The number of the document: below 10 with a leading 0, dots until the clerk gives one."""
    given = answers.text("number", language)
    return f"0{given}" if given.isdigit() and len(given) == 1 else given or _BLANK_NUMBER


def symbol(answers: Answers, language: str) -> str:
    """The symbol of the document, in capitals."""
    return answers.text("symbol", language).upper() or "BC-" + _BLANK_NUMBER


def secrecy(answers: Answers, wording: Wording) -> str:
    """The secrecy mark, "" for a document that is not secret."""
    value = answers.text("secrecy", wording.language)
    return "" if value == "none" else answers.form.field("secrecy").choice(value).label.say(wording.language)


def subject(facts: Facts, answers: Answers, wording: Wording) -> str:
    """The subject as answered, else after the case."""
    answered = answers.text("subject", wording.language)
    return answered or wording.say("default_subject", case=wording.case(facts.case))


def _bases(answers: Answers, wording: Wording) -> Iterator[Part]:
    bases = answers.lines("legal_bases", wording.language)
    for basis in bases:
        yield text(basis.rstrip(" ;.") + (";" if basis is not bases[-1] else "."), italic=True)
    if not bases:
        yield Dots(2)


def _request(answers: Answers, wording: Wording) -> dict[str, str]:
    return {
        "body": answers.text("requesting_body", wording.language) or BLANK,
        "document": answers.text("request_document", wording.language) or BLANK,
        "date": wording.date(answers.date("request_date")),
    }
