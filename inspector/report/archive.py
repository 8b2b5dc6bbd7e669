"""The pass that makes a printed document fit to be kept: PDF/A-3b rules (ISO 19005-3), attachments, signature fields.

Built to the rules and linted in the tests, not certified by an outside validator. The result depends on nothing but
its input: no clock, no random identifier.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from inspector.place import resource
from inspector.report.signing_block import Places

_PRODUCER = "Inspector"
_PRINT_AND_LOCKED = 4 | 128
_PAINTS_NOTHING = b"q Q"  # not empty: an empty compressed stream is no stream to strict readers
_SIGNATURES_EXIST_APPEND_ONLY = 3


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file embedded in the document."""

    name: str
    mime: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class About:
    """What the document says of itself. `at` has a zone."""

    title: str
    author: str
    language: str
    at: datetime


def archive(printed: bytes, about: About, attachments: list[Attachment], places: Places) -> bytes:
    """The document with metadata, colour profile, attachments and empty signature fields."""
    with Pdf.open(io.BytesIO(printed)) as pdf:
        _describe(pdf, about)
        _add_profile(pdf)
        _attach(pdf, attachments, about.at)
        _add_fields(pdf, places)
        output = io.BytesIO()
        pdf.save(
            output,
            deterministic_id=True,
            force_version="1.7",
            object_stream_mode=ObjectStreamMode.disable,
            compress_streams=True,
            recompress_flate=True,
        )
        return output.getvalue()


def _describe(pdf: Pdf, about: About) -> None:
    stamp = pdf_date(about.at)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=about.title,
            Author=about.author,
            Creator=_PRODUCER,
            Producer=_PRODUCER,
            CreationDate=stamp,
            ModDate=stamp,
        )
    )
    metadata = Stream(pdf, _xmp(about), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.Root.Lang = about.language
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def pdf_date(at: datetime) -> String:
    """A moment as PDF writes it, with its zone (ISO 32000-1, 7.9.4)."""
    zone = at.strftime("%z") or "+0000"
    return String(f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'")


def _xmp(about: About) -> bytes:
    at = about.at.isoformat(timespec="seconds")
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{_PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{at}</xmp:CreateDate>
<xmp:ModifyDate>{at}</xmp:ModifyDate>
<pdf:Producer>{_PRODUCER}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
    return packet.encode("utf-8")


def _add_profile(pdf: Pdf) -> None:
    profile = Stream(pdf, resource("icc/sRGB.icc").read_bytes(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _attach(pdf: Pdf, attachments: list[Attachment], at: datetime) -> None:
    files: Mapping[str, Object] = {each.name: _file(pdf, each, at) for each in attachments}
    names = [entry for name in sorted(files) for entry in (String(name), files[name])]
    pdf.Root.AF = Array(files[name] for name in sorted(files))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))


def _file(pdf: Pdf, attachment: Attachment, at: datetime) -> Object:
    embedded = Stream(pdf, attachment.content, Type=Name.EmbeddedFile, Subtype=Name(f"/{attachment.mime}"))
    embedded.Params = Dictionary(Size=len(attachment.content), ModDate=pdf_date(at))
    stream = pdf.make_indirect(embedded)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=attachment.name,
            UF=attachment.name,
            AFRelationship=Name.Data,
            Desc=attachment.description,
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def _add_fields(pdf: Pdf, places: Places) -> None:
    """Every signature field of the document, empty, before the first signature: later ones may only fill them."""
    fields = []
    for role, place in places.items():
        page = pdf.pages[place.page]
        widget = pdf.make_indirect(_widget(pdf, role, place.box, page.obj))
        page.obj.Annots = Array([*page.obj.get("/Annots", []), widget])
        fields.append(widget)
    if fields:
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(fields), SigFlags=_SIGNATURES_EXIST_APPEND_ONLY))


def _widget(pdf: Pdf, role: str, box: tuple[float, float, float, float], page: Object) -> Dictionary:
    left, bottom, right, top = box
    size = Array([0, 0, right - left, top - bottom])
    empty = Stream(pdf, _PAINTS_NOTHING, Type=Name.XObject, Subtype=Name.Form, BBox=size)
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Sig,
        T=String(role),
        Rect=Array(box),
        F=_PRINT_AND_LOCKED,
        P=page,
        AP=Dictionary(N=pdf.make_indirect(empty)),
    )
