"""One picture of a PDF as the file it is: JPEG and JPEG 2000 as they were put in, anything else as PNG, lossless.

PDFium decodes what has to be decoded, out of a document that holds this one picture: it knows every filter and colour
space of ISO 32000 and is made for hostile bytes. Pictures of 16 bits a colour come out with 8.
"""

from __future__ import annotations

import io
from contextlib import closing

import pikepdf
import PIL
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from inspector.analyse.unreadable import Unreadable

LARGEST = 256 << 20
"""Bytes that a filter may unfold to; what a reader of pictures would still take."""
pikepdf.settings.set_qpdf_limits(  # for the whole process, as the library has it
    flate_max_memory=LARGEST, run_length_max_memory=LARGEST, png_max_memory=LARGEST, tiff_max_memory=LARGEST
)
MOST_PIXELS = int(Image.MAX_IMAGE_PIXELS or 0)
_AS_THEY_ARE = {"/DCTDecode": ".jpg", "/DCT": ".jpg", "/JPXDecode": ".jp2"}
_UNFOLDED = {"/FlateDecode", "/Fl", "/ASCIIHexDecode", "/AHx", "/ASCII85Decode", "/A85", "/RunLengthDecode", "/RL"}
"""Filters that may stand before the last one; LZW is none of them, since nothing bounds it."""
_SHAPE = ("/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Decode")
_COMPRESSION = 3
PILLOW = PIL.__version__
PDFIUM = str(pdfium.PDFIUM_INFO)


def is_picture(thing: pikepdf.Object) -> bool:
    """Whether an object is a picture, be it the small one of a page that need not say so."""
    if not isinstance(thing, Stream):
        return False
    kind = thing.get("/Subtype")
    return bool(kind == Name.Image or (kind is None and "/Width" in thing and "/Height" in thing))


def suffix(picture: pikepdf.Object) -> str:
    """What the name of the picture ends in: .jpg, .jp2 or .png."""
    names = filters(picture)
    return _AS_THEY_ARE.get(names[-1], ".png") if names else ".png"


def filters(stream: pikepdf.Object) -> list[str]:
    """The names of the filters of a stream, in the order in which they are undone."""
    stated = stream.get("/Filter", stream.get("/F"))
    if isinstance(stated, Array):
        return [str(each) for each in stated]
    return [str(stated)] if isinstance(stated, Name) else []


def picture_bytes(picture: Stream) -> bytes:
    """The picture as a file; raises Unreadable "too_large", "no_decoder" or "damaged"."""
    names = filters(picture)
    data = picture.read_raw_bytes()
    if len(names) > 1:
        data = _without_outer(picture, data, names)
    if names and names[-1] in _AS_THEY_ARE:
        return data
    return decoded(_alone(picture, data, names))


def _without_outer(picture: Stream, data: bytes, names: list[str]) -> bytes:
    """`data` with all filters undone but the last."""
    if not set(names[:-1]) <= _UNFOLDED:
        raise Unreadable("no_decoder", "filters")
    with closing(pikepdf.new()) as shell:
        wrapped = shell.make_stream(data, Filter=Array([Name(each) for each in names[:-1]]))
        stated = picture.get("/DecodeParms")
        if isinstance(stated, Array):
            wrapped.DecodeParms = Array([_plain(each) for each in list(stated)[: len(names) - 1]])
        try:
            return wrapped.read_bytes()
        except pikepdf.QpdfRuntimeError as error:
            raise Unreadable("too_large", "filter") from error


def _plain(parameters: pikepdf.Object) -> Dictionary:
    """The numbers among the parameters of a filter."""
    if not isinstance(parameters, Dictionary):
        return Dictionary()
    return Dictionary({name: int(value) for name, value in parameters.items() if isinstance(value, int)})


def _alone(picture: Stream, data: bytes, names: list[str]) -> bytes:
    """A document with one page that shows this picture and nothing else."""
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if width <= 0 or height <= 0:
        raise Unreadable("damaged", "size")
    if width * height > MOST_PIXELS:
        raise Unreadable("too_large", "pixels")
    with closing(pikepdf.new()) as shell:
        shown = shell.make_stream(data, Type=Name.XObject, Subtype=Name.Image)
        _dress(shell, shown, picture, names)
        page = shell.add_blank_page(page_size=(100, 100))
        page.Resources = Dictionary(XObject=Dictionary(Shown=shown))
        page.Contents = shell.make_stream(b"/Shown Do")
        file = io.BytesIO()
        shell.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return file.getvalue()


def _dress(shell: pikepdf.Pdf, shown: Stream, picture: Stream, names: list[str]) -> None:
    """What says how the bytes of a picture are to be read; its masks stay behind, they are pictures of their own."""
    for key in _SHAPE:
        if key in picture:
            shown[key] = taken(shell, picture[key])
    stencil = bool(picture.get("/ImageMask"))
    if stencil or "/ColorSpace" not in picture:
        shown.ColorSpace = Name.DeviceGray
    if stencil:
        shown.BitsPerComponent = 1
    if names:
        shown.Filter = Name(names[-1])
        stated = picture.get("/DecodeParms")
        own = stated[-1] if isinstance(stated, Array) and len(stated) == len(names) else stated
        if isinstance(own, Dictionary):
            shown.DecodeParms = taken(shell, own)


def taken(shell: pikepdf.Pdf, thing: object) -> object:
    """An object of another document, with what it refers to."""
    if not isinstance(thing, pikepdf.Object):
        return thing
    if thing.is_indirect:
        return shell.copy_foreign(thing)
    if isinstance(thing, Array):
        return Array([taken(shell, each) for each in thing])
    if isinstance(thing, Dictionary):
        return Dictionary({key: taken(shell, value) for key, value in thing.items()})
    return thing


def decoded(document: bytes) -> bytes:
    """The first picture that the first page of a document shows: JPEG as it was put in, or PNG; raises Unreadable."""
    try:
        with closing(pdfium.PdfDocument(document)) as opened, closing(opened[0]) as page:
            shown = next(page.get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_IMAGE,)), None)
            if shown is None:
                raise Unreadable("damaged", "picture")
            if shown.get_filters() == ["DCTDecode"]:  # of one that stands in the contents of its page
                return bytes(shown.get_data())
            bitmap = shown.get_bitmap(render=False)
            file = io.BytesIO()
            bitmap.to_pil().save(file, "PNG", compress_level=_COMPRESSION)
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged", "PdfiumError") from error
    return file.getvalue()
