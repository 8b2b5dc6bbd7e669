"""What can be done to a report two people signed, and that each of it is found."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic as generic_objects
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from inspector.report.key import file_key
from inspector.report.revision import SigningRevision
from inspector.report.roots import load_roots
from inspector.report.verdict import Verdict
from inspector.report.verify import verify_content
from inspector.words import Words

generic: Any = generic_objects  # pyHanko's objects have no types
_XML = {"Type": "Metadata", "Subtype": "XML"}
Attack = Callable[[Any], None]


def codes(verdict: Verdict) -> set[str]:
    return {problem.code for problem in verdict.problems}


@pytest.fixture(scope="module")
def roots(pki: Any) -> Sequence[Any]:
    return load_roots([pki.root])


def appended(pdf: bytes, attack: Attack) -> bytes:
    writer: Any = SigningRevision(io.BytesIO(pdf))
    attack(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def page(writer: Any, number: int) -> Any:
    return writer.find_page_for_modification(number)[0].get_object()


def replace_page(writer: Any) -> None:
    contents = page(writer, 0).raw_get("/Contents").get_object()
    contents._data = contents.data.replace(b"Tj", b"Tj ", 1) + b"\nq 0 0 595 842 re f Q"
    contents._encoded_data = None
    writer.update_container(contents)


def point_page_elsewhere(writer: Any) -> None:
    target = page(writer, 2)
    target["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"q 1 0 0 rg 0 0 300 300 re f Q"))
    writer.update_container(target)


def add_annotation(writer: Any) -> None:
    target = page(writer, 0)
    look = generic.StreamObject(
        dict_data={
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 400, 100))),
        },
        stream_data=b"1 g 0 0 400 100 re f",
    )
    annotation = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Stamp"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 300, 500, 400))),
            generic.pdf_name("/F"): generic.NumberObject(4),
            generic.pdf_name("/AP"): generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(look)}),
        }
    )
    annotations = target.get("/Annots", generic.ArrayObject())
    target["/Annots"] = generic.ArrayObject([*annotations, writer.add_object(annotation)])
    writer.update_container(target)


def swap_manifest(writer: Any) -> None:
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    embedded = names[3]["/EF"].raw_get("/F").get_object()
    embedded._data = embedded.data.replace(b'"items":[', b'"items":[ ')
    embedded._encoded_data = None
    writer.update_container(embedded)


def swap_signature_picture(writer: Any) -> None:
    field = field_of(writer, "examiner")
    look = field["/AP"].raw_get("/N").get_object()
    look._data = b"q 1 0 0 rg 0 0 100 50 re f Q"
    look._encoded_data = None
    writer.update_container(look)


def paint_empty_field(writer: Any) -> None:
    field = field_of(writer, "approver")
    look = field["/AP"].raw_get("/N").get_object()
    look._data = b"q 0 0 1 rg 0 0 150 50 re f Q"
    look._encoded_data = None
    writer.update_container(look)


def move_empty_field(writer: Any) -> None:
    field = field_of(writer, "approver")
    field["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 700)))
    writer.update_container(field)


def add_text_field(writer: Any) -> None:
    field = generic.DictionaryObject(
        {
            generic.pdf_name("/FT"): generic.pdf_name("/Tx"),
            generic.pdf_name("/T"): generic.pdf_string("conclusion"),
            generic.pdf_name("/V"): generic.pdf_string("đúng"),
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Widget"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (100, 300, 500, 400))),
        }
    )
    reference = writer.add_object(field)
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(reference)
    writer.update_container(fields)
    target = page(writer, 0)
    target["/Annots"] = generic.ArrayObject([*target.get("/Annots", generic.ArrayObject()), reference])
    writer.update_container(target)


def drop_a_page(writer: Any) -> None:
    tree = writer.root["/Pages"]
    tree["/Kids"] = generic.ArrayObject(list(tree["/Kids"])[1:])
    tree["/Count"] = generic.NumberObject(tree["/Count"] - 1)
    writer.update_container(tree)


def open_action(writer: Any) -> None:
    writer.root["/OpenAction"] = generic.DictionaryObject(
        {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("1"),
        }
    )
    writer.update_root()


def change_title(writer: Any) -> None:
    info = writer.trailer_view["/Info"]
    info["/Title"] = generic.pdf_string("Không đủ cơ sở")
    writer.update_container(info)


def change_packet(writer: Any) -> None:
    packet = writer.root["/Metadata"]
    stream = generic.StreamObject(
        dict_data={generic.pdf_name(f"/{key}"): generic.pdf_name(f"/{value}") for key, value in _XML.items()},
        stream_data=packet.data.replace(b"12/2026", b"13/2026"),
    )
    writer.root["/Metadata"] = writer.add_object(stream)
    writer.update_root()


def field_of(writer: Any, role: str) -> Any:
    fields = writer.root["/AcroForm"]["/Fields"]
    return next(fields[place] for place in range(len(fields)) if fields[place]["/T"] == role)


ATTACKS: dict[str, tuple[Attack, str]] = {
    "page content replaced": (replace_page, "page_replaced"),
    "page points elsewhere": (point_page_elsewhere, "page_replaced"),
    "page dropped": (drop_a_page, "page_replaced"),
    "annotation laid over": (add_annotation, "annotation_added"),
    "manifest replaced": (swap_manifest, "manifest_swapped"),
    "signature picture swapped": (swap_signature_picture, "altered_after_signing"),
    "empty field painted": (paint_empty_field, "signature_painted"),
    "empty field moved": (move_empty_field, "altered_after_signing"),
    "text field added": (add_text_field, "altered_after_signing"),
    "action added": (open_action, "altered_after_signing"),
    "title changed": (change_title, "metadata_changed"),
    "packet changed": (change_packet, "metadata_changed"),
}


def test_the_file_they_attack_is_right(signed_twice: bytes, roots: Sequence[Any]) -> None:
    verdict = verify_content(signed_twice, roots)
    assert verdict.ok, verdict.problems
    assert [signature.role for signature in verdict.signatures] == ["examiner", "reviewer"]
    assert all(signature.intact and signature.trusted for signature in verdict.signatures)
    assert [signature.covers_whole_file for signature in verdict.signatures] == [False, True]
    assert verdict.manifest_ok is True


@pytest.mark.parametrize("name", ATTACKS)
def test_incremental_update_is_found(name: str, signed_twice: bytes, roots: Sequence[Any]) -> None:
    attack, expected = ATTACKS[name]
    verdict = verify_content(appended(signed_twice, attack), roots)
    assert not verdict.ok
    assert expected in codes(verdict)
    for language in ("vi", "en"):
        told = verdict.as_json(Words(language))
        assert all(isinstance(each, dict) and each["message"] for each in told["problems"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["page content replaced", "annotation laid over", "manifest replaced"])
def test_update_between_two_signatures_is_found(
    name: str, signed_once: bytes, pki: Any, roots: Sequence[Any], vietnamese: Words
) -> None:
    """Somebody changes the file and gets a second signature from a tool that does not look."""
    changed = appended(signed_once, ATTACKS[name][0])
    about = PdfSignatureMetadata(field_name="reviewer", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = file_key(pki.reviewer.p12, pki.reviewer.password).signer
    output = io.BytesIO()
    PdfSigner(about, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(changed)), output=output)
    verdict = verify_content(output.getvalue(), roots)
    assert {"altered_after_signing", ATTACKS[name][1]} <= codes(verdict)


def test_second_signature_from_another_tool_is_fine(signed_once: bytes, pki: Any, roots: Sequence[Any]) -> None:
    about = PdfSignatureMetadata(field_name="reviewer", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = file_key(pki.reviewer.p12, pki.reviewer.password).signer
    output = io.BytesIO()
    PdfSigner(about, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(signed_once)), output=output)
    verdict = verify_content(output.getvalue(), roots)
    assert verdict.ok, verdict.problems


@pytest.mark.parametrize(("count", "expected"), [(1, "bytes_appended"), (400, "bytes_appended"), (4096, "damaged")])
def test_appended_bytes_are_found(count: int, expected: str, signed_twice: bytes, roots: Sequence[Any]) -> None:
    assert codes(verify_content(signed_twice + b"A" * count, roots)) == {expected}
    assert not verify_content(signed_twice + b"A" * count + b"\n%%EOF\n", roots).ok


def test_white_space_at_the_end_is_nothing(signed_twice: bytes, roots: Sequence[Any]) -> None:
    assert verify_content(signed_twice + b"\r\n", roots).ok


def test_rewrite_is_found(signed_twice: bytes, roots: Sequence[Any]) -> None:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed_twice)) as pdf:
        pdf.save(output)
    assert not verify_content(output.getvalue(), roots).ok


def test_cut_off_signature_leaves_an_empty_field(signed_once: bytes, signed_twice: bytes, roots: Sequence[Any]) -> None:
    """A valid earlier file: only the field that is still empty tells."""
    verdict = verify_content(signed_twice[: len(signed_once)], roots)
    assert verdict.ok
    told = {(warning.code, warning.facts.get("role")) for warning in verdict.warnings}
    assert {("field_unsigned", "reviewer"), ("field_unsigned", "approver")} <= told


def test_bit_flips_in_what_is_signed_are_found(signed_twice: bytes, roots: Sequence[Any]) -> None:
    """Every flip outside the two signature containers; inside them some bits carry nothing that was signed."""
    reader = PdfFileReader(io.BytesIO(signed_twice))
    ranges = [list(signature.byte_range) for signature in reader.embedded_signatures]
    gaps = [(start + length, other) for start, length, other, _ in ranges]
    dice = random.Random(20261121)
    missed = []
    for _ in range(40):
        place = dice.randrange(len(signed_twice))
        if any(start <= place < end for start, end in gaps):
            continue
        flipped = bytearray(signed_twice)
        flipped[place] ^= 1 << dice.randrange(8)
        try:
            ok = verify_content(bytes(flipped), roots).ok
        except Exception as error:  # noqa: BLE001 (any exception is the finding)
            pytest.fail(f"bit flip at {place}: {type(error).__name__}")
        if ok:
            missed.append(place)
    assert not missed


def test_data_hidden_behind_a_signature_is_found(signed_twice: bytes, roots: Sequence[Any]) -> None:
    """The room reserved for a signature is larger than the signature, and no digest covers it."""
    start, length, other, _ = PdfFileReader(io.BytesIO(signed_twice)).embedded_signatures[-1].byte_range
    place = other - 20
    assert signed_twice[place : place + 8] == b"0" * 8
    hidden = signed_twice[:place] + b"c0ffee00" + signed_twice[place + 8 :]
    assert start + length < place
    assert codes(verify_content(hidden, roots)) == {"signature_gap"}


def test_truncated_and_scrambled_files_get_a_verdict(signed_twice: bytes, roots: Sequence[Any]) -> None:
    dice = random.Random(7)
    for _ in range(40):
        broken = bytearray(signed_twice[: dice.randrange(1000, len(signed_twice))])
        for _ in range(dice.randrange(0, 30)):
            broken[dice.randrange(1024, len(broken)) if len(broken) > 1024 else 0] = dice.randrange(256)
        broken[:8] = b"%PDF-1.7"
        assert not verify_content(bytes(broken), roots).ok


def test_manifest_of_another_report_is_found(report: bytes, pki: Any, sign_as: Any, roots: Sequence[Any]) -> None:
    """The file was put together wrongly before anybody signed: only the printed digest tells."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(report)) as pdf:
        names = pdf.Root.Names.EmbeddedFiles.Names
        names[3].EF.F.write(names[3].EF.F.read_bytes().replace(b"A1", b"A2"))
        pdf.save(output)
    verdict = verify_content(sign_as(output.getvalue(), "examiner", pki.examiner), roots)
    assert verdict.manifest_ok is False
    assert codes(verdict) == {"manifest_mismatch"}


