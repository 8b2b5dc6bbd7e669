"""The key slots of a workspace: the random data key, wrapped once for each account.

A slot holds the data key under AES-256-GCM with a key that Argon2id (RFC 9106) draws from the passphrase; every
parameter of the slot is associated data, so that a changed name or a weakened cost opens nothing. Login names stand
in clear in this file; nothing else of the workspace does.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.domain.canonical import canonical_json
from inspector.domain.fault import EnvironmentFault

KEY_BYTES = 32
SALT_BYTES, NONCE_BYTES, TAG_BYTES = 16, 12, 16
FILE = "keys.json"
_FORMAT = 1
# A slot that asks for more than this was tampered with: it would only keep the machine busy.
_MOST_MEMORY_KIB, _MOST_PASSES, _MOST_LANES = 4 * 1024 * 1024, 64, 64


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id memory in KiB, passes and lanes."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One account's way to the data key; `salt`, `nonce` and `wrapped` are base64."""

    user: str
    kind: str
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


def new_key() -> bytes:
    """A fresh data key, 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def room_key(data_key: bytes, room: str) -> bytes:
    """The 32-byte key of one room of the workspace (HKDF-SHA256, RFC 5869), so that no key has two uses."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"inspector/" + room.encode()).derive(data_key)


def seal(data_key: bytes, user: str, passphrase: str, cost: Cost) -> Slot:
    """A slot that gives `data_key` back to whoever knows `passphrase`."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(_draw(passphrase, salt, cost)).encrypt(nonce, data_key, _bound(user, cost))
    return Slot(user, "passphrase", cost, _text(salt), _text(nonce), _text(wrapped))


def unseal(slot: Slot, passphrase: str) -> bytes:
    """The data key; raises EnvironmentFault `wrong_passphrase`, also when the slot was tampered with."""
    key = _draw(passphrase, base64.b64decode(slot.salt), slot.cost)
    try:
        return AESGCM(key).decrypt(
            base64.b64decode(slot.nonce), base64.b64decode(slot.wrapped), _bound(slot.user, slot.cost)
        )
    except InvalidTag:
        raise EnvironmentFault("wrong_passphrase") from None


def read_slots(folder: Path) -> dict[str, Slot]:
    """The slots of the workspace in `folder`, by login name."""
    try:
        document = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise EnvironmentFault("no_workspace", folder=str(folder)) from None
    except (ValueError, UnicodeDecodeError):
        raise EnvironmentFault("keys_damaged") from None
    return _slots(document)


def _slots(document: object) -> dict[str, Slot]:
    try:
        if document["format"] > _FORMAT:  # type: ignore[index]
            raise EnvironmentFault("workspace_newer")
        listed = [Slot(**{**slot, "cost": Cost(**slot["cost"])}) for slot in document["slots"]]  # type: ignore[index]
        sound = all(_sound(slot) for slot in listed)
    except (KeyError, TypeError, ValueError):
        sound = False
    if not sound:
        raise EnvironmentFault("keys_damaged")
    return {slot.user: slot for slot in listed}


def _sound(slot: Slot) -> bool:
    """Whether a slot can be what `seal` made, whatever it opens; raises ValueError or TypeError when it cannot."""
    cost = slot.cost
    lengths = [len(base64.b64decode(part, validate=True)) for part in (slot.salt, slot.nonce, slot.wrapped)]
    bounded = 1 <= cost.passes <= _MOST_PASSES and 1 <= cost.lanes <= _MOST_LANES
    return (
        isinstance(slot.user, str)
        and lengths == [SALT_BYTES, NONCE_BYTES, KEY_BYTES + TAG_BYTES]
        and bounded
        and 8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB
    )


def write_slots(folder: Path, slots: dict[str, Slot]) -> None:
    """Replaces the slots file in one step."""
    document = {"format": _FORMAT, "slots": [asdict(slot) for slot in slots.values()]}
    new = folder / f"{FILE}.new"
    with new.open("w", encoding="utf-8") as file:
        json.dump(document, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    new.chmod(0o600)
    new.replace(folder / FILE)


def _draw(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The key of a passphrase, in composed form (NFC): keyboards for Vietnamese write one word in two spellings."""
    return hash_secret_raw(
        unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _bound(user: str, cost: Cost) -> bytes:
    return canonical_json({"format": _FORMAT, "user": user, "kind": "passphrase", "cost": asdict(cost)})


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
