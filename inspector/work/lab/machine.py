"""A machine of the lab: answers askers with locked workers of its own. Dask's workers load it, as a plugin.

An asker that connects gets one locked worker for as long as it stays connected. It names files by absolute path; what
they hold is read by the locked worker alone.
"""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from distributed import WorkerPlugin
from distributed.comm import CommClosedError
from distributed.core import Status
from distributed.protocol.pickle import dumps

from inspector.domain.fault import EnvironmentFault
from inspector.work.channel import BEAT, DONE, FAILED, MORE, READY, TELL
from inspector.work.failure import WorkFailure
from inspector.work.frame import FrameFault, Values
from inspector.work.isolation import Isolation
from inspector.work.lab.words import ASK, BEAT_S, OPENED, OPERATION, UNOPENED, VERSION, packed, unpacked
from inspector.work.limits import Limits
from inspector.work.pool import Pool

T = TypeVar("T")
NAME = f"{OPERATION}-{VERSION}"
_ROOT = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_FOLDER = _ROOT | os.O_NOFOLLOW
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Workers(WorkerPlugin):  # type: ignore[misc]  # distributed has no types
    """Makes a worker of Dask a machine of the lab."""

    name = NAME

    def setup(self, worker: Any) -> None:  # noqa: ANN401  distributed has no types
        """Called on the machine when it joins."""
        worker.handlers[OPERATION] = serve

    def teardown(self, worker: Any) -> None:  # noqa: ANN401  as above
        """Called on the machine when it leaves."""
        worker.handlers.pop(OPERATION, None)


def plugin() -> bytes:
    """The plugin as a cluster takes it: a reference to `Workers`, which every machine must have installed."""
    pickled: bytes = dumps(Workers())
    return pickled


async def serve(comm: Any, tasks: Sequence[str], limits: Values) -> object:  # noqa: ANN401  as above
    """Answers one asker until it leaves; called by Dask with the connection."""
    try:
        pool = await asyncio.to_thread(Pool, tasks, 1, Limits.from_values(limits))
    except EnvironmentFault:
        return None  # no word of ours: the asker looks for another machine
    try:
        await comm.write(packed(READY, {"version": VERSION, "walls": _walls(pool.isolation)}))
        while True:
            await _Talk(comm, pool).hold(*unpacked(await comm.read()))
    except (CommClosedError, EnvironmentFault, FrameFault):
        comm.abort()
    finally:
        await asyncio.to_thread(pool.close)
    return Status.dont_reply


def _walls(isolation: Isolation) -> dict[str, str]:
    return dict.fromkeys(isolation.in_force, "") | dict(isolation.missing)


class _Talk:
    """One errand: the worker's words go to the asker, the asker's answers to the worker."""

    def __init__(self, comm: Any, pool: Pool) -> None:  # noqa: ANN401  as above
        self._comm = comm
        self._pool = pool
        self._loop = asyncio.get_running_loop()
        self._read = 0

    async def hold(self, kind: str, order: Any) -> None:  # noqa: ANN401  unpacked, checked here
        """From the order to the end; raises CommClosedError when the asker is gone."""
        match kind, order:
            case "ask", {"task": str(task), "request": dict(request), "places": list(places), "keep": str(keep)}:
                pass
            case _:
                raise FrameFault(f"not {ASK}")
        errand = asyncio.wrap_future(
            self._pool.submit(
                task, lambda: self._open(places), request, on_part=self._part, on_beat=self._beat,
                deadline_s=order.get("deadline_s"), keep=keep,
            )
        )  # fmt: skip
        errand.add_done_callback(lambda ended: ended.cancelled() or ended.exception())  # when nobody waits any more
        while not (await asyncio.wait({errand}, timeout=BEAT_S))[0]:
            await self._comm.write(packed(BEAT, self._read))
        await self._comm.write(packed(*_end(errand)))

    def _beat(self, done: int) -> None:
        self._read = done

    def _part(self, part: Values) -> bool:
        return self._on_loop(self._exchange(part))

    async def _exchange(self, part: Values) -> bool:
        await self._comm.write(packed(TELL, part))
        kind, more = unpacked(await self._comm.read())
        if kind != MORE:
            raise FrameFault("not an answer")
        return more is True

    def _open(self, places: Sequence[tuple[bytes, bytes]]) -> list[int]:
        """Opens the files and tells how the first stands, so that the asker knows that both see the same."""
        files: list[int] = []
        try:
            files.extend(_opened(folder, path) for folder, path in places)
            status = os.fstat(files[0])
            self._on_loop(self._comm.write(packed(OPENED, [status.st_size, status.st_mtime_ns // 1_000_000_000])))
        except BaseException:
            for file in files:
                os.close(file)
            raise
        return files

    def _on_loop(self, work: Coroutine[Any, Any, T]) -> T:
        """Has the thread of the connections do something, for a thread of the pool."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _end(errand: asyncio.Future[Values]) -> tuple[str, object]:
    try:
        return DONE, errand.result()
    except WorkFailure as failure:
        return FAILED, {"code": failure.code, "detail": failure.detail}
    except CommClosedError:  # an OSError too
        raise
    except OSError:
        return UNOPENED, {}


def _opened(folder: bytes, path: bytes) -> int:
    """A regular file, reached without following a link; a drive of this name would be another one on every machine."""
    *above, name = path.split(b"/")
    here = _unread(folder, _ROOT)
    try:
        for part in above:
            below = _unread(part, _FOLDER, here)
            os.close(here)
            here = below
        file = _unread(name, _FILE, here)
    finally:
        os.close(here)
    if not stat.S_ISREG(os.fstat(file).st_mode):
        os.close(file)
        raise FileNotFoundError
    return file


def _unread(name: bytes, how: int, above: int | None = None) -> int:
    """Opens without leaving an access time behind, where the system lets us."""
    try:
        return os.open(name, how | os.O_NOATIME, dir_fd=above)
    except PermissionError:
        return os.open(name, how, dir_fd=above)
