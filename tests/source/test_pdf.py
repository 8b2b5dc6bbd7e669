"""PDF: pictures shown and hidden, embedded files, and the text; hostile documents end."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, Stream
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Container
from inspector.source.containers.paper import pdf as reader
from inspector.source.containers.paper import pdfobjects, pdfpicture
from tests.analyse.drawn import encode, scene
from tests.pdfs import changed
from tests.source.container_contract import ContainerContract, Example, contents, opened

JPEG = encode(scene(1, 120, 80), "JPEG")
ATTACHED = "Ảnh gia đình.txt"


def pages(*texts: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    for text in texts:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scanned(*pictures: bytes) -> bytes:
    """A document with one picture a page, as a scanner makes it."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for picture in pictures:
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 72, 400, 200, 150)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def picture(pdf: Pdf, data: bytes, width: int, height: int, **more: object) -> Stream:
    said = {"BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB, **more}
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, **said)


def showing(*made: Callable[[Pdf], Stream]) -> bytes:
    """One page that shows pictures made in its document."""

    def show(pdf: Pdf) -> None:
        shown = {f"/Im{number}": pdf.make_indirect(make(pdf)) for number, make in enumerate(made)}
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(shown))

    return changed(pages(""), show)


def example(data: bytes, *passwords: str) -> Example:
    return Example("a.pdf", data, {}, passwords=passwords)


def read(data: bytes, *passwords: str) -> dict[str, bytes]:
    return {member.path.decode(): found for member, found in contents(opened(reader.Pdf, example(data, *passwords)))}


def failures(container: Container) -> set[tuple[str, str]]:
    return set(container.about().failures)


def walked(data: bytes) -> Container:
    container = opened(reader.Pdf, example(data))
    for _ in container.walk():
        pass
    return container


