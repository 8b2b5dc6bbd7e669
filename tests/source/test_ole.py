"""Old Office documents, written by the book (MS-DOC, MS-XLS, MS-PPT, MS-ODRAW): pictures, embedded files, text."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector.analyse.unreadable import Unreadable
from inspector.source.container import Claim
from inspector.source.containers.paper.ole import Ole
from tests.analyse.drawn import encode, scene
from tests.source import made_msg
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.made_msg import Tree

JPEG = encode(scene(1, 90, 60), "JPEG")
PNG = encode(scene(2, 90, 60), "PNG")


def written(tree: Tree) -> bytes:
    return made_msg.Ole(tree).written()


def blip(instance: int, kind: int, data: bytes, ids: int = 1, tag: bytes = b"\xff") -> bytes:
    body = bytes(16 * ids) + tag + data
    return struct.pack("<HHI", instance << 4, kind, len(body)) + body


def metafile(data: bytes, compression: int = 0) -> bytes:
    packed = zlib.compress(data) if compression == 0 else data
    header = struct.pack("<I16x8xIBB", len(data), len(packed), compression, 0xFE)
    return blip(0x3D4, 0xF01A, header + packed, tag=b"")


def letter(*pieces: tuple[str, bool], flags: int = 0x0200, drawn: bytes = b"") -> dict[str, bytes | Tree]:
    """A Word document whose text lies in pieces, wide ones in UTF-16, others in windows-1252."""
    main = bytearray(0x600)
    ends, table, count = [0], b"", 0
    for text, wide in pieces:
        place = len(main) if wide else 2 * len(main) | 0x40000000
        main += text.encode("utf-16-le" if wide else "cp1252")
        table += struct.pack("<2xI2x", place)
        count += len(text)
        ends.append(count)
    body = struct.pack(f"<{len(ends)}I", *ends) + table
    clx = b"\1\3\0\0\0\0" + b"\2" + struct.pack("<I", len(body)) + body
    struct.pack_into("<HH6xH", main, 0, 0xA5EC, 0xC1, flags)
    struct.pack_into("<II", main, 0x1A2, 5, len(clx))
    return {"WordDocument": bytes(main) + drawn, "1Table": b"-----" + clx}


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def string(text: str, wide: bool = True, flags: int = 0, more: bytes = b"", width: str = "H") -> bytes:
    letters = text.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<" + width + "B", len(text), flags | wide) + more + letters


def atom(kind: int, body: bytes, form: int = 0) -> bytes:
    return struct.pack("<HHI", form, kind, len(body)) + body


def native(name: str, data: bytes) -> bytes:
    label = name.encode("cp1258") + b"\0"
    body = struct.pack("<H", 2) + label + b"C:\\" + label + b"\0\0\3\0" + struct.pack("<I", len(label)) + label
    body += struct.pack("<I", len(data)) + data + b"more"
    return struct.pack("<I", len(body)) + body


def document(tree: Tree, name: str = "a.doc") -> Ole:
    made = opened(Ole, Example(name, written(tree), {}))
    assert isinstance(made, Ole)
    return made


def read(tree: Tree) -> dict[str, bytes]:
    return {member.path.decode(): found for member, found in contents(document(tree))}


def text(tree: Tree) -> str:
    return read(tree).get("text.txt", b"").decode()


def failures(tree: Tree) -> set[tuple[str, str]]:
    container = document(tree)
    list(container.walk())
    return set(container.about().failures)


class TestOle(ContainerContract):
    reader = Ole

    def examples(self) -> list[Example]:
        words = letter(("Xin chào\r", True), drawn=blip(0x46A, 0xF01D, JPEG))
        doc: Tree = {
            **words, "Data": bytes(100) + blip(0x6E0, 0xF01E, PNG),
            "ObjectPool": {"_1": {"\x01Ole10Native": native("a\u0309nh.jpg", JPEG), "\x03ObjInfo": b"123456"}},
        }  # fmt: skip
        ppt: Tree = {
            "PowerPoint Document": atom(0x03E8, atom(0x0FA8, b"slide"), 0xF), "Pictures": blip(0x46B, 0xF01D, JPEG, 2),
        }  # fmt: skip
        start = len(words["WordDocument"]) - len(blip(0x46A, 0xF01D, JPEG))
        return [
            Example("a.doc", written(doc), {
                f"WordDocument-{start}.jpg".encode(): JPEG, b"Data-100.png": PNG,
                "ObjectPool/_1/ảnh.jpg".encode(): JPEG, b"text.txt": "Xin chào".encode(),
            }),
            Example("a.ppt", written(ppt), {b"Pictures-0.jpg": JPEG, b"text.txt": b"slide"}),
        ]  # fmt: skip


def test_a_letter_in_pieces_wide_and_narrow() -> None:
    tree = letter(
        ("Tiếng Việt\r", True), ("narrow \x13 HYPERLINK \x14caf\xe9\x15\r", False), ("ô\x07", True), ("\r", True)
    )

    assert text(tree) == "Tiếng Việt\nnarrow  HYPERLINK café\nô"


def test_a_letter_older_than_word_97() -> None:
    main = bytearray(0x300) + "old words\r".encode("cp1252")
    struct.pack_into("<HH6xH", main, 0, 0xA5DC, 0x65, 0)
    struct.pack_into("<II", main, 0x18, 0x300, len(main))

    assert text({"WordDocument": bytes(main)}) == "old words"


def test_locked_letters_and_workbooks_are_told() -> None:
    assert ("encrypted", "text") in failures(letter(("x", True), flags=0x0300))
    assert ("encrypted", "text") in failures({"Workbook": record(0x809, bytes(16)) + record(0x2F, bytes(6))})


def test_a_document_of_today_behind_a_password_is_told() -> None:
    with pytest.raises(Unreadable) as caught:
        document({"EncryptedPackage": bytes(100), "EncryptionInfo": b"x"}, "a.docx")
    assert caught.value.code == "encrypted"


def test_cells_of_a_workbook() -> None:
    strings = struct.pack("<II", 3, 3) + string("họ tên") + string("narrow", wide=False)
    split = string("nửa này nửa kia", flags=0x08 | 0x04, more=struct.pack("<HI", 1, 4))
    rest = bytes(4) + bytes(4)  # one run of looks, four bytes of reading aid
    letters = split[len(split) - 16 :]
    sst = record(0xFC, strings + split[:-16]) + record(0x3C, b"\1" + letters + rest)
    cells = (
        record(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)) + record(0x203, struct.pack("<HHHd", 0, 1, 0, 84912345678.0))
        + record(0x27E, struct.pack("<HHHI", 1, 0, 0, (1234 << 2) | 3)) + record(0xFD, struct.pack("<HHHI", 1, 1, 0, 2))
        + record(0xBD, struct.pack("<HHHIHIH", 2, 0, 0, (7 << 2) | 2, 0, (8 << 2) | 2, 1))
        + record(0x06, struct.pack("<HHHd", 3, 0, 0, 0.5)) + record(0x06, struct.pack("<HHH6xH", 3, 1, 0, 0xFFFF))
        + record(0x207, string("công thức")) + record(0xFD, struct.pack("<HHHI", 4, 0, 0, 99))
        + record(0x1B6, bytes(10) + struct.pack("<H6x", 7)) + record(0x3C, b"\1" + "ghi chú".encode("utf-16-le"))
    )  # fmt: skip
    sheet = record(0x85, bytes(6) + string("Danh sách", width="B"))

    lines = text({"Workbook": record(0x809, bytes(16)) + sheet + sst + cells}).split("\n")

    assert [line for line in lines if line] == [
        "Danh sách", "họ tên\t84912345678", "12.34\tnửa này nửa kia", "7\t8", "0.5\tcông thức", "ghi chú",
    ]  # fmt: skip


def test_pictures_of_a_workbook_lie_across_records() -> None:
    drawn = bytes(50) + blip(0x46A, 0xF01D, JPEG) + blip(0x6E0, 0xF01E, PNG)
    pieces = [drawn[start : start + 700] for start in range(0, len(drawn), 700)]
    book = record(0x809, bytes(16)) + record(0xEB, pieces[0]) + b"".join(record(0x3C, piece) for piece in pieces[1:])

    assert list(read({"Workbook": book + record(0x3C, b"") + record(0x0A, b"")}).values()) == [JPEG, PNG]


def test_metafiles_are_unfolded() -> None:
    assert list(read({"Data": metafile(b"emf" * 1000) + metafile(b"plain", 0xFE)}).values()) == [
        b"emf" * 1000,
        b"plain",
    ]


def test_a_bitmap_gets_the_header_it_lacks() -> None:
    bmp = encode(scene(3, 30, 20), "BMP")
    ((_, found),) = read({"Data": blip(0x7A8, 0xF01F, bmp[14:])}).items()

    with Image.open(io.BytesIO(found)) as image:
        assert image.tobytes() == scene(3, 30, 20).tobytes()


def test_slides_sounds_and_objects() -> None:
    inner = written(letter(("trong", True)))
    packed = struct.pack("<I", len(inner)) + zlib.compress(inner)
    stream = atom(
        0x03E8, atom(0x0FA0, "một\rhai".encode("utf-16-le")) + atom(0x0FBA, "___PPT9".encode("utf-16-le")), 0xF
    ) + atom(0x1011, packed, 0x10) + atom(0x1011, packed[:-4], 0x10) + atom(0x07E7, b"RIFFwave")  # fmt: skip

    found = read({"PowerPoint Document": stream})

    assert found.pop("text.txt") == "một\nhai".encode()
    assert list(found.values()) == [inner, inner, b"RIFFwave"]


def test_files_lie_in_streams_of_any_name() -> None:
    tree: Tree = {"MBD1": {"Package": b"PK\3\4...", "\x01Ole10Native": b"\x05\0\0\0whole"}, "Odd": JPEG, "x": b"words"}

    found = read(tree)

    assert found.pop("MBD1/Package") == b"PK\3\4..."
    assert found.pop("Odd") == JPEG
    assert list(found.values()) == [b"whole"]


def test_mail_is_left_to_others() -> None:
    mail = written(made_msg.message({(0x37, made_msg.STRING): "x"}))

    assert Ole.claim(head_of("a.doc", mail)) is Claim.NONE
    assert Ole.claim(head_of("a.xyz", written({"Odd": JPEG}))) is Claim.NAME
    assert Ole.claim(head_of("none", written({"Workbook": bytes(5000)}))) is Claim.BYTES


# --- hostile -----------------------------------------------------------------------------------------------------


def test_a_directory_that_leads_back_to_its_root_ends() -> None:
    data = bytearray(written({"A": {"Data": blip(0x46A, 0xF01D, JPEG)}}))
    entry = data.index("Data".encode("utf-16-le"))
    data[entry + 68 : entry + 80] = struct.pack("<III", 0, 0, 0)
    container = opened(Ole, Example("a.doc", bytes(data), {}))

    assert len(list(container.walk())) == 1


def test_a_chain_in_a_circle_ends() -> None:
    data = bytearray(written({"Data": bytes(200_000)}))
    table = data.rindex(struct.pack("<II", 1, 2))
    data[table : table + 4] = struct.pack("<I", 0)
    TestOle().endure(Example("a.doc", bytes(data), {}))


def test_sectors_that_are_not_there_end() -> None:
    data = written({"Data": bytes(8000)})
    entry = data.index("Data".encode("utf-16-le"))
    lying = data[: entry + 120] + struct.pack("<Q", 1 << 31) + data[entry + 128 :]
    container = opened(Ole, Example("a.doc", lying, {}))

    assert list(container.walk()) == []


def test_records_that_claim_more_than_there_is_are_none() -> None:
    endless = struct.pack("<HHI", 0x46A0, 0xF01D, 0xFFFFFFFF) + bytes(17) + JPEG

    assert read({"Data": endless + blip(0x46A, 0xF01D, JPEG)}) == {f"Data-{len(endless)}.jpg": JPEG}


def test_an_object_that_unfolds_is_streamed() -> None:
    bomb = struct.pack("<I", 0xFFFFFFFF) + zlib.compress(bytes(64 << 20), 9)
    container = document({"PowerPoint Document": atom(0x1011, bomb, 0x10)}, "a.ppt")
    (member,) = container.walk()
    with container.open(member) as file:
        assert file.read(10) == bytes(10)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["WordDocument", "Workbook", "PowerPoint Document", "\x01Ole10Native"]))
def test_any_stream_ends(data: bytes, name: str) -> None:
    TestOle().endure(Example("a.doc", written({name: data, "1Table": data}), {}))


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0xFC, 0x3C, 0xFD, 0xBD, 0x1B6, 0x204, 0x207, 0xEB, 6]), st.binary(max_size=40)))
)
def test_any_records_end(records: list[tuple[int, bytes]]) -> None:
    TestOle().endure(Example("a.xls", written({"Workbook": b"".join(record(*each) for each in records)}), {}))
