"""One message of a WhatsApp export, brought into our form.

The words are those of the telephone's language. Attachments are known by their form in any language
(`<attached: NAME>`, `NAME (file attached)`); what is left out or deleted by the English and Vietnamese words.
"""

from __future__ import annotations

import re

from inspector.domain.conversation import Attachment, DateOrder, Message, MessageKind, Zone
from inspector.source.containers.chat.chat_fields import kind_of, name, path, words
from inspector.source.containers.chat.whatsapp_lines import MARKS, Stamped

_LONGEST_AUTHOR = 100
_OWN_MARK = "\u200e"
"""What an iPhone writes before what the program says itself."""
_NO_MARKS = dict.fromkeys(map(ord, MARKS))
_NAMED = re.compile(rf"(?P<author>[^:\n]{{1,{_LONGEST_AUTHOR}}}):\s(?P<text>.*)", re.DOTALL)
_FILE = r"[^<>:\n/\\]{1,200}\.[A-Za-z0-9]{1,5}"
_ATTACHED = r"attached|đính kèm|adjunto|fichier joint|angehängt|allegato|anexado|bijgevoegd|terlampir|添付"
_LEFT_OUT = r"omitted|bỏ qua|omitido|omis|ausgeschlossen|weggelaten"
_ENCLOSED = re.compile(rf"<[^<>:\n]{{2,40}}:\s?(?P<file>{_FILE})>")
_BEHIND = re.compile(rf"(?P<file>{_FILE})\s\((?P<word>[^()\n]{{3,40}})\)(?=\n|\Z)")
_OWN_NAME = re.compile(r"(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.")
_WORD_ATTACHED = re.compile(_ATTACHED, re.IGNORECASE)
_LEFT_OUT_ENCLOSED = re.compile(rf"<[^<>\n]{{0,40}}(?:{_LEFT_OUT})[^<>\n]{{0,40}}>", re.IGNORECASE)
_LEFT_OUT_MARKED = re.compile(rf"[^\n]{{0,40}}(?:{_LEFT_OUT})[^\n]{{0,40}}", re.IGNORECASE)
_DELETED = re.compile(
    r"(?:this message was deleted|you deleted this message|(?:bạn )?đã (?:xóa|xoá|thu hồi) tin nhắn này"
    r"|tin nhắn (?:này )?đã bị (?:xóa|xoá|thu hồi))\W{0,3}", re.IGNORECASE,
)  # fmt: skip
_SORTS = {
    MessageKind.PHOTO: r"image|hình ảnh|ảnh", MessageKind.STICKER: r"sticker|nhãn dán", MessageKind.ANIMATION: r"gif",
    MessageKind.VIDEO: r"video", MessageKind.AUDIO: r"audio|âm thanh", MessageKind.CONTACT: r"contact|liên hệ",
    MessageKind.FILE: r"",
}  # fmt: skip


def message(stamp: Stamped, text: str, order: DateOrder, number: int) -> Message:
    """The message that `stamp` begins; `text` is all of it behind the stamp, `number` its own in the conversation."""
    at_ms = stamp.at_ms(order)
    zone = Zone.NONE if at_ms is None else Zone.LOCAL
    found = _NAMED.match(text.lstrip(MARKS))
    if not found:
        said = words(text.strip(MARKS))
        return Message(number, at_ms=at_ms, zone=zone, text=said, kind=MessageKind.SERVICE)
    author, said = name(found["author"].strip(MARKS + " ")), found["text"]
    marked = said.startswith(_OWN_MARK)
    bare = said.translate(_NO_MARKS).strip()
    attachments, kind = _attachments(bare, marked=marked)
    deleted = bool(_DELETED.fullmatch(bare))
    if marked and not attachments and not deleted:
        kind = MessageKind.SERVICE
    return Message(number, at_ms=at_ms, zone=zone, author=author, text=words(bare), kind=kind, attachments=attachments,
                   deleted=deleted)  # fmt: skip


def _attachments(text: str, *, marked: bool) -> tuple[tuple[Attachment, ...], MessageKind]:
    """The files a text names. With `marked`, the program itself says it, in whatever language."""
    if (_LEFT_OUT_MARKED if marked else _LEFT_OUT_ENCLOSED).fullmatch(text):
        return (Attachment("", missing=True),), _sort(text)
    named = [one["file"] for one in _ENCLOSED.finditer(text) if marked or _WORD_ATTACHED.search(one[0])]
    behind = _BEHIND.match(text)
    if behind and (marked or _OWN_NAME.match(behind["file"]) or _WORD_ATTACHED.search(behind["word"])):
        named.append(behind["file"])
    found = tuple(Attachment(path(one.strip())) for one in named[:20])
    return found, kind_of(found)


def _sort(text: str) -> MessageKind:
    """What the words for something left out say it was."""
    return next(kind for kind, wording in _SORTS.items() if re.search(wording, text, re.IGNORECASE))