def pixels(png: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return np.asarray(image)


def attached(pdf: Pdf) -> AttachedFileSpec:
    return AttachedFileSpec(
        pdf, b"attached words", filename=ATTACHED, description="", mime_type="", creation_date="", mod_date=""
    )


class TestPdf(ContainerContract):
    reader = reader.Pdf

    def examples(self) -> list[Example]:
        def fill(pdf: Pdf) -> None:
            pdf.attachments["one"] = attached(pdf)
            shown = pdf.make_indirect(picture(pdf, JPEG, 120, 80, Filter=Name.DCTDecode))
            pdf.pages[1].Resources.XObject = Dictionary(A=shown, B=shown)
            inline = b"q BI /W 120 /H 80 /BPC 8 /CS /RGB /F /DCT ID " + JPEG + b"\nEI Q"
            pdf.pages[1].contents_add(pdf.make_stream(inline))

        members: dict[bytes, bytes | None] = {
            b"page-002-picture-01.jpg": JPEG,
            b"page-002-inline-01.jpg": JPEG,
            ATTACHED.encode(): b"attached words",
            b"text.txt": b"one\n\ntwo",
        }
        secret = changed(pages("one", "two"), fill, pikepdf.Encryption(owner="o", user="mật khẩu"))
        return [
            Example("a.pdf", changed(pages("one", "two"), fill), members),
            Example("locked.pdf", secret, members, passwords=("wrong", "mật khẩu")),
        ]


def test_pictures_come_out_as_they_were_drawn() -> None:
    drawn = np.asarray(scene(2, 61, 47))
    grey, bits = drawn[:, :, 0], np.asarray(drawn[:, :, 1] > 127)
    palette = bytes(range(48))
    few = np.asarray(drawn[:, :, 2] >> 4)

    found = read(
        showing(
            lambda pdf: picture(pdf, zlib.compress(drawn.tobytes()), 61, 47, Filter=Name.FlateDecode),
            lambda pdf: picture(pdf, grey.tobytes(), 61, 47, ColorSpace=Name.DeviceGray),
            lambda pdf: picture(
                pdf, np.packbits(bits, axis=1).tobytes(), 61, 47, ColorSpace=Name.DeviceGray, BitsPerComponent=1
            ),
            lambda pdf: picture(
                pdf, few.tobytes(), 61, 47,
                ColorSpace=Array([Name.Indexed, Name.DeviceRGB, 15, pikepdf.String(palette)]),
            ),
        )
    )  # fmt: skip

    names = [f"page-001-picture-0{number}.png" for number in range(1, 5)]
    assert (pixels(found[names[0]]) == drawn).all()
    assert (pixels(found[names[1]]) == grey).all()
    assert (pixels(found[names[2]]) == bits * np.uint8(255)).all()
    assert (pixels(found[names[3]]) == np.frombuffer(palette, np.uint8).reshape(16, 3)[few]).all()


def test_a_scanned_document_made_elsewhere() -> None:
    jpeg, png = encode(scene(3, 90, 60), "JPEG"), encode(scene(4, 90, 60), "PNG")

    found = read(scanned(jpeg, png))

    assert sorted(found) == ["page-001-picture-01.jpg", "page-002-picture-01.png"]
    assert found["page-001-picture-01.jpg"] == jpeg
    assert (pixels(found["page-002-picture-01.png"]) == np.asarray(scene(4, 90, 60))).all()


def test_a_jpeg_in_further_wrappings_is_still_the_same_file() -> None:
    twice = zlib.compress(JPEG).hex().encode() + b">"
    chain = Array([Name.ASCIIHexDecode, Name.FlateDecode, Name.DCTDecode])

    found = read(showing(lambda pdf: picture(pdf, twice, 120, 80, Filter=chain)))

    assert found == {"page-001-picture-01.jpg": JPEG}


def test_jpeg_2000_keeps_its_bytes() -> None:
    data = encode(scene(5, 64, 64), "JPEG2000")

    found = read(showing(lambda pdf: picture(pdf, data, 64, 64, Filter=Name.JPXDecode)))

    assert found == {"page-001-picture-01.jp2": data}


def test_what_no_page_shows_comes_out_too_and_each_once() -> None:
    def hide(pdf: Pdf) -> None:
        pdf.Root.Hidden = pdf.make_indirect(picture(pdf, JPEG, 120, 80, Filter=Name.DCTDecode))

    found = [member.path for member, _ in contents(opened(reader.Pdf, example(changed(pages("", ""), hide))))]

    assert [re.sub(rb"\d+", b"N", path) for path in found] == [b"object-N.jpg"]


def test_pictures_inside_forms_and_masks_have_the_name_of_the_page() -> None:
    def draw(pdf: Pdf) -> Stream:
        mask = picture(pdf, bytes(12), 4, 3, ColorSpace=Name.DeviceGray)
        inner = picture(pdf, JPEG, 120, 80, Filter=Name.DCTDecode, SMask=pdf.make_indirect(mask))
        resources = Dictionary(XObject=Dictionary(P=pdf.make_indirect(inner)))
        return pdf.make_stream(b"/P Do", Type=Name.XObject, Subtype=Name.Form, Resources=resources)

    assert sorted(read(showing(draw))) == ["page-001-picture-01-mask.png", "page-001-picture-01.jpg"]


def test_resources_that_all_pages_share_name_no_page() -> None:
    def share(pdf: Pdf) -> None:
        shown = pdf.make_indirect(picture(pdf, JPEG, 120, 80, Filter=Name.DCTDecode))
        common = pdf.make_indirect(Dictionary(XObject=Dictionary(A=shown)))
        for page in pdf.pages:
            page.Resources = common

    (name,) = read(changed(pages("", ""), share))

    assert name.startswith("object-")


def test_the_small_picture_of_a_page_is_a_thumbnail() -> None:
    def shrink(pdf: Pdf) -> None:
        small = pdf.make_stream(bytes(12), Width=2, Height=2, BitsPerComponent=8, ColorSpace=Name.DeviceRGB)
        pdf.pages[0].obj.Thumb = pdf.make_indirect(small)

    (member,) = opened(reader.Pdf, example(changed(pages(""), shrink))).walk()

    assert member.place is PlaceClass.THUMBNAIL


def test_files_hang_on_pages_as_well_as_in_the_list() -> None:
    def hang(pdf: Pdf) -> None:
        data = pdf.make_indirect(pdf.make_stream(b"pinned" * 1000))
        file = Dictionary(Type=Name.Filespec, F="ghim.bin", EF=Dictionary(F=data))
        note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=file)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    assert read(changed(pages(""), hang)) == {"ghim.bin": b"pinned" * 1000}


def written_into_a_page(*pictures: bytes) -> bytes:
    def write(pdf: Pdf) -> None:
        pdf.pages[0].Resources = Dictionary(
            ColorSpace=Dictionary(Few=Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"\0\1\2\xfd\xfe\xff")]))
        )
        pdf.pages[0].Contents = pdf.make_stream(b"\n".join(b"q %b Q" % picture for picture in pictures))

    return changed(pages(""), write)


