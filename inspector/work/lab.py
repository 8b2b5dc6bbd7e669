"""The machines of a lab as an engine: errands go to a Dask cluster whose machines see the same evidence.

The only part of the program that ever opens a network connection, and only when it is asked for by address.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Protocol, Self, cast, runtime_checkable

from inspector.domain.fault import EnvironmentFault
from inspector.work.failure import CODES, WorkFailure
from inspector.work.frame import FrameFault, Values
from inspector.work.isolation import Isolation
from inspector.work.limits import Limits
from inspector.work.process import checked_detail

SCHEME = "dask://"
NETWORK = "no-network"
"""The wall that does not stand where a lab is asked: see Isolation."""

_AT_ONCE = 32
_JOIN_S = "30s"
_LOOK_EVERY_S = 0.5
_OPENING = {kind.__name__: kind for kind in (FileNotFoundError, PermissionError, OSError)}


@runtime_checkable
class OnPaths(Protocol):
    """What is opened for an errand, where other machines can open it too."""

    def paths(self) -> Sequence[bytes]:
        """Absolute paths of the files, in order; raises OSError like the opening itself."""


class Lab:
    """A Dask cluster, shaped as `Pool` is. Raises EnvironmentFault "lab-missing" or "lab-unreached"."""

    def __init__(self, address: str, tasks: Sequence[str], limits: Limits) -> None:
        try:
            from distributed import Client  # noqa: PLC0415  an extra, and heavy
        except ImportError:
            raise EnvironmentFault("lab_missing") from None
        from inspector.work import lab_worker  # noqa: PLC0415

        self._remote = lab_worker
        try:
            self._client = Client(address.replace(SCHEME, "tcp://", 1), timeout=_JOIN_S, set_as_default=False)
            self._client.register_plugin(lab_worker.Workers(tasks, limits.to_values()))
            self.isolation = _together(self._client.run(lab_worker.isolation).values())
        except (OSError, TimeoutError, ValueError) as error:
            raise EnvironmentFault("lab_unreached", address=address) from error
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="lab")

    def submit(  # noqa: PLR0913  as Pool.submit
        self,
        task: str,
        open_files: Callable[[], int | Sequence[int]] | None,
        request: Values,
        *,
        on_part: Callable[[Values], bool] | None = None,
        on_beat: Callable[[int], None] | None = None,  # noqa: ARG002  beats stay on the machine that reads
        deadline_s: float | None = None,  # noqa: ARG002  as above
        keep: str = "",
    ) -> Future[Values]:
        """Sends an errand to some machine. A machine that is lost on the way makes a WorkFailure "lost"."""
        return self._threads.submit(self._talked, task, open_files, request, on_part, keep)

    def close(self) -> None:
        """Leaves the cluster."""
        self._threads.shutdown(cancel_futures=True)
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _talked(
        self, task: str, open_files: object, request: Values, on_part: Callable[[Values], bool] | None, keep: str
    ) -> Values:
        if not isinstance(open_files, OnPaths):
            raise EnvironmentFault("lab_not_shared")
        talk, paths = uuid.uuid4().hex, [*open_files.paths()]
        packed = self._remote.packed([request])
        errand = self._client.submit(self._remote.serve, talk, task, paths, packed, keep, pure=False, retries=0)
        conversation = _Conversation(self._client, self._remote, talk, errand)
        try:
            return conversation.hold(on_part)
        except FrameFault:
            raise WorkFailure("bad_reply") from None
        finally:
            conversation.end()


class _Conversation:
    """One errand on one machine; every word of it is checked as that of a worker next door is."""

    def __init__(self, client: Any, remote: Any, talk: str, errand: Any) -> None:  # noqa: ANN401  no types
        from distributed import Queue  # noqa: PLC0415  as above

        self._told, self._answers = (Queue(f"{talk}-{way}", client=client) for way in ("told", "answers"))
        self._remote = remote
        self._errand = errand
        self._run = ""
        self._heard = 0

    def hold(self, on_part: Callable[[Values], bool] | None) -> Values:
        """Listens to the end; raises WorkFailure, or the OSError that the machine met when it opened the evidence."""
        while True:
            message = self._next()
            if message is None:
                return self._result()
            run, kind, content = message
            if kind == self._remote.BEGIN:
                self._begun(run)
            elif kind == self._remote.PART and run == self._run:
                self._heard += 1
                more = on_part is None or on_part(content)
                self._answers.put(self._remote.packed([run, more]))

    def _begun(self, run: str) -> None:
        """Dask gives an errand whose machine was lost to another; that is in order while nothing was told of it."""
        if self._heard:
            raise WorkFailure("lost")
        self._run = run

    def _next(self) -> list[Any] | None:
        """The next message; None when the errand has ended."""
        while True:
            try:
                return cast("list[Any]", self._remote.unpacked(self._told.get(timeout=_LOOK_EVERY_S)))
            except TimeoutError:
                if self._errand.done() and not self._told.qsize():
                    return None

    def _result(self) -> Values:
        try:
            _, kind, content = self._remote.unpacked(self._errand.result())
        except FrameFault:
            raise
        except Exception:  # noqa: BLE001  whatever became of the machine
            raise WorkFailure("lost") from None
        if kind == self._remote.DONE and isinstance(content, dict):
            return content
        if kind == self._remote.OPENING:
            raise _OPENING.get(str(content.get("type")), OSError)
        code = content.get("code")
        raise WorkFailure(
            CODES[CODES.index(code)] if code in CODES else "bad_reply", checked_detail(content.get("detail"))
        )

    def end(self) -> None:
        """Forgets the errand, wherever it is."""
        self._errand.cancel()
        self._told.close()
        self._answers.close()


def _together(reports: Any) -> Isolation:  # noqa: ANN401  no types
    """What stands around every worker of the lab; that there is a network is said as a wall that is missing."""
    walls: dict[str, str] = {}
    for report in reports:
        for name, reason in report.items():
            walls[str(name)] = walls.get(str(name), "") or str(reason)
    if not walls:
        raise ValueError("no machine in the lab")
    return Isolation.from_report({**walls, NETWORK: "lab"})
