"""Small changes after signing, none to the text itself, that make a viewer show a report otherwise."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from pyhanko.pdf_utils import generic as generic_objects

from inspector.report.revision import SigningRevision
from inspector.report.roots import load_roots
from inspector.report.verify import verify_content

generic: Any = generic_objects  # pyHanko's objects have no types
Attack = Callable[[Any], None]


def name(text: str) -> Any:
    return generic.NameObject(text)


def page(writer: Any) -> Any:
    return writer.find_page_for_modification(0)[0].get_object()


def on_page(key: str, value: Any) -> Attack:
    def attack(writer: Any) -> None:
        found = page(writer)
        found[name(key)] = value
        writer.update_container(found)

    return attack


def on_root(key: str, value: Any) -> Attack:
    def attack(writer: Any) -> None:
        writer.root[name(key)] = value
        writer.update_root()

    return attack


def numbers(*values: float) -> Any:
    return generic.ArrayObject(generic.FloatObject(value) for value in values)


def hidden_widget(writer: Any) -> None:
    """The stamp of a signature no longer shows."""
    widget = writer.root["/AcroForm"]["/Fields"][0]
    widget[name("/F")] = generic.NumberObject(2)
    writer.update_container(widget)


def widget_elsewhere(writer: Any) -> None:
    widget = writer.root["/AcroForm"]["/Fields"][0]
    widget[name("/Rect")] = numbers(0, 0, 1, 1)
    writer.update_container(widget)


def widget_off_the_page(writer: Any) -> None:
    for number in range(int(writer.root["/Pages"]["/Count"])):
        found = writer.find_page_for_modification(number)[0].get_object()
        if "/Annots" in found:
            found[name("/Annots")] = generic.ArrayObject()
            writer.update_container(found)


def other_font(writer: Any) -> None:
    """The letters of a font point at other shapes."""
    fonts = page(writer)["/Resources"]["/Font"]
    first = fonts[next(iter(fonts))]
    first[name("/BaseFont")] = name("/Symbol")
    writer.update_container(first)


def signature_dictionary(writer: Any) -> None:
    """The reason and name a viewer shows beside a signature."""
    value = writer.root["/AcroForm"]["/Fields"][0]["/V"]
    value[name("/Reason")] = generic.TextStringObject("khác")
    writer.update_container(value)


def second_catalogue(writer: Any) -> None:
    """Another tree of pages with nothing on them."""
    empty = generic.DictionaryObject({name("/Type"): name("/Pages"), name("/Count"): generic.NumberObject(0),
                                      name("/Kids"): generic.ArrayObject()})  # fmt: skip
    writer.root[name("/Pages")] = writer.add_object(empty)
    writer.update_root()


TWEAKS: dict[str, Attack] = {
    "page turned": on_page("/Rotate", generic.NumberObject(180)),
    "page cropped": on_page("/CropBox", numbers(0, 0, 10, 10)),
    "page enlarged": on_page("/UserUnit", generic.FloatObject(10)),
    "page turns by itself": on_page("/Dur", generic.NumberObject(1)),
    "page acts": on_page("/AA", generic.DictionaryObject({name("/O"): generic.DictionaryObject(
        {name("/S"): name("/JavaScript"), name("/JS"): generic.TextStringObject("app.alert(1)")})})),
    "layers": on_root("/OCProperties", generic.DictionaryObject({name("/OCGs"): generic.ArrayObject(),
                                                                 name("/D"): generic.DictionaryObject()})),
    "outline": on_root("/Outlines", generic.DictionaryObject({name("/Count"): generic.NumberObject(0)})),
    "page labels": on_root("/PageLabels", generic.DictionaryObject({name("/Nums"): generic.ArrayObject()})),
    "viewer preferences": on_root("/ViewerPreferences", generic.DictionaryObject(
        {name("/HideToolbar"): generic.BooleanObject(True)})),
    "permissions": on_root("/Perms", generic.DictionaryObject()),
    "portfolio": on_root("/Collection", generic.DictionaryObject({name("/View"): name("/T")})),
    "associated files": on_root("/AF", generic.ArrayObject()),
    "language": on_root("/Lang", generic.TextStringObject("en")),
    "catalogue acts": on_root("/AA", generic.DictionaryObject({name("/WC"): generic.DictionaryObject(
        {name("/S"): name("/JavaScript"), name("/JS"): generic.TextStringObject("1")})})),
    "hidden stamp": hidden_widget,
    "moved stamp": widget_elsewhere,
    "stamp off the page": widget_off_the_page,
    "other font": other_font,
    "words beside a signature": signature_dictionary,
    "no pages": second_catalogue,
}  # fmt: skip


@pytest.fixture(scope="module")
def roots(pki: Any) -> Sequence[Any]:
    return load_roots([pki.root])


@pytest.mark.parametrize("tweak", TWEAKS)
def test_a_tweak_while_others_have_still_to_sign_is_found(tweak: str, signed_once: bytes, roots: Sequence[Any]) -> None:
    """The file as it travels from the examiner to the reviewer, when filling a form is still allowed."""
    writer: Any = SigningRevision(io.BytesIO(signed_once))
    TWEAKS[tweak](writer)
    output = io.BytesIO()
    writer.write(output)
    assert len(output.getvalue()) > len(signed_once)
    assert verify_content(signed_once, roots).ok
    assert not verify_content(output.getvalue(), roots).ok
