"""What the first bytes of a volume or of a whole medium say: which file system, which partition table.

Two bytes such as 55AA prove nothing, so every sign is held against the fields around it. Layouts: Microsoft's FAT
specification 1.03 and exFAT specification, Linux `ext4_super_block`, Apple TN1150 (HFS+), Apple File System Reference,
UEFI specification (GPT), LUKS on-disk format 1.2.3, cryptsetup and libbde documentation for LUKS2 and BitLocker.
"""

from __future__ import annotations

from collections.abc import Callable

LONGEST = 72 << 10
"""So many bytes are enough for every sign; Btrfs has its own at 64 KiB."""

ENCRYPTED = frozenset({"BitLocker", "LUKS"})
SEALED = frozenset({"APFS", "XFS", "Btrfs", "ReFS", "F2FS", "LVM", "Linux RAID"})
"""File systems and layers that can be named and not read."""

_BITLOCKER_TO_GO = bytes.fromhex("3bd66749292ed84a8399f6a339e3d001")
_POWERS = frozenset(1 << power for power in range(8))
_SECTORS = frozenset({512, 1024, 2048, 4096})


def file_system(start: bytes) -> str | None:
    """The file system or encryption of a volume that begins with `start`, None when none is known by its signs."""
    return next((name for name, test in _SIGNS.items() if test(start)), None)


def partition_table(start: bytes, size: int | None = None) -> str | None:
    """The sort of partition table on a medium of `size` bytes that begins with `start`."""
    if any(start[sector : sector + 8] == b"EFI PART" for sector in (512, 4096)):
        return "GPT"
    if start[:2] == b"ER" and start[512:514] == b"PM":
        return "APM"
    return "MBR" if _is_mbr(start, size) else None


def _number(data: bytes, place: int, length: int) -> int:
    return int.from_bytes(data[place : place + length], "little")


def _is_boot_sector(start: bytes) -> bool:
    return len(start) >= 512 and start[510:512] == b"\x55\xaa"


def _is_bitlocker(start: bytes) -> bool:
    return start[3:11] == b"-FVE-FS-" or (_is_boot_sector(start) and start[424:440] == _BITLOCKER_TO_GO)


def _is_luks(start: bytes) -> bool:
    return start[:6] == b"LUKS\xba\xbe" and start[6:8] in {b"\0\x01", b"\0\x02"}


def _is_fat(start: bytes) -> bool:
    jump = start[:1] == b"\xe9" or (start[:1] == b"\xeb" and start[2:3] == b"\x90")
    return (
        _is_boot_sector(start)
        and jump
        and _number(start, 11, 2) in _SECTORS
        and start[13] in _POWERS
        and _number(start, 14, 2) > 0
        and start[16] in {1, 2}
        and start[21] in {0xF0, *range(0xF8, 0x100)}
        and (_number(start, 19, 2) or _number(start, 32, 4)) > 0
        and (_number(start, 22, 2) or _number(start, 36, 4)) > 0
    )


def _is_ext(start: bytes) -> bool:
    block = start[1024:2048]
    return (
        block[56:58] == b"\x53\xef"
        and _number(block, 0, 4) > 0
        and _number(block, 4, 4) > 0
        and _number(block, 24, 4) <= 6
        and _number(block, 20, 4) in {0, 1}
        and _number(block, 32, 4) > 0
        and _number(block, 40, 4) > 0
        and _number(block, 76, 4) in {0, 1}
    )


def _is_hfs(start: bytes) -> bool:
    head = start[1024:1072]
    block = int.from_bytes(head[40:44], "big")
    known = head[:4] in {b"H+\0\x04", b"HX\0\x05"}
    return known and block >= 512 and block & (block - 1) == 0


def _is_f2fs(start: bytes) -> bool:
    return start[1024:1028] == b"\x10\x20\xf5\xf2" and _number(start, 1028, 2) == 1


_SIGNS: dict[str, Callable[[bytes], bool]] = {
    "BitLocker": _is_bitlocker,
    "LUKS": _is_luks,
    "NTFS": lambda start: start[3:11] == b"NTFS    " and _is_boot_sector(start),
    "exFAT": lambda start: start[3:11] == b"EXFAT   " and _is_boot_sector(start),
    "ReFS": lambda start: start[3:11] == b"ReFS\0\0\0\0",
    "FAT": _is_fat,
    "ext": _is_ext,
    "HFS+": _is_hfs,
    "APFS": lambda start: start[32:36] == b"NXSB" and _number(start, 36, 4) in {4096, 8192, 16384, 32768, 65536},
    "XFS": lambda start: start[:4] == b"XFSB" and int.from_bytes(start[4:8], "big") in {512, 1024, 2048, 4096, 65536},
    "Btrfs": lambda start: start[0x10040:0x10048] == b"_BHRfS_M",
    "F2FS": _is_f2fs,
    "LVM": lambda start: start[512:520] == b"LABELONE",
    "Linux RAID": lambda start: start[4096:4100] == b"\xfc\x4e\x2b\xa9",
    "ISO 9660": lambda start: start[0x8001:0x8006] == b"CD001",
    "swap": lambda start: start[4086:4096] == b"SWAPSPACE2",
}


def _is_mbr(start: bytes, size: int | None) -> bool:
    """Four entries that could be: used ones lie behind one another on the medium, and there is at least one."""
    if not _is_boot_sector(start):
        return False
    entries = [start[place : place + 16] for place in range(446, 510, 16)]
    if any(entry[0] not in {0, 0x80} for entry in entries):
        return False
    used = sorted((_number(entry, 8, 4), _number(entry, 12, 4)) for entry in entries if entry[4])
    if not used:
        return False
    ends = [0, *(first + count for first, count in used)]
    apart = all(first >= max(end, 1) and count for (first, count), end in zip(used, ends, strict=False))
    return apart and (size is None or used[0][0] * 512 < size)
