"""The file itself: PDF/A-3b rules, fonts, attachments, and the same bytes for the same case."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from inspector.place import resource
from inspector.report import ruled_table
from inspector.report.answers import Answers
from inspector.report.build import build
from inspector.report.facts import Facts
from inspector.report.fonts import FILES
from inspector.report.manifest import neutral
from inspector.report.page_text import page_text
from inspector.report.pdf_file import open_pdf
from inspector.report.walk import pages
from inspector.words import Words

BASES = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def vietnamese_letters() -> str:
    letters = [base + tone for base in BASES for tone in ("", *TONES)] + ["đ"]
    composed = "".join(unicodedata.normalize("NFC", letter) for letter in letters)
    return composed + composed.upper() + "₫–—“”‘’…%§×≤≥"


@pytest.mark.parametrize("name", [name for name, _ in FILES.values()])
def test_fonts_draw_every_vietnamese_letter(name: str) -> None:
    drawn = TTFont(resource(f"fonts/{name}")).getBestCmap()
    assert not [letter for letter in vietnamese_letters() if ord(letter) not in drawn]


def test_the_licences_lie_beside_what_they_cover() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "use freely" in resource("icc/LICENCE.txt").read_text(encoding="utf-8")


def lint(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What breaks the rules of PDF/A-3b (ISO 19005-3) that this program could break."""
    root = pdf.Root
    packet = root.Metadata.read_bytes()
    if b"<pdfaid:part>3</pdfaid:part>" not in packet or b"<pdfaid:conformance>B</pdfaid:conformance>" not in packet:
        yield "no PDF/A identification"
    if "/Filter" in root.Metadata:
        yield "metadata is compressed"
    if str(root.OutputIntents[0].S) != "/GTS_PDFA1" or root.OutputIntents[0].DestOutputProfile.N != 3:
        yield "no output intent"
    if pdf.is_encrypted or "/ID" not in pdf.trailer:
        yield "encrypted or without ID"
    if "/OpenAction" in root or "/AA" in root:
        yield "actions"
    for specification in root.AF:
        if specification.AFRelationship not in ("/Data", "/Source") or "/UF" not in specification:
            yield "attachment without relationship"
        if "/Subtype" not in specification.EF.F or "/ModDate" not in specification.EF.F.Params:
            yield "attachment without type or date"
    for thing in pdf.objects:
        yield from lint_object(thing)


def lint_object(thing: Any) -> Iterator[str]:
    if isinstance(thing, pikepdf.Stream):
        filters: Any = thing.get("/Filter", [])
        if "/LZWDecode" in ([filters] if isinstance(filters, pikepdf.Name) else list(filters)):
            yield "LZW"
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    kind = thing.get("/Type")
    if kind == "/Annot":
        if not int(thing.get("/F", 0)) & 4 or int(thing.get("/F", 0)) & 2:
            yield "annotation not printed or hidden"
        if set(thing.AP.keys()) != {"/N"}:
            yield "annotation with other looks"
    if kind == "/Font" and thing.Subtype != "/Type0":
        yield from lint_font(thing)
    if kind == "/ExtGState" and (float(thing.get("/ca", 1)) != 1 or float(thing.get("/CA", 1)) != 1):
        yield "transparency without a blending space"


def lint_font(font: Any) -> Iterator[str]:
    if "/FontFile2" not in font.get("/FontDescriptor", {}):
        yield f"{font.BaseFont} is not embedded"
        return
    if "/ToUnicode" not in font:
        yield f"{font.BaseFont} has no ToUnicode"
    drawn = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
    advances = {round(width * 1000 / drawn["head"].unitsPerEm) for width, _ in drawn["hmtx"].metrics.values()}
    if not {round(float(width)) for width in font.Widths} <= advances | {0}:
        yield f"{font.BaseFont} has widths its program has not"


@pytest.mark.parametrize("which", ["report", "signed_twice"])
def test_rules_of_pdf_a_are_kept(which: str, request: pytest.FixtureRequest) -> None:
    with pikepdf.open(io.BytesIO(request.getfixturevalue(which))) as pdf:
        assert list(lint(pdf)) == []
        assert pdf.pdf_version == "1.7"


def test_demo_reports_keep_them_too(facts: Facts, answers: Answers, english: Words, at: datetime) -> None:
    with pikepdf.open(io.BytesIO(build(facts, answers, english, at, demo=True).pdf)) as pdf:
        assert list(lint(pdf)) == []
        assert str(pdf.Root.Lang) == "en-GB"


