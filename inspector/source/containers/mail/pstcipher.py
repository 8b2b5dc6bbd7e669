"""How Outlook hides the bytes of a mailbox from a text editor (MS-PST 5.1, 5.2): no key is needed, and none exists."""

from __future__ import annotations

import numpy as np

NONE, PERMUTE, CYCLIC = 0, 1, 2
NAMES = {NONE: "none", PERMUTE: "permute", CYCLIC: "cyclic"}

# The tables mpbbI and mpbbS; mpbbR is mpbbI backwards.
_I = bytes.fromhex(
    "47f1b4e60b6a7248854e9eebe2f89453e0bba002e85a09abdbe3bac67cc310dd39059630f53760828cc9134a6b1df3fb8f2697ca"
    "911701c4322d6e3195ffd923d1005e79dc443b1a28c5615720903d83b943be67d2464276c06d5b7eb20f16293ca903540dda5ddf"
    "f6b7c762cd8d06d3695c86d614f7a56675acb1e94521700c879f74a4224c6fbf1f56aa2eb3783350b0a392bccf191ca763cb1e4d"
    "3e4b1b9b4fe7f0eead3ab55904ea40552551e57a893868527bfc27aed7bdfa07f4cc8e5fef359c842b15d5773449b6120a7f7188"
    "fd9d18417d93d8582ccefe24afdeb836c8a180a69998a82f0e816573e4c2a28ad4e111d0088b2af2ed9a643fc16cf9ec"
)
_S = bytes.fromhex(
    "14530f56b3c87a9ceb65481716159f02cc547c83000d0c0ba262a876dbd9edc7c5a4dcac8574d6d0a79bae9a967166c36399b8dd"
    "73928e847da55ed15d93b1575150808952944f4e0a6bbc8d7f6e47464140440111cb033ff7f4e1a98f3c3af9fbf0193082092ec9"
    "9da08649ee6f4d6dc42d813425871b88aafc06a11238fd4c4272641337246a757743ffe6b44b365ce4d8353d45b92cecb7312b29"
    "0768a30e697b189e2139be281a5b78f523ca2ab0af3efe048ce7e5983295d3f64ae8a6eae9f3d52f7020f21f0567ad5510cecde3"
    "273bdabad7c226d4911dd21c2233f8faf15aefcf90b68bb5bdc0bf08971e6ce261e0c6c159abbb58de5fdf60797eb28a"
)
_R = bytes(_I.index(byte) for byte in range(256))
_TABLE_I, _TABLE_R, _TABLE_S = (np.frombuffer(table, np.uint8) for table in (_I, _R, _S))


def revealed(data: bytes, cipher: int, block: int) -> bytes:
    """The bytes of the block with the number `block` as they were before they were hidden."""
    if cipher == PERMUTE:
        return data.translate(_I)
    return _turned(data, block) if cipher == CYCLIC else data


def _turned(data: bytes, block: int) -> bytes:
    key = block & 0xFFFFFFFF
    turn = np.arange(len(data), dtype=np.uint32) + (key ^ key >> 16) & 0xFFFF
    low, high = turn.astype(np.uint8), (turn >> 8).astype(np.uint8)
    once = _TABLE_R[np.frombuffer(data, np.uint8) + low]
    twice = _TABLE_S[once + high]
    return bytes(_TABLE_I[twice - high] - low)
