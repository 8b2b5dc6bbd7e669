"""Faults say whose fault it is; the sentence for a person is looked up by code in the catalogue of words."""

from __future__ import annotations

from typing import ClassVar

Fact = str | int | float


class Fault(Exception):
    """Something that went wrong and that a person is told about.

    `code` names the sentence `error-<code>` in `resources/i18n`; `facts` fill its places. Facts may hold names of
    evidence, so a fault is shown to its user and never logged.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class CheckFault(Fault):
    """A verification or check came out wrong."""

    exit_code = 1


class UsageFault(Fault):
    """The person asked for something that cannot be asked so."""

    exit_code = 2


class EnvironmentFault(Fault):
    """The machine, the disk, the passphrase or a missing part is in the way."""

    exit_code = 3


class InputFault(Fault):
    """What was handed in cannot be used."""

    exit_code = 4


class RightFault(Fault):
    """This account may not do that."""

    exit_code = 5


class Bug(Fault):
    """Our own mistake."""

    exit_code = 70
