"""Who may do what."""

from __future__ import annotations

import pytest

from inspector.domain.account import RIGHTS, Account, Right, Role


def account(*roles: Role) -> Account:
    return Account(1, "an", "An", frozenset(roles))


def test_duties_add_up() -> None:
    both = account(Role.REVIEWER, Role.ADMINISTRATOR)
    assert {right for right in Right if both.may(right)} == RIGHTS[Role.REVIEWER] | RIGHTS[Role.ADMINISTRATOR]


def test_whoever_holds_every_role_may_do_everything() -> None:
    assert all(account(*Role).may(right) for right in Right)


def test_whoever_holds_none_may_do_nothing() -> None:
    assert not any(account().may(right) for right in Right)


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.AUDITOR, set(Right) - {Right.AUDIT}),
        (Role.ADMINISTRATOR, set(Right) - {Right.ACCOUNTS, Right.LIBRARY}),
        (
            Role.REVIEWER,
            {Right.INGEST, Right.ACCOUNTS, Right.CASES, Right.ELSEWHERE, Right.LIBRARY, Right.TIPS, Right.EXPORT},
        ),
        (Role.EXAMINER, {Right.ACCOUNTS}),
    ],
)
def test_who_keeps_the_keys_does_not_see_content_and_who_watches_does_nothing_else(
    role: Role, refused: set[Right]
) -> None:
    assert {right for right in Right if not account(role).may(right)} == refused
