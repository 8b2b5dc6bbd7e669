"""Copies that systems and programs keep become items with their place, through a real ingest."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.calling import CASE, Shell
from tests.source import (
    test_chrome_cache,
    test_firefox_cache,
    test_sqlite_blobs,
    test_thumbcache,
    test_thumbdata,
    test_thumbs_db,
)
from tests.source.container_contract import ContainerContract


@pytest.mark.parametrize(
    ("contract", "place"),
    [
        (test_chrome_cache.TestChromeCache, "cache"),
        (test_chrome_cache.TestChromeBlocks, "cache"),
        (test_firefox_cache.TestFirefoxCache, "cache"),
        (test_sqlite_blobs.TestSqliteBlobs, None),
        (test_thumbcache.TestThumbCache, "thumbnail"),
        (test_thumbdata.TestThumbData, "thumbnail"),
        (test_thumbs_db.TestThumbsDb, "thumbnail"),
    ],
)
def test_every_copy_is_an_item(
    shell: Shell, engine: None, tmp_path: Path, contract: type[ContainerContract], place: str | None
) -> None:
    example = contract().examples()[0]
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / example.name).write_bytes(example.data)
    shell("case", "new", CASE, "--title", "x")
    assert shell("ingest", tmp_path / "evidence", "--case", CASE).code == 0
    items = shell("items", "--case", CASE, "--json").json
    inside = [item for item in items if item["container"] is not None]
    assert {item["sha256"] for item in inside} == {
        hashlib.sha256(data).hexdigest() for data in example.members.values() if data is not None
    }
    assert {item["place"] for item in inside} == {place}
    assert [item["path"] for item in items if item["failure"]] == []