def test_pictures_in_the_contents_of_a_page() -> None:
    drawn = np.asarray(scene(6, 40, 33))
    few = np.asarray(drawn[:, :, 0] >> 7)
    found = read(
        written_into_a_page(
            b"BI /W 120 /H 80 /BPC 8 /CS /RGB /F /DCT ID " + JPEG + b"\nEI",
            b"BI /W 40 /H 33 /BPC 8 /CS /RGB /F /AHx ID " + drawn.tobytes().hex().encode() + b">\nEI",
            b"BI /W 40 /H 33 /BPC 8 /CS /Few /F /AHx ID " + few.tobytes().hex().encode() + b">\nEI",
            b"BI /W 9 /H 9 /BPC 8 /CS /G /F /AHx ID 00>\nEI",
        )
    )

    assert list(found) == ["page-001-inline-01.jpg", "page-001-inline-02.png", "page-001-inline-03.png"]
    assert found["page-001-inline-01.jpg"] == JPEG
    assert (pixels(found["page-001-inline-02.png"]) == drawn).all()
    palette = np.array([[0, 1, 2], [253, 254, 255]], np.uint8)
    assert (pixels(found["page-001-inline-03.png"]) == palette[few]).all()


def test_giant_pictures_in_contents_are_not_decoded() -> None:
    container = opened(reader.Pdf, example(written_into_a_page(b"BI /W 60000 /H 60000 /BPC 8 /CS /G ID x\nEI")))
    (member,) = container.walk()
    with pytest.raises(Unreadable) as caught:
        container.open(member)
    assert caught.value.code == "too_large"


def test_a_locked_document_says_so() -> None:
    locked = changed(pages("secret"), lambda pdf: None, pikepdf.Encryption(owner="o", user="right"))

    for passwords in ((), ("wrong",)):
        with pytest.raises(Unreadable) as caught:
            opened(reader.Pdf, example(locked, *passwords))
        assert caught.value.code == "encrypted"
    assert read(locked, "wrong", "right") == {"text.txt": b"secret"}


def test_what_a_document_says_of_itself() -> None:
    def describe(pdf: Pdf) -> None:
        pdf.docinfo["/Title"] = "Tố giác"
        pdf.docinfo["/CreationDate"] = "D:20260102100405+07'00'"

    facts = walked(changed(pages("x"), describe)).about().facts

    assert (facts["title"], facts["created"], facts["pages"]) == ("Tố giác", "2026-01-02T03:04:05Z", "1")


# --- hostile -----------------------------------------------------------------------------------------------------


def refusal(data: bytes) -> str:
    container = opened(reader.Pdf, example(data))
    (member,) = [each for each in container.walk() if each.locator.startswith("picture")]
    with pytest.raises(Unreadable) as caught:
        container.open(member)
    return caught.value.code


@pytest.mark.parametrize("side", [60_000, 2**31 - 1, 10**12])
def test_giant_dimensions_are_not_decoded(side: int) -> None:
    assert refusal(showing(lambda pdf: picture(pdf, b"x", side, side))) == "too_large"


@pytest.mark.parametrize("side", [0, -5])
def test_senseless_dimensions_are_damage(side: int) -> None:
    assert refusal(showing(lambda pdf: picture(pdf, b"x", side, 5))) == "damaged"


def test_a_filter_that_unfolds_without_end_is_stopped() -> None:
    assert pikepdf.settings.set_qpdf_limits(flate_max_memory=1 << 20) == {"flate_max_memory": pdfpicture.LARGEST}
    try:
        bomb = zlib.compress(bytes(8 << 20))
        chain = Array([Name.FlateDecode, Name.DCTDecode])
        assert refusal(showing(lambda pdf: picture(pdf, bomb, 9, 9, Filter=chain))) == "too_large"
    finally:
        pikepdf.settings.set_qpdf_limits(flate_max_memory=pdfpicture.LARGEST)


