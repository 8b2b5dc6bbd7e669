"""The class of a place on the command line: in JSON by its code, to a person in words."""

from __future__ import annotations

from pathlib import Path

from tests.cli.calling import CASE, Shell


def test_the_place_of_an_item_is_told(shell: Shell, engine: None, tmp_path: Path) -> None:
    names = ("DCIM/Camera/1.jpg", "Zalo Received Files/1.jpg", "1.jpg")
    for name in names:
        path = tmp_path / "evidence" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"the same content everywhere")
    shell("case", "new", CASE, "--title", "x")
    shell("ingest", tmp_path / "evidence", "--case", CASE)
    told = {item["path"]: item["place"] for item in shell("items", "--case", CASE, "--json").json}
    assert told == dict(zip(names, ("camera", "received", None), strict=True))
    shown = shell("item", "show", "1", "--json").json
    assert {place["shown"]: place["place"] for place in shown["occurrences"]} == told
    lines = shell("item", "show", "1").stdout.splitlines()
    assert "= VC-01: DCIM/Camera/1.jpg  (do máy ảnh, điện thoại tạo)" in lines
    assert "= VC-01: 1.jpg" in lines
