"""Office documents of XML: what lies in the package, and what the document says; hostile packages end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.analyse.bounds import LONGEST_TEXT
from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim
from inspector.source.containers.paper import markup
from inspector.source.containers.paper.office import Office
from tests.analyse.drawn import encode, scene
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened

PNG = encode(scene(1, 40, 30), "PNG")
JPEG = encode(scene(2, 40, 30), "JPEG")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Đơn tố giác</dc:title>'
    "<dc:creator>Nguyễn Văn A</dc:creator><dcterms:created>2026-01-02T03:04:05Z</dcterms:created></cp:coreProperties>"
)

Parts = Mapping[str, str | bytes]


def package(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def word(body: str, **more: str | bytes) -> bytes:
    parts = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in more.items()}
    return package({"[Content_Types].xml": TYPES, "word/document.xml": f"<w:document {W}>{body}</w:document>", **parts})


def odf(kind: str, parts: Parts) -> bytes:
    return package({"mimetype": "application/vnd.oasis.opendocument." + kind, **parts})


def open_text(body: str) -> str:
    return f'<o:document xmlns:o="o" xmlns:text="t" xmlns:office="f"><office:body>{body}</office:body></o:document>'


def document(data: bytes, name: str = "a.docx") -> Office:
    made = opened(Office, Example(name, data, {}))
    assert isinstance(made, Office)
    return made


def text(data: bytes) -> str:
    found = {member.path: found for member, found in contents(document(data))}
    return found.get(b"text.txt", b"").decode()


class TestOffice(ContainerContract):
    reader = Office

    def examples(self) -> list[Example]:
        docx: Parts = {
            "[Content_Types].xml": TYPES, "_rels/.rels": "<Relationships/>", "docProps/core.xml": CORE,
            "word/document.xml": f"<w:document {W}><w:p><w:r><w:t>Xin chào</w:t></w:r></w:p></w:document>",
            "word/media/image1.png": PNG, "docProps/thumbnail.jpeg": JPEG, "word/embeddings/a.bin": b"\0\1\2",
        }  # fmt: skip
        odp: Parts = {
            "content.xml": open_text("<text:p>Trang <text:s/>một</text:p>"), "styles.xml": "<s/>",
            "META-INF/manifest.xml": "<manifest/>", "Pictures/1.jpg": JPEG, "Thumbnails/thumbnail.png": PNG,
        }  # fmt: skip
        return [
            Example("thư.docx", package(docx), {
                b"word/media/image1.png": PNG, b"docProps/thumbnail.jpeg": JPEG, b"word/embeddings/a.bin": b"\0\1\2",
                b"text.txt": "Xin chào".encode(),
            }),
            Example("no suffix", odf("presentation", odp), {
                b"Pictures/1.jpg": JPEG, b"Thumbnails/thumbnail.png": PNG, b"text.txt": "Trang  một".encode(),
            }),
        ]  # fmt: skip


def test_small_pictures_of_the_document_are_thumbnails() -> None:
    places = {
        member.path: member.place for each in TestOffice().examples() for member in opened(Office, each).walk()
    }  # fmt: skip

    assert {path for path, place in places.items() if place is PlaceClass.THUMBNAIL} == {
        b"docProps/thumbnail.jpeg", b"Thumbnails/thumbnail.png",
    }  # fmt: skip


def test_words_of_a_letter_in_reading_order() -> None:
    body = (
        "<w:p><w:r><w:t>Một</w:t><w:tab/><w:t>hai</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ô 1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:del><w:r><w:delText>xóa</w:delText></w:r></w:del><w:r><w:br/><w:t>cuối</w:t></w:r></w:p>"
        "<mc:Choice xmlns:mc='m'><w:t>hộp</w:t></mc:Choice><mc:Fallback xmlns:mc='m'><w:t>hộp</w:t></mc:Fallback>"
    )
    rels = '<R><Relationship TargetMode="External" Target="https://example.org/x"/><Relationship Target="a.png"/></R>'

    said = text(
        package({
            "[Content_Types].xml": TYPES,
            "word/comments.xml": f"<w:c {W}><w:comment><w:p><w:t>ghi chú</w:t></w:p></w:comment></w:c>",
            "word/header1.xml": f"<w:h {W}><w:p><w:t>đầu trang</w:t></w:p></w:h>",
            "word/document.xml": f"<w:document {W}>{body}</w:document>",
            "word/_rels/document.xml.rels": rels,
        })
    )  # fmt: skip

    lines = [line for line in said.split("\n") if line]
    assert lines == ["Một\thai", "ô 1", "xóa", "cuối", "hộp", "đầu trang", "ghi chú", "https://example.org/x"]


def test_cells_of_a_workbook_line_by_line() -> None:
    sheet = (
        '<worksheet><sheetData><row><c t="s"><v>1</v></c><c><v>84912345678</v></c></row>'
        '<row><c t="inlineStr"><is><t>trong ô</t></is></c><c t="str"><f>A1&amp;B1</f><v>ghép</v></c>'
        '<c t="s"><v>99</v></c><c t="s"><v>x</v></c></row></sheetData></worksheet>'
    )
    strings = "<sst><si><t>không</t></si><si><r><t>Họ </t></r><r><t>tên</t></r><rPh><t>đọc</t></rPh></si></sst>"

    said = text(
        package({
            "[Content_Types].xml": TYPES, "xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings,
            "xl/workbook.xml": '<workbook><sheets><sheet name="Danh sách"/></sheets></workbook>',
        })
    )  # fmt: skip

    assert [line for line in said.split("\n") if line] == ["Danh sách", "Họ tên\t84912345678", "trong ô\tghép"]


def test_slides_in_the_order_of_their_numbers_with_notes() -> None:
    slide = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>'
    parts = {f"ppt/slides/slide{number}.xml": slide.format(f"trang {number}") for number in (10, 2, 1)}

    said = text(
        package({"[Content_Types].xml": TYPES, **parts, "ppt/notesSlides/notesSlide1.xml": slide.format("lời")})
    )

    assert [line for line in said.split("\n") if line] == ["trang 1", "trang 2", "trang 10", "lời"]


def test_words_of_an_open_document() -> None:
    body = (
        "<text:h>Đầu</text:h><text:p>một<text:note><text:p>chú</text:p></text:note><text:tab/>hai<text:line-break/>"
        '<text:a href="https://example.org/y">ba</text:a></text:p>'
        '<office:table name="Bảng"><text:p>ô</text:p></office:table>not said'
    )

    said = text(
        odf("text", {"content.xml": open_text(body), "Object 1/content.xml": open_text("<text:p>hình</text:p>")})
    )

    assert said.split("\n") == ["Đầu", "mộtchú", "hai", "https://example.org/y ba", "Bảng", "ô", "", "hình"]


def test_what_a_document_says_of_itself() -> None:
    container = document(word("", docProps__core_xml=CORE))
    list(container.walk())

    assert container.about().facts == {
        "title": "Đơn tố giác", "author": "Nguyễn Văn A", "created": "2026-01-02T03:04:05Z",
    }  # fmt: skip


def test_what_does_not_belong_to_a_document_is_a_member() -> None:
    extra: dict[str, str | bytes] = {
        "chat.xml": "<chat/>",
        "anh.jpg": JPEG,
        "word/fake.xml": JPEG,
        "mimetype": b"x" * 1000,
    }
    paths = {member.path for member in document(word("<w:p/>", **extra)).walk()}

    assert paths == {b"chat.xml", b"anh.jpg", b"word/fake.xml", b"mimetype"}


def test_encrypted_parts_of_an_open_document_are_told() -> None:
    manifest = (
        '<m:manifest xmlns:m="m"><m:file-entry m:full-path="Pictures/1.jpg"><m:encryption-data/></m:file-entry>'
        '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>'
    )
    parts: Parts = {"META-INF/manifest.xml": manifest, "Pictures/1.jpg": b"??", "content.xml": b"\x81\x82"}
    container = document(odf("text", parts), "a.odt")

    assert [(member.path, member.failure) for member in container.walk()] == [(b"Pictures/1.jpg", "encrypted")]
    assert ("encrypted", "text") in container.about().failures


def test_an_archive_that_only_holds_documents_is_none() -> None:
    ordinary = package({"a/[Content_Types].xml": TYPES, "anh.jpg": JPEG})
    book = package({"mimetype": "application/epub+zip", "OEBPS/x.html": "<html/>"})

    assert Office.claim(head_of("a.zip", ordinary)) is Claim.NONE
    assert Office.claim(head_of("a.epub", book)) is Claim.NONE
    assert Office.claim(head_of("không tên", word(""))) is Claim.INSIDE


# --- hostile -----------------------------------------------------------------------------------------------------


def failures(data: bytes) -> set[tuple[str, str]]:
    container = document(data)
    list(container.walk())
    return set(container.about().failures)


def test_entities_are_not_unfolded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]><w:document {W}><w:p><w:t>&l9;</w:t></w:p></w:document>'

    container = document(package({"[Content_Types].xml": TYPES, "word/document.xml": bomb, "word/media/a.png": PNG}))

    assert [member.path for member in container.walk()] == [b"word/media/a.png"]
    assert ("damaged", "entity") in container.about().failures


def test_a_document_type_of_old_programs_does_no_harm() -> None:
    old = '<!DOCTYPE office:document PUBLIC "-//OpenOffice.org//DTD 1.0//EN" "office.dtd">'

    assert text(odf("text", {"content.xml": old + open_text("<text:p>cũ</text:p>")})) == "cũ"


def test_words_without_end_are_cut_and_told() -> None:
    data = word("<w:p><w:r><w:t>" + "ấ" * (LONGEST_TEXT // 3) + "</w:t></w:r></w:p>" * 1 + "<w:p><w:t>x</w:t></w:p>")
    said = text(data)

    assert 0 < len(said.encode()) <= LONGEST_TEXT
    assert ("too_large", "text") in failures(data)


def test_markup_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    container = document(word("<w:p/>" * 400_000))
    monkeypatch.setattr(container, "_allowance", markup.Allowance(1 << 20))

    assert list(container.walk()) == []
    assert ("too_large", "markup") in container.about().failures


def test_a_token_without_end_is_stopped() -> None:
    assert ("too_large", "token") in failures(word(f'<w:p a="{"x" * (12 << 20)}"/>'))


def test_depth_costs_nothing() -> None:
    deep = 200_000

    assert text(word("<w:p>" * deep + "<w:t>sâu</w:t>" + "</w:p>" * deep)) == "sâu"


def test_a_member_that_unfolds_is_streamed() -> None:
    data = word("", word__media__a=bytes(64 << 20))
    container = document(data)
    (member,) = container.walk()
    with container.open(member) as file:
        assert file.read(10) == bytes(10)


def test_a_package_without_its_end_gives_what_it_holds() -> None:
    data = TestOffice().examples()[0].data
    container = document(data[: data.index(b"PK\1\2")])

    found = {member.path: found for member, found in contents(container)}

    assert found == TestOffice().examples()[0].members
    assert ("truncated", "directory") in container.about().failures


def test_what_is_no_package_is_damaged() -> None:
    with pytest.raises(Unreadable) as caught:
        list(document(b"PK\3\4" + bytes(100)).walk())
    assert caught.value.code == "damaged"


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2**16))
def test_any_damage_ends(patch: bytes, place: int) -> None:
    data = bytearray(TestOffice().examples()[0].data)
    start = place % len(data)
    data[start : start + len(patch)] = patch
    TestOffice().endure(Example("a.docx", bytes(data), {}))


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_any_words_come_back(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert text(word(f"<w:p><w:t>{escaped}</w:t></w:p>")) == words.strip(" \t\r")