def test_outside_programs_find_nothing_wrong(report: bytes, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_bytes(report)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "WARNING" not in checked.stdout + checked.stderr
    fonts = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert len(fonts) >= 4
    assert not [line for line in fonts if "Liberation" not in line]
    assert "Syntax" not in subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stderr


def test_the_three_fields_exist_before_any_signature(report: bytes) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        fields = pdf.Root.AcroForm.Fields
        assert [str(field.T) for field in fields] == ["examiner", "reviewer", "approver"]
        assert all("/V" not in field and field.FT == "/Sig" for field in fields)
        boxes = [[float(edge) for edge in field.Rect] for field in fields]
    for left, bottom, right, top in boxes:
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
    for place, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert other[0] >= right or left >= other[2] or other[1] >= top or bottom >= other[3]


BUILD = """
import importlib.util, sys, hashlib
spec = importlib.util.spec_from_file_location("examples", sys.argv[1])
examples = importlib.util.module_from_spec(spec)
sys.modules["examples"] = examples
spec.loader.exec_module(examples)
from inspector.report.answers import check_answers
from inspector.report.build import build
from inspector.report.form import load_form
from inspector.words import Words
answers = check_answers(load_form("assessment"), examples.FULL_ANSWERS)
print(hashlib.sha256(build(examples.make_facts(), answers, Words("vi"), examples.AT).pdf).hexdigest())
"""


def test_same_case_same_bytes_wherever_and_whenever(report: bytes, tmp_path: Path) -> None:
    """Other locale, time zone, folder, hash seed and moment; and a process that printed something else before."""
    examples = Path(__file__).with_name("conftest.py")
    tree = Path(__file__).parents[2]
    found = set()
    for locale, zone, seed in (("C", "UTC", "0"), ("vi_VN.UTF-8", "Asia/Tokyo", "1"), ("tr_TR", "Etc/GMT-14", "7")):
        environment = {**os.environ, "LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(tree)}
        command = [sys.executable, "-c", BUILD, str(examples)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=True)
        found.add(done.stdout.strip())
    assert found == {hashlib.sha256(report).hexdigest()}


def test_another_moment_or_answer_gives_other_bytes(
    report: bytes, facts: Facts, answers: Answers, vietnamese: Words, at: datetime
) -> None:
    assert build(facts, answers, vietnamese, at + timedelta(seconds=1)).pdf != report
    assert build(facts, answers, vietnamese, at + timedelta(milliseconds=1)).pdf == report


def test_the_manifest_holds_every_item_and_the_page_names_it(
    report: bytes, facts: Facts, answers: Answers, at: datetime
) -> None:
    with pikepdf.open(io.BytesIO(report)) as pdf:
        attached = {name: bytes(each.get_file().read_bytes()) for name, each in pdf.attachments.items()}
    record = json.loads(attached["manifest.json"])
    assert [item["sha256"] for item in record["items"]] == [item.digests.sha256.hex() for item in facts.relevant]
    assert record["audit"] == {"row": 318, "hash": facts.audit.hash.hex()}
    assert record["manifest.csv"] == hashlib.sha256(attached["manifest.csv"]).hexdigest()
    assert record["answers_sha256"] == answers.digest().hex()
    assert record["made"] == "2026-11-21T03:00:00Z"
    printed = "".join(page_text(page) for page in pages(open_pdf(report).root))
    assert hashlib.sha256(attached["manifest.json"]).hexdigest() in printed


def test_the_table_beside_it_opens_without_formulas(
    facts_of: Any, item_of: Any, answers: Answers, vietnamese: Words, at: datetime
) -> None:
    names = [b"=cmd|'/c calc'!A1", b"@SUM(1)", b"-1+1", b"+1", b"  =1", b"\t=1", b'a"b,c;d', "ảnh.jpg".encode()]
    facts = facts_of([item_of(number, name) for number, name in enumerate(names)])
    with pikepdf.open(io.BytesIO(build(facts, answers, vietnamese, at).pdf)) as pdf:
        table = bytes(pdf.attachments["manifest.csv"].get_file().read_bytes())
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    assert len(rows) == len(names) + 1
    paths = [row[2] for row in rows[1:]]
    assert not [path for path in paths if path.lstrip().startswith(("=", "+", "-", "@"))]
    assert paths[0] == "'=cmd|'/c calc'!A1"
    assert paths[-2:] == ['a"b,c;d', "ảnh.jpg"]


@given(st.text())
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    safe = neutral(cell)
    assert safe in (cell, f"'{cell}")
    assert not safe.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_report_of_thousands_of_items_is_whole(
    facts_of: Callable[..., Facts], item_of: Any, answers: Answers, at: datetime, tmp_path: Path
) -> None:
    facts = facts_of([item_of(number, f"Ảnh/bộ {number % 40}/IMG_{number:05d}.jpg".encode()) for number in range(1200)])
    path = tmp_path / "r.pdf"
    path.write_bytes(build(facts, answers, Words("vi"), at).pdf)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert all(f"IMG_{number:05d}" in text for number in range(1200))


def test_the_work_grows_with_the_length_and_not_faster(
    facts_of: Callable[..., Facts], item_of: Any, answers: Answers, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: each row is broken into lines at most three times, however long the table."""
    rows = 0
    real = ruled_table.Plan._row

    def counting(self: Any, number: int, line: int) -> Any:
        nonlocal rows
        rows += 1
        return real(self, number, line)

    monkeypatch.setattr(ruled_table.Plan, "_row", counting)
    build(facts_of([item_of(number, b"x.jpg") for number in range(600)]), answers, Words("vi"), at)
    assert rows < 3 * 700
