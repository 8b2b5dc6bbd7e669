"""Category schemes: what a person may decide about an item, as data under `resources/categories/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector.domain.fault import UsageFault
from inspector.library.scheme_file import SchemeTable, read_table
from inspector.place import resource

DEFAULT = "vn"

COLOURS = ("red", "orange", "gold", "olive", "green", "blue", "indigo", "violet", "magenta", "grey")
"""Names of the colours a category may have, in the order of the window's palette."""


@dataclass(frozen=True, slots=True)
class Basis:
    """An article a category rests on; `confirmed` tells whether its text was read at `source`."""

    article: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Category:
    """One category. `label` and `description` hold "vi" and "en".

    `letter` stands beside the `colour` wherever that is shown; `key` is the digit that sets it; `relevant` items stand
    in the report's table.
    """

    code: str
    letter: str
    key: int
    colour: str
    relevant: bool
    label: Mapping[str, str]
    description: Mapping[str, str]
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a detail."""

    code: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Detail:
    """Something recorded beside the category, such as apparent age."""

    id: str
    label: Mapping[str, str]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of categories. `checked` is the day its law was last looked at; `digest` the SHA-256 of its file."""

    id: str
    version: str
    checked: str
    label: Mapping[str, str]
    categories: tuple[Category, ...]
    details: tuple[Detail, ...]
    claims: Mapping[int, tuple[str, ...]]
    digest: bytes

    def category(self, code: str) -> Category:
        """The category of that code; raises UsageFault "library_scheme_no_category"."""
        for category in self.categories:
            if category.code == code:
                return category
        known = ", ".join(category.code for category in self.categories)
        raise UsageFault("library_scheme_no_category", scheme=self.id, category=code, known=known)

    def check_details(self, details: Mapping[str, str]) -> None:
        """Raises UsageFault "library_scheme_no_detail" for a detail or value that the scheme does not have."""
        values = {detail.id: {value.code for value in detail.values} for detail in self.details}
        for name, value in details.items():
            if value not in values.get(name, ()):
                raise UsageFault("library_scheme_no_detail", scheme=self.id, detail=f"{name}={value}")

    def claimed(self, number: int) -> tuple[str, ...]:
        """What a number in a file of others may mean, "" being undecided; several have to be asked, none is unknown."""
        return self.claims.get(number, ())


def schemes() -> list[str]:
    """The ids of the schemes that came with the program, the default first."""
    paths = resource("categories").glob("*.toml")
    return [found.id for _, found in sorted((_read(path) for path in paths), key=lambda each: each[0])]


def scheme(name: str = DEFAULT) -> Scheme:
    """The scheme of that id; raises UsageFault "library_scheme_unknown", InputFault "library_scheme_broken"."""
    if name not in (known := schemes()):
        raise UsageFault("library_scheme_unknown", scheme=name, known=", ".join(known))
    return read_scheme(resource(f"categories/{name}.toml"))


def read_scheme(path: Path) -> Scheme:
    """The scheme in a file; raises InputFault "library_scheme_broken" with the place of the first mistake."""
    return _read(path)[1]


def _read(path: Path) -> tuple[int, Scheme]:
    table, digest = read_table(path)
    place = table.number("place")
    found = Scheme(
        id=table.text("id", "[a-z][a-z0-9]*"),
        version=table.text("version"),
        checked=table.text("checked", r"\d{4}-\d\d-\d\d"),
        label=table.label("label"),
        categories=tuple(_category(each) for each in table.tables("category")),
        details=tuple(_detail(each) for each in table.tables("detail", needed=False)),
        claims=dict(_claim(each) for each in table.tables("claim", needed=False)),
        digest=digest,
    )
    _check(found, table, path)
    return place, found


def _category(table: SchemeTable) -> Category:
    category = Category(
        code=table.text("code", "[A-Z0-9]{1,12}"),
        letter=table.text("letter", "[A-Z0-9]{1,3}"),
        key=table.number("key"),
        colour=table.text("colour", "|".join(COLOURS)),
        relevant=table.flag("relevant"),
        label=table.label("label"),
        description=table.label("description"),
        basis=tuple(_basis(each) for each in table.tables("basis")),
    )
    if not 1 <= category.key <= 9:
        raise table.fault("key")
    table.close()
    return category


def _basis(table: SchemeTable) -> Basis:
    basis = Basis(table.text("article"), table.text("source", "|.+"), table.flag("confirmed"))
    if basis.confirmed and not basis.source:
        raise table.fault("source")
    table.close()
    return basis


def _detail(table: SchemeTable) -> Detail:
    detail = Detail(
        table.text("id", "[a-z]+"), table.label("label"), tuple(_value(each) for each in table.tables("values"))
    )
    table.close()
    return detail


def _value(table: SchemeTable) -> Value:
    value = Value(table.text("code", "[a-z0-9-]+"), table.label("label"))
    table.close()
    return value


def _claim(table: SchemeTable) -> tuple[int, tuple[str, ...]]:
    claim = table.number("number"), table.texts("candidates")
    table.close()
    return claim


def _check(found: Scheme, table: SchemeTable, path: Path) -> None:
    """Refuse doubles, strangers among the claims, and a file under another name."""
    table.close()
    if found.id != path.stem:
        raise table.fault("id")
    if not found.categories:
        raise table.fault("category")
    for part in ("code", "letter", "key", "colour"):
        values = [getattr(category, part) for category in found.categories]
        if len(set(values)) < len(values):
            raise table.fault(part)
    codes = {category.code for category in found.categories} | {""}
    if any(not codes.issuperset(candidates) for candidates in found.claims.values()):
        raise table.fault("claim")
    for names in ([detail.id for detail in found.details], *([v.code for v in d.values] for d in found.details)):
        if len(set(names)) < len(names):
            raise table.fault("detail")
