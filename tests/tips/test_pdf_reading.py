"""PDF files: text, information and embedded files; whatever they would like to run is only read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from inspector.analyse import pdffile
from inspector.analyse.pdffile import read_pdf, utc
from inspector.analyse.tipparts import TEXT_LIMIT
from inspector.tips.reading import TipReading
from tests.pdfs import changed

Read = Callable[..., TipReading]


def pages(*texts: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    for text in texts:
        for line, words in enumerate(text.split("\n")):
            canvas.drawString(72, 760 - 14 * line, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def embed(pdf: Pdf, name: str, data: bytes, mime: str = "") -> None:
    pdf.attachments[str(len(pdf.attachments))] = AttachedFileSpec(
        pdf, data, filename=name, mime_type=mime, description="", creation_date="", mod_date=""
    )


def codes(reading: TipReading) -> set[str]:
    return {failure.code for failure in reading.failures}


def test_text_of_all_pages_and_what_the_document_says_of_itself(read: Read) -> None:
    def describe(pdf: Pdf) -> None:
        pdf.docinfo["/Title"] = "Tố giác"
        pdf.docinfo["/Author"] = "Người báo tin"
        pdf.docinfo["/CreationDate"] = "D:20260102100405+07'00'"

    reading = read(changed(pages("trang mot\nhttp://example.org/x", "trang hai"), describe))
    assert reading.format == "pdf"
    assert reading.untrusted_title == "Tố giác"
    assert reading.untrusted_text.split() == ["trang", "mot", "http://example.org/x", "trang", "hai"]
    assert reading.untrusted_fields["author"] == "Người báo tin"
    assert reading.untrusted_fields["created"] == "2026-01-02T03:04:05Z"
    assert reading.untrusted_fields["pages"] == "2"
    assert codes(reading) == set()


def test_embedded_files_come_out_under_the_names_they_bear(read: Read) -> None:
    def two_files(pdf: Pdf) -> None:
        embed(pdf, "../ảnh.jpg", b"\xff\xd8\xff", "image/jpeg")
        embed(pdf, "trong.txt", b"")

    first, second = read(changed(pages("x"), two_files)).attachments
    assert (first.untrusted_name, first.untrusted_mime, first.data) == ("../ảnh.jpg", "image/jpeg", b"\xff\xd8\xff")
    assert (second.untrusted_name, second.data) == ("trong.txt", b"")


def test_link_targets_are_read_and_not_followed(read: Read) -> None:
    def link(pdf: Pdf) -> None:
        action = Dictionary(S=Name.URI, URI=String("https://example.org/bay?a=1"))
        launch = Dictionary(S=Name.Launch, F=String("/bin/sh"))
        pdf.pages[0].Annots = Array(
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=each))
            for each in (action, launch)
        )

    assert read(changed(pages("x"), link)).untrusted_links == ("https://example.org/bay?a=1",)


def test_scripts_and_opening_actions_are_counted_and_never_run(read: Read) -> None:
    def script(pdf: Pdf) -> None:
        code = Dictionary(S=Name.JavaScript, JS=String("this.info.Title = 'da chay'; app.alert(1); while(true){}"))
        pdf.Root.OpenAction = pdf.make_indirect(code)
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(code)])))

    reading = read(changed(pages("x"), script))
    assert reading.untrusted_fields["scripts"] == "1"
    assert (reading.untrusted_title, reading.untrusted_text) == ("untitled", "x")


def test_a_locked_document_says_so(read: Read) -> None:
    locked = changed(pages("bi mat"), lambda _: None, encryption=pikepdf.Encryption(user="u", owner="o"))
    reading = read(locked)
    assert codes(reading) == {"tip_pdf_locked"}
    assert reading.untrusted_text == ""


def test_a_document_locked_for_changes_only_is_read(read: Read) -> None:
    locked = changed(pages("doc duoc"), lambda _: None, encryption=pikepdf.Encryption(user="", owner="o"))
    assert read(locked).untrusted_text == "doc duoc"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00" * 5000, b"rac %PDF-1.4 %%EOF"])
def test_a_broken_document_says_so(read: Read, data: bytes) -> None:
    assert codes(read(data)) == {"tip_pdf_broken"}


def test_a_broken_page_costs_only_itself(read: Read) -> None:
    def damage(pdf: Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F9 Tf ((((((( Tj" * 50)

    assert read(changed(pages("mot", "hai"), damage)).untrusted_text == "hai"


def test_pages_in_a_circle_end(read: Read) -> None:
    def circle(pdf: Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    assert read(changed(pages("mot"), circle)).format == "pdf"


def test_too_many_pages_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(pdffile, "PAGES", 2)
    reading = read(pages("mot", "hai", "ba"))
    assert reading.untrusted_text.split() == ["mot", "hai"]
    assert "tip_pdf_pages" in codes(reading)


def test_an_attachment_over_the_limit_is_named_but_not_taken(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    def two_files(pdf: Pdf) -> None:
        embed(pdf, "bom.bin", b"\x00" * 5_000_000)
        embed(pdf, "nho.txt", b"nho")

    monkeypatch.setattr(pdffile, "ATTACHMENT_LIMIT", 1_000_000)
    first, second = read(changed(pages("x"), two_files)).attachments
    assert first.untrusted_name == "bom.bin"
    assert first.data is None
    assert first.failure
    assert first.failure.code == "tip_attachment_large"
    assert second.data == b"nho"


def test_a_page_of_endless_text_is_cut(monkeypatch: pytest.MonkeyPatch, read: Read) -> None:
    monkeypatch.setattr(pdffile, "TEXT_LIMIT", 100)
    reading = read(pages("\n".join(["chu " * 20] * 20)))
    assert len(reading.untrusted_text) <= 100
    assert "tip_text_cut" in codes(reading)


def test_a_compressed_bomb_in_a_page_is_survived(read: Read) -> None:
    def bomb(pdf: Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(zlib.compress(b" " * 50_000_000), filter=Name.FlateDecode)
        pdf.pages[0].Contents = stream

    reading = read(changed(pages("mot", "hai"), bomb))
    assert reading.untrusted_text == "hai"
    assert len(reading.untrusted_text) <= TEXT_LIMIT


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("D:20260102100405+07'00'", "2026-01-02T03:04:05Z"),
        ("D:20260102100405-07'30", "2026-01-02T17:34:05Z"),
        ("D:20260102100405Z", "2026-01-02T10:04:05Z"),
        ("D:20260102100405", ""),
        ("D:20261302100405Z", ""),
        ("D:00010101000000+2300", ""),
        ("hôm nay", ""),
    ],
)
def test_only_a_date_with_its_zone_becomes_utc(written: str, moment: str) -> None:
    assert utc(written) == moment


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_is_survived(data: st.DataObject) -> None:
    whole = bytearray(_SMALL)
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(9, len(whole) - 1))] = data.draw(st.integers(0, 255))
    parts = read_pdf(bytes(whole), lambda: None)
    list(parts.attachments)
    assert parts.format == "pdf"


_SMALL = changed(pages("chu"), lambda pdf: embed(pdf, "a.txt", b"x" * 100))
