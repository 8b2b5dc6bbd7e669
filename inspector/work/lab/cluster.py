"""The scheduler of a Dask cluster, asked only which machines there are, and to make them machines of the lab."""

from __future__ import annotations

from inspector.work.frame import FrameFault
from inspector.work.lab import machine
from inspector.work.lab.wire import DaskWire

_MOST_THREADS = 1_000
_LOADING_S = 60.0  # what machines may take to load the plugin


class Cluster:
    """The cluster whose scheduler is at `dask://HOST:PORT`. For one thread at a time, but for `close`."""

    def __init__(self, address: str, patience_s: float) -> None:
        self._address = address.replace("dask://", "tcp://", 1)
        self._patience_s = patience_s
        self._wire: DaskWire | None = None

    def machines(self) -> dict[str, int]:
        """The address of each worker of Dask with the number of its threads.

        Raises WireClosed when the scheduler cannot be reached, FrameFault when it is none.
        """
        try:
            return _machines(self._joined().ask("identity"))
        except BaseException:
            self.close()
            self._wire = None
            raise

    def close(self) -> None:
        """Leaves the cluster; may be called by any thread."""
        if self._wire is not None:
            self._wire.hang_up()
            self._wire.close()

    def _joined(self) -> DaskWire:
        """The connection. The plugin stays with the cluster, for machines that come later."""
        if self._wire is None:
            self._wire = DaskWire.to(self._address, self._patience_s)
            self._wire.patient(_LOADING_S)
            # Whatever the reply: a machine that cannot load it will not know what it is asked for, and is not used.
            self._wire.ask("register_worker_plugin", plugin=machine.plugin(), name=machine.NAME, idempotent=True)
            self._wire.patient(self._patience_s)
        return self._wire


def _machines(untrusted_identity: object) -> dict[str, int]:
    match untrusted_identity:
        case {"type": "Scheduler", "workers": dict(workers)}:
            return {str(address): _threads(worker) for address, worker in workers.items()}
    raise FrameFault("not a scheduler")


def _threads(untrusted_worker: object) -> int:
    match untrusted_worker:
        case {"nthreads": int(threads)} if 0 < threads <= _MOST_THREADS:
            return threads
    raise FrameFault("not a worker")
