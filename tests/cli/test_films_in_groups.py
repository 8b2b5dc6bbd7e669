"""Copies of one video stand together, through a real ingest; a video made of others binds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.analyse.shaken import changed, shaken, written
from tests.cli.calling import CASE, Shell
from tests.command import Ended

COPIES = ["coded.avi", "cut.mkv", "large.mp4", "mirrored.mp4", "small.mp4"]


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A video, copies of it, another, and one made of both."""
    folder, one, other = tmp_path_factory.mktemp("clips"), shaken(1), shaken(2)
    drawn = {
        "large.mp4": written(changed(one, lambda frame: frame.resize((256, 192), Image.Resampling.BICUBIC))),
        "coded.avi": written(one, "mpeg4", "avi", 37, qscale="7"),
        "small.mp4": written(changed(one, lambda frame: frame.resize((128, 96), Image.Resampling.BOX)), crf="30"),
        "cut.mkv": written(one[13:89], "mpeg4", "matroska", 12),
        "mirrored.mp4": written(changed(one, lambda frame: frame.transpose(Image.Transpose.FLIP_LEFT_RIGHT))),
        "other.mp4": written(other),
        "both.mp4": written(changed((*one, *other), lambda frame: frame.resize((320, 240), Image.Resampling.BICUBIC))),
    }
    for name, data in drawn.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def told(shell: Shell, engine: None, clips: Path) -> Shell:
    shell("case", "new", CASE, "--title", "Vụ việc thử")
    assert shell("ingest", clips, "--case", CASE).code == 0
    return shell


def items(shell: Shell) -> dict[str, int]:
    return {item["path"]: item["id"] for item in shell("items", "--case", CASE, "--json").json}


def test_copies_of_a_video_are_one_group_and_a_video_made_of_others_is_in_none(told: Shell) -> None:
    numbers = items(told)
    (group,) = told("groups", "--case", CASE, "--json").json["groups"]
    assert (group["item"], group["contents"], group["kind"]) == (numbers["large.mp4"], 5, "near")
    found = told("items", "--case", CASE, "--group", str(group["item"]), "--json").json
    assert sorted(item["path"] for item in found) == COPIES
    for alone in ("other.mp4", "both.mp4"):
        assert told("item", "show", str(numbers[alone]), "--json").json["group"] is None


def test_a_video_tells_its_group_in_percent_and_what_was_done(told: Shell) -> None:
    numbers = items(told)
    shown = told("item", "show", str(numbers["small.mp4"]), "--json").json
    members = {member["item"]: member for member in shown["group"]["members"]}
    assert members[numbers["large.mp4"]]["distance"] == 0
    assert all(0 <= member["distance"] <= 40 for member in members.values())
    assert members[numbers["mirrored.mp4"]]["variant"] == "mirrored"
    assert members[numbers["coded.avi"]]["variant"] == ""
    assert "~ Video giống nhau: 5 nội dung" in told("item", "show", str(numbers["cut.mkv"])).stdout


def test_a_like_video_of_another_case_is_seen(told: Shell, clips: Path, tmp_path: Path) -> None:
    (tmp_path / "seen").mkdir()
    (tmp_path / "seen" / "again.mp4").write_bytes(written(shaken(1), crf="33"))
    told("case", "new", "02/VA", "--title", "x")
    assert told("ingest", tmp_path / "seen", "--case", "02/VA").code == 0
    (again,) = told("items", "--case", "02/VA", "--json").json
    shown = told("item", "show", str(again["id"]), "--json").json
    (seen,) = shown["elsewhere"]
    assert (seen["case"], seen["by"], seen["film"], seen["count"]) == (CASE, "near", True, 1)
    assert seen["distance"] <= 20
    assert f"{CASE}: a like video" in said(told("item", "show", str(again["id"]), "--lang", "en"))
    assert "02/VA: ảnh hoặc video giống nhau, 1 nhóm" in said(told("elsewhere", "--case", CASE))


def said(ended: Ended) -> str:
    """What was said, without the marks that keep directions of writing apart."""
    return ended.stdout.translate({0x2068: None, 0x2069: None})
