"""One table of a form's TOML file, read key by key; what nobody asked for is a mistake in the form."""

from __future__ import annotations

import re

from inspector.domain.fault import Fault, InputFault


class FormTable:
    """A TOML table with its place in the file. Every reader raises InputFault("report_form_broken", place, detail)."""

    def __init__(self, values: object, place: str) -> None:
        self.place = place
        if not isinstance(values, dict):
            raise self.fault(type(values).__name__)
        self._values: dict[str, object] = dict(values)

    def has(self, key: str) -> bool:
        """Whether the table still holds `key`."""
        return key in self._values

    def keys(self) -> list[str]:
        """The keys nobody has read yet, in the order of the file."""
        return list(self._values)

    def text(self, key: str, *, needed: bool = True, empty: bool = False, pattern: str = "") -> str:
        """The text at `key`; "" when it may be absent."""
        value = self._values.pop(key, None if needed else "")
        if not isinstance(value, str) or (needed and not empty and not value):
            raise self.fault(key)
        if pattern and not re.fullmatch(pattern, value):
            raise self.fault(key)
        return value

    def texts(self, key: str) -> list[str]:
        """The list of texts at `key`."""
        values = self._values.pop(key, None)
        if not isinstance(values, list):
            raise self.fault(key)
        return [self._text_of(value, key) for value in values]

    def flag(self, key: str) -> bool:
        """The yes or no at `key`; no when absent."""
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            raise self.fault(key)
        return value

    def number(self, key: str, otherwise: int | None) -> int | None:
        """The whole number at `key`."""
        value = self._values.pop(key, otherwise)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.fault(key)
        return value

    def table(self, key: str) -> FormTable:
        """The table at `key`."""
        if key not in self._values:
            raise self.fault(key)
        return FormTable(self._values.pop(key), f"{self.place} {key}")

    def tables(self, key: str) -> list[FormTable]:
        """The list of tables at `key`; empty when absent."""
        values = self._values.pop(key, [])
        if not isinstance(values, list):
            raise self.fault(key)
        return [FormTable(value, f"{self.place} {key} {number}") for number, value in enumerate(values, 1)]

    def close(self) -> None:
        """Say that everything was read: whatever is left is a mistake."""
        for key in self._values:
            raise self.fault(key)

    def fault(self, detail: str) -> Fault:
        """The fault that names this place and `detail`."""
        return InputFault("report_form_broken", place=self.place, detail=detail)

    def _text_of(self, value: object, key: str) -> str:
        if not isinstance(value, str):
            raise self.fault(key)
        return value
