"""The tables of a reference data set that hold digests.

The minimal set has the table FILE, in early releases without the CRC-32; in the full set FILE is a view over METADATA.
Source: "National Software Reference Library Reference Dataset Version 3" (NIST, 2022) and the published `schema.sql`.
"""

from __future__ import annotations

_DIGESTS = frozenset({"sha256", "sha1", "md5"})
FILE = "FILE"
SIGNS = {FILE: _DIGESTS | {"file_name", "package_id"}, "METADATA": _DIGESTS | {"file_name", "object_id"}}
"""The columns by which such a table is known."""

_FILE = ("sha256", "sha1", "md5", "crc32", "file_name", "file_size", "package_id")
_METADATA = (
    *("metadata_id", "object_id", "key_hash", "image_hash", "path", "path_b64", "path_coding"),
    *("file_name", "file_name_b64", "file_name_coding", "extension", "extension_b64", "extension_coding"),
    *("bytes", "mtime", "used_in_rds", "update_date", "recursion_level", "extractee_id"),
    *("crc32", "md5", "sha1", "sha256"),
)
UNNAMED = {
    (FILE, 7): _FILE,
    (FILE, 6): tuple(name for name in _FILE if name != "crc32"),
    ("METADATA", 23): _METADATA,
}
"""The columns in their order, by the table and how many there are, for statements that do not name them."""

PKG = "PKG"
PACKAGE = (
    *("package_id", "name", "version", "operating_system_id", "manufacturer_id", "language", "application_type"),
)
"""The table that says what packages are, and its columns."""
