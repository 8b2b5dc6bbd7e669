"""What became of an item whose worker did not bring it home."""

from __future__ import annotations

from typing import Literal, get_args

Code = Literal["crashed", "deadline", "memory", "stalled", "refused", "lockdown", "bad_reply", "task_failed", "lost"]
CODES: tuple[Code, ...] = get_args(Code)


class WorkFailure(Exception):
    """One item failed in its worker; the others go on.

    `code` names the sentence `failure-<code>`, `_` as `-`. `detail` is for the technical record: the signal that ended
    a crashed worker, or the type and place of an exception; never a message, since messages quote evidence.
    """

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(code)
        self.code: Code = code
        self.detail = detail
