"""Documents and web pages inside the locked worker, which can open no file: nothing may be loaded late."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.work import Limits, Pool
from tests.analyse.drawn import encode, scene
from tests.source import test_mhtml, test_office, test_ole, test_pdf, test_rtf, test_warc, test_web_page
from tests.source.container_contract import ContainerContract, Example

READ = "tests.source.paper_tasks:read"
KINDS: tuple[type[ContainerContract], ...] = (
    test_pdf.TestPdf, test_office.TestOffice, test_mhtml.TestMhtml, test_warc.TestWarc, test_web_page.TestWebPage,
    test_ole.TestOle, test_rtf.TestRtf,
)  # fmt: skip


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool((READ,), size=1, limits=Limits()) as made:
        yield made


def read(pool: Pool, folder: Path, example: Example) -> dict[str, object]:
    path = folder / "evidence"
    path.write_bytes(example.data)
    request = {"name": example.name.encode()}
    return pool.submit(READ, lambda: os.open(path, os.O_RDONLY), request).result()


@pytest.mark.parametrize("kind", KINDS)
def test_examples_come_out_behind_the_lock(pool: Pool, tmp_path: Path, kind: type[ContainerContract]) -> None:
    for example in kind().examples():
        told = read(pool, tmp_path, example)
        assert told["failures"] == []
        assert told["members"] == {path.decode(): data for path, data in example.members.items()}


def test_a_picture_is_decoded_behind_the_lock(pool: Pool, tmp_path: Path) -> None:
    told = read(pool, tmp_path, Example("a.pdf", test_pdf.scanned(encode(scene(1, 50, 40), "PNG")), {}))

    assert (told["failures"], list(told["members"])) == ([], ["page-001-picture-01.png"])  # type: ignore[call-overload]
