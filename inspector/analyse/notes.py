"""What has been found out about one file so far, in the form in which it leaves the worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector.analyse.unreadable import reason

Values = dict[str, Any]

EMPTY: Values = {
    "width": None, "height": None, "duration_ms": None, "pdq": None, "pdq_quality": None, "phash": None, "dhash": None,
    "variations": None, "thumbnail": None, "sheet": None, "frames": (), "text": None,
    "claims": None, "messages": None,
}  # fmt: skip


class Notes:
    """Findings, failures and the facts beside them."""

    def __init__(self) -> None:
        self._findings: list[Values] = []
        self._failures: list[Values] = []
        self._facts: Values = dict(EMPTY)

    def found(self, analyser: str, version: str, parameters: dict[str, object], data: dict[str, object]) -> None:
        """One finding of one analyser."""
        self._findings.append({"analyser": analyser, "version": version, "parameters": parameters, "data": data})

    def failed(self, analyser: str, code: str, detail: str = "") -> None:
        """Something that could not be done."""
        self._failures.append({"code": code, "analyser": analyser, "detail": detail[:200]})

    def note(self, **facts: object) -> None:
        """Facts beside the findings; the names are those of EMPTY."""
        self._facts.update(facts)

    def attempt(self, analyser: str, work: Callable[[], None]) -> None:
        """Do `work`; whatever it raises is a failure of `analyser`, and what was found before stays."""
        try:
            work()
        except Exception as error:  # noqa: BLE001 - decoders raise whatever hostile bytes make them raise
            self.failed(analyser, *reason(error))

    def values(self) -> Values:
        """Everything there is, ready to be handed out."""
        facts = {name: fact for name, fact in self._facts.items() if fact is not None}
        return {"findings": self._findings, "failures": self._failures, **facts}
