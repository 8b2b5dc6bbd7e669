"""The libraries beneath go on working when nothing can be opened any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from inspector.work import Pool
from tests.source import disk_samples as samples
from tests.source.disk_samples import FILES

TASK = "tests.source.disk_tasks:read"


def made(form: str) -> bytes:
    return samples.converted(samples.ext(), form)[f"d.{form}"]


def expert_witness() -> bytes:
    return samples.expert_witness(samples.ext())[0]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool([TASK], 1) as workers:
        yield workers


@pytest.mark.parametrize(
    ("name", "make", "verified"),
    [
        ("a.dd", samples.ext, None),
        ("a.E01", expert_witness, True),
        ("a.qcow2", partial(made, "qcow2"), None),
        ("a.vmdk", partial(made, "vmdk"), None),
        ("a.vhdx", partial(made, "vhdx"), None),
        ("a.vhd", partial(made, "vpc"), None),
    ],
)
def test_an_image_is_read_behind_the_walls(
    name: str, make: Callable[[], bytes], verified: bool | None, pool: Pool, tmp_path: Path
) -> None:
    place = tmp_path / name
    place.write_bytes(make())

    told = pool.submit(TASK, lambda: os.open(place, os.O_RDONLY), {"name": name}).result()

    assert told == {
        "locked": True, "members": {path: len(data) for path, data in FILES.items()}, "verified": verified,
    }  # fmt: skip
