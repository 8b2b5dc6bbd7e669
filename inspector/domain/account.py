"""People at the program: accounts, roles and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A duty a person holds; duties add up."""

    EXAMINER = "examiner"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    INSPECTOR = "inspector"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Right(StrEnum):
    """One thing that needs a role."""

    ACCOUNTS = "accounts"
    CASES = "cases"
    INGEST = "ingest"
    CONTENT = "content"
    DECIDE = "decide"
    ELSEWHERE = "elsewhere"
    LIBRARY = "library"
    TIPS = "tips"
    REPORT = "report"
    EXPORT = "export"
    SIGN = "sign"
    AUDIT = "audit"


# What was seen in other cases is for those who lead a case and answer for it. A second opinion goes by the item alone.
_WORK = frozenset(
    {Right.CASES, Right.INGEST, Right.CONTENT, Right.DECIDE, Right.ELSEWHERE, Right.LIBRARY, Right.TIPS, Right.REPORT}
)
# Known sets leave the office by the hand of those who answer for the case, or of who releases its papers; a second
# opinion, keys and accounts, or watching over the history need none of it.
_RELEASE = frozenset({Right.SIGN, Right.EXPORT, Right.AUDIT})

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.EXAMINER: _WORK | _RELEASE,
    Role.INSPECTOR: _WORK | _RELEASE,
    Role.REVIEWER: frozenset({Right.CONTENT, Right.DECIDE, Right.REPORT, Right.SIGN, Right.AUDIT}),
    Role.APPROVER: frozenset({Right.CONTENT, Right.ELSEWHERE, Right.REPORT}) | _RELEASE,
    Role.ADMINISTRATOR: frozenset({Right.ACCOUNTS, Right.LIBRARY}),
    Role.AUDITOR: frozenset({Right.AUDIT}),
}


@dataclass(frozen=True, slots=True)
class Account:
    """One person who can sign in."""

    id: int
    name: str
    full_name: str
    roles: frozenset[Role]

    def may(self, right: Right) -> bool:
        """Whether any of the person's roles gives `right`."""
        return any(right in RIGHTS[role] for role in self.roles)
