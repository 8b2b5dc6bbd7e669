"""One errand, talked through with a machine of the lab: every word is checked as that of a worker next door is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn, Protocol, runtime_checkable

from inspector.domain.fault import EnvironmentFault
from inspector.work.channel import MORE
from inspector.work.errand import Errand, close, opened
from inspector.work.failure import CODES, WorkFailure
from inspector.work.frame import FrameFault, Values
from inspector.work.lab.wire import DaskWire
from inspector.work.lab.words import ASK, packed, unpacked
from inspector.work.process import checked_detail


@runtime_checkable
class Shared(Protocol):
    """What is opened for an errand, where other machines can open it too."""

    def places(self) -> Sequence[tuple[bytes, bytes]]:
        """For each file an absolute folder and the path from there; raises OSError like the opening itself."""

    def stands(self) -> tuple[int, int]:
        """Size in bytes and whole second of the last change of the first file; raises OSError."""


class Talk:
    """The asker's side of one errand; `over` when the machine has nothing of it in hand."""

    def __init__(self, errand: Errand, wire: DaskWire) -> None:
        self._errand = errand
        self._wire = wire
        self._stood: tuple[int, int] | None = None
        self.over = True

    def hold(self) -> Values:
        """Sends the errand and listens to the end.

        Raises WorkFailure for what the machine admits, WireClosed when it is lost, FrameFault when it talks nonsense,
        EnvironmentFault "lab_not_shared" when it does not see what this machine sees, and what the errand's own calls
        raise.
        """
        self._ask()
        while True:
            kind, content = unpacked(self._wire.receive())
            if kind in {"done", "failed", "unopened"}:
                self.over = True
                return self._ended(kind, content)
            self._heard(kind, content)

    def _ask(self) -> None:
        errand, files = self._errand, self._errand.open_files
        if not isinstance(files, Shared):
            raise EnvironmentFault("lab_not_shared")
        places = [list(place) for place in files.places()]
        self._stood = files.stands()
        order = {"task": errand.task, "request": errand.request, "places": places, "keep": errand.keep,
                 "deadline_s": errand.deadline_s}  # fmt: skip
        try:
            word = packed(ASK, order)
        except FrameFault as error:
            raise WorkFailure("refused", "the request does not fit a frame") from error
        self.over = False
        self._wire.send(word)

    def _heard(self, kind: str, untrusted: Any) -> None:  # noqa: ANN401  checked here
        errand = self._errand
        match kind, untrusted:
            case "tell", dict(part):
                self._wire.send(packed(MORE, errand.on_part is None or bool(errand.on_part(part))))
            case "beat", int(done) if done >= 0:
                if errand.on_beat is not None:
                    errand.on_beat(done)
            case "opened", [int(size), int(second)]:
                self._compare((size, second))
            case _:
                raise FrameFault("unknown word")

    def _compare(self, stands: tuple[int, int]) -> None:
        """Whether the machine opened the file that is meant, and not another one of the same name."""
        assert isinstance(self._errand.open_files, Shared)
        if stands != self._stood and self._errand.open_files.stands() == self._stood:
            raise EnvironmentFault("lab_not_shared")

    def _ended(self, kind: str, untrusted: Any) -> Values:  # noqa: ANN401  checked here
        match kind, untrusted:
            case "done", dict(result):
                return result
            case "failed", {"code": str(code), "detail": detail} if code in CODES:
                raise WorkFailure(CODES[CODES.index(code)], checked_detail(detail))
            case "unopened", _:
                self._unopened()
        raise FrameFault("not an end")

    def _unopened(self) -> NoReturn:
        """Nobody can open the file, or that machine alone cannot."""
        close(opened(self._errand))
        raise EnvironmentFault("lab_not_shared")
