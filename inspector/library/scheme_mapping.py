"""From one category scheme to another: what the mapping loses is asked of a person, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.fault import UsageFault
from inspector.library.scheme import Scheme, scheme
from inspector.library.scheme_file import SchemeTable, read_table
from inspector.place import resource


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a category of one scheme may be in another.

    `candidates` are codes, likeliest first. With `ask` a person has to choose among them; without, there is one.
    `ask_details` are details that the other scheme records and this one does not know.
    """

    candidates: tuple[str, ...]
    ask: bool
    ask_details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    when: Mapping[str, tuple[str, ...]]
    mapped: Mapped

    def fits(self, code: str, details: Mapping[str, str]) -> bool:
        return code == self.code and all(details.get(name) in values for name, values in self.when.items())


@dataclass(frozen=True, slots=True)
class SchemeMapping:
    """The rules from one scheme to another; every category of the first has an answer."""

    source: str
    target: str
    rules: tuple[_Rule, ...]

    def map(self, code: str, details: Mapping[str, str]) -> Mapped:
        """What `code`, with what was recorded beside it, may be; raises KeyError for a code of another scheme."""
        for rule in self.rules:
            if rule.fits(code, details):
                return rule.mapped
        raise KeyError(code)


def scheme_mapping(source: str, target: str) -> SchemeMapping:
    """The mapping between two schemes; raises UsageFault "library_scheme_no_mapping" when there is none."""
    try:
        path = resource(f"categories/mappings/{scheme(source).id}-{scheme(target).id}.toml")
    except FileNotFoundError:
        raise UsageFault("library_scheme_no_mapping", source=source, target=target) from None
    return read_mapping(path)


def read_mapping(path: Path) -> SchemeMapping:
    """The mapping in a file; raises InputFault "library_scheme_broken" with the place of the first mistake."""
    table, _ = read_table(path)
    source, target = scheme(table.text("from")), scheme(table.text("to"))
    table.text("checked", r"\d{4}-\d\d-\d\d")
    rules = tuple(_rule(each, source, target) for each in table.tables("rule"))
    table.close()
    always = {rule.code for rule in rules if not rule.when}
    for category in source.categories:
        if category.code not in always:
            raise table.fault(category.code)
    return SchemeMapping(source.id, target.id, rules)


def _rule(table: SchemeTable, source: Scheme, target: Scheme) -> _Rule:
    mapped = Mapped(
        candidates=table.texts("candidates"),
        ask=table.flag("ask", needed=False),
        ask_details=table.optional_texts("ask_details"),
    )
    rule = _Rule(table.text("code"), table.lists("when"), mapped)
    table.close()
    _check(rule, table, source, target)
    return rule


def _check(rule: _Rule, table: SchemeTable, source: Scheme, target: Scheme) -> None:
    if rule.code not in {category.code for category in source.categories}:
        raise table.fault("code")
    if not {category.code for category in target.categories}.issuperset(rule.mapped.candidates):
        raise table.fault("candidates")
    if rule.mapped.ask != (len(rule.mapped.candidates) > 1):  # several and not asked would be a guess
        raise table.fault("ask")
    for name, values in rule.when.items():
        try:
            for value in values:
                source.check_details({name: value})
        except UsageFault as unknown:
            raise table.fault("when") from unknown
    known = {detail.id for detail in (*source.details, *target.details)}
    if not known.issuperset(rule.mapped.ask_details):
        raise table.fault("ask_details")