FACTS = (
    "detail", "exhibits", "field", "fields", "font", "form", "given", "key", "place", "signer", "token", "until",
)  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_remark_has_a_sentence(language: str) -> None:
    """Codes are found in the source, so that a new one cannot come without its sentence."""
    words = Words(language)
    room = Path(__file__).parents[2] / "inspector" / "report"
    source = "\n".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    remarks = {*re.findall(r'Remark\(\s*"([a-z_]+)"', source), "page_replaced", "annotation_added", "manifest_swapped"}
    faults = set(re.findall(r'(?:Fault|AnswerProblem)\(\s*"(report_[a-z0-9_]+)"', source))
    cautions = set(re.findall(r'Caution\(\s*"(report_[a-z_]+)"', source))
    assert len(remarks) > 20
    assert len(faults) > 30
    facts: dict[str, str | float] = dict.fromkeys(FACTS, "x")
    facts |= {"more": 2, "bits": 1024, "count": 3, "role": "examiner", "other": "reviewer", "roots": "none"}
    for code in remarks:
        name = code.replace("_", "-")
        assert words.has(f"report-problem-{name}") or words.has(f"report-warning-{name}"), code
        sort = "problem" if words.has(f"report-problem-{name}") else "warning"
        assert words.say(f"report-{sort}-{name}", **facts)
    for code in faults:
        assert words.say(f"error-{code.replace('_', '-')}", **facts)
    for code in cautions:
        assert words.say(f"warning-{code.replace('_', '-')}", **facts)
