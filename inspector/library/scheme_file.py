"""The TOML files of schemes, read key by key; what nobody asked for is a mistake in the file."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from inspector.domain.fault import Fault, InputFault


def read_table(path: Path) -> tuple[SchemeTable, bytes]:
    """The file's table and the SHA-256 of its bytes; raises InputFault "library_scheme_broken"."""
    content = path.read_bytes()
    try:
        values = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputFault("library_scheme_broken", place=path.name, detail="TOML") from error
    return SchemeTable(values, path.name), hashlib.sha256(content).digest()


class SchemeTable:
    """A table with its place in the file; every reader raises InputFault "library_scheme_broken"."""

    def __init__(self, values: object, place: str) -> None:
        self._place = place
        if not isinstance(values, dict):
            raise self.fault("{}")
        self._values: dict[str, object] = dict(values)

    def text(self, key: str, pattern: str = ".+") -> str:
        """The text at `key`, which all of `pattern` must fit."""
        value = self._values.pop(key, None)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise self.fault(key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts at `key`, at least one."""
        values = self._values.pop(key, None)
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise self.fault(key)
        return tuple(values)

    def number(self, key: str) -> int:
        """The whole number at `key`."""
        value = self._values.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(key)
        return value

    def flag(self, key: str, *, needed: bool = True) -> bool:
        """The yes or no at `key`."""
        value = self._values.pop(key, None if needed else False)
        if not isinstance(value, bool):
            raise self.fault(key)
        return value

    def label(self, key: str) -> Mapping[str, str]:
        """The text at `key` in both languages."""
        value = self._values.pop(key, None)
        if not isinstance(value, dict) or set(value) != {"vi", "en"}:
            raise self.fault(key)
        if not all(isinstance(text, str) and text.strip() for text in value.values()):
            raise self.fault(key)
        return value

    def tables(self, key: str, *, needed: bool = True) -> list[SchemeTable]:
        """The list of tables at `key`, which may be empty."""
        values = self._values.pop(key, None if needed else [])
        if not isinstance(values, list):
            raise self.fault(key)
        return [SchemeTable(value, f"{self._place} {key} {number}") for number, value in enumerate(values, 1)]

    def lists(self, key: str) -> Mapping[str, tuple[str, ...]]:
        """The table of lists of texts at `key`; empty when absent."""
        table = SchemeTable(self._values.pop(key, {}), f"{self._place} {key}")
        return {name: table.texts(name) for name in table.names()}

    def names(self) -> list[str]:
        """The keys nobody has read yet."""
        return list(self._values)

    def optional_texts(self, key: str) -> tuple[str, ...]:
        """The texts at `key`; none when absent."""
        return self.texts(key) if key in self._values else ()

    def close(self) -> None:
        """Say that everything was read: whatever is left is a mistake."""
        for key in self._values:
            raise self.fault(key)

    def fault(self, detail: str) -> Fault:
        """The fault that names this place and what is wrong there."""
        return InputFault("library_scheme_broken", place=self._place, detail=detail)