def test_an_attachment_that_unfolds_is_streamed() -> None:
    def attach(pdf: Pdf) -> None:
        bomb = pdf.make_stream(zlib.compress(bytes(64 << 20), 9), Type=Name.EmbeddedFile, Filter=Name.FlateDecode)
        pdf.Root.Bomb = pdf.make_indirect(bomb)

    container = opened(reader.Pdf, example(changed(pages(""), attach)))
    (member,) = container.walk()
    with container.open(member) as file:
        assert file.read(1000) == bytes(1000)


def test_unknown_filters_have_no_decoder() -> None:
    chain = Array([Name.LZWDecode, Name.DCTDecode])
    assert refusal(showing(lambda pdf: picture(pdf, b"x", 5, 5, Filter=chain))) == "no_decoder"


def raw(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A document written by hand."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer << /Size %d %b >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(data))


KEPT = (
    b"<< /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\n"
    b"stream\nA\nendstream"
)
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", id="its own child"),
        pytest.param(b"<< /Type /Pages /Kids [4 0 R] /Count 1000000000 >>", id="pages that are not there"),
        pytest.param(b"<< /Type /Page /Parent 2 0 R /Resources 2 0 R /XObject 2 0 R >>", id="resources of itself"),
    ],
)
def test_broken_trees_of_pages_cost_names_not_pictures(tree: bytes) -> None:
    found = read(raw(CATALOG, tree, KEPT))

    assert [name for name in found if name != "text.txt"] == ["object-00003.png"]


def test_forms_that_contain_each_other_end() -> None:
    form = b"<< /Subtype /Form /Resources << /XObject << /A 4 0 R /B 5 0 R >> >> /Length 0 >>\nstream\n\nendstream"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /A 4 0 R >> >> >>"
    pages_ = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"

    assert read(raw(CATALOG, pages_, page, form, form)) == {}


def test_a_million_objects_that_are_claimed_cost_nothing() -> None:
    data = raw(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>", KEPT).replace(b"/Size 4", b"/Size 100000000")

    assert "object-00003.png" in read(data)


def test_more_objects_than_are_looked_at_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfobjects, "MOST_OBJECTS", 2)

    assert ("too_large", "objects") in failures(walked(raw(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>", KEPT)))


def test_more_pictures_than_are_taken_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfobjects, "MOST_PICTURES", 2)
    data = raw(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>", KEPT, KEPT, KEPT)

    assert len([name for name in read(data) if name.endswith(".png")]) == 2
    assert ("too_large", "pictures") in failures(walked(data))


@pytest.mark.parametrize("tree", [b"null", b"<< /Type /Pages /Kids " + b"[" * 600 + b"]" * 600 + b" >>"])
def test_without_any_page_tree_the_pictures_are_still_there(tree: bytes) -> None:
    data = raw(CATALOG, tree, KEPT)

    assert [name for name in read(data) if name != "text.txt"] == ["object-00003.png"]
    assert ("damaged", "document") in failures(walked(data))


def test_the_beginning_of_a_document_gives_what_it_holds() -> None:
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    page = b"<< /Type /Page /MediaBox [0 0 99 99] /Contents 2 0 R /Resources << %b /XObject << /A 3 0 R >> >> >>" % font
    words = b"<< /Length 36 >>\nstream\nBT /F 9 Tf 9 9 Td (from ruins) Tj ET  \nendstream"
    whole = raw(page, words, KEPT)
    container = opened(reader.Pdf, example(whole[: whole.rindex(b"xref\n0")]))

    found = {member.path: found for member, found in contents(container)}

    assert set(found) == {b"page-001-picture-01.png", b"text.txt"}
    assert found[b"text.txt"] == b"from ruins"
    assert ("damaged", "document") in failures(container)


def test_a_picture_cut_in_half_comes_out_as_far_as_it_goes() -> None:
    cut = raw(CATALOG, b"<< /Filter /DCTDecode /Subtype /Image /Length 9999 >>\nstream\n" + JPEG)
    ((_, found),) = contents(opened(reader.Pdf, example(cut[: cut.index(JPEG) + 800])))

    assert found[:800] == JPEG[:800]


def test_what_is_no_pdf_is_damaged() -> None:
    data = b"%PDF-1.7\nnothing"

    assert read(data) == {}
    assert ("damaged", "document") in failures(walked(data))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 2**16))
def test_any_damage_ends(patch: bytes, place: int) -> None:
    data = bytearray(scanned(encode(scene(3, 9, 6), "PNG")))
    start = place % len(data)
    data[start : start + len(patch)] = patch
    TestPdf().endure(example(bytes(data)))
