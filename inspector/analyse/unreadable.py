"""The one error of the analysers: these bytes could not be read, and why."""

from __future__ import annotations


class Unreadable(Exception):
    """A content that an analyser can do nothing with.

    `code` names the sentence `failure-<code>`; `detail` is for who mends the program and holds nothing of the content.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def reason(error: Exception) -> tuple[str, str]:
    """Code and detail for any exception an analyser met; the library's message stays behind, it may quote the bytes."""
    if isinstance(error, Unreadable):
        return error.code, error.detail
    if isinstance(error, MemoryError):
        return "memory", "MemoryError"
    if isinstance(error, NotImplementedError):
        return "no_decoder", "NotImplementedError"
    return "damaged", type(error).__name__
