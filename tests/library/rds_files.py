"""Releases of the NSRL's data set as small files, made by hand from the published schemas; every digest is made up."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

FILE = """CREATE TABLE FILE (
 sha256     VARCHAR NOT NULL,
 sha1       VARCHAR NOT NULL,
 md5        VARCHAR NOT NULL,
 crc32      VARCHAR NOT NULL,
 file_name  VARCHAR NOT NULL,
 file_size  INTEGER NOT NULL,
 package_id INTEGER NOT NULL,
 CONSTRAINT PK_FILE__FILE PRIMARY KEY (sha256, sha1, md5, crc32, file_name, file_size, package_id)
);"""
OTHERS = """
CREATE TABLE MFG (manufacturer_id INTEGER NOT NULL, name VARCHAR NOT NULL);
CREATE TABLE OS (operating_system_id INTEGER NOT NULL, name VARCHAR NOT NULL, version VARCHAR NOT NULL,
 manufacturer_id INTEGER NOT NULL);
CREATE TABLE PKG (package_id INTEGER NOT NULL, name VARCHAR NOT NULL, version VARCHAR NOT NULL,
 operating_system_id INTEGER NOT NULL, manufacturer_id INTEGER NOT NULL, language VARCHAR NOT NULL,
 application_type VARCHAR NOT NULL);
CREATE VIEW DISTINCT_HASH AS SELECT DISTINCT sha256, sha1, md5 FROM FILE;
"""
VERSION = """CREATE TABLE VERSION (version VARCHAR UNIQUE NOT NULL, build_set VARCHAR NOT NULL,
 build_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL, release_date TIMESTAMP NOT NULL, description VARCHAR NOT NULL,
 CONSTRAINT PK_VERSION__VERSION PRIMARY KEY (version));
INSERT INTO VERSION VALUES ('2026.03.1', 'modern_minimal', '2026-02-27', '2026-03-06', 'made up');
INSERT INTO VERSION VALUES ('2026.09.1', 'modern_minimal', '2026-08-30', '2026-09-04', 'made up, too');
"""
FULL = """
CREATE TABLE PACKAGE_OBJECT (package_object_id INTEGER UNIQUE NOT NULL, package_id INTEGER NOT NULL,
 object_id INTEGER UNIQUE NOT NULL, CONSTRAINT PK_PACKAGE_OBJECT__PACKAGE_OBJECT_ID PRIMARY KEY (package_object_id));
CREATE TABLE METADATA (metadata_id NUMERIC UNIQUE NOT NULL, object_id INTEGER, key_hash VARCHAR NOT NULL,
 image_hash VARCHAR, path VARCHAR NOT NULL, path_b64 VARCHAR, path_coding VARCHAR, file_name VARCHAR NOT NULL,
 file_name_b64 VARCHAR, file_name_coding VARCHAR, extension VARCHAR DEFAULT '' NOT NULL, extension_b64 VARCHAR,
 extension_coding VARCHAR, bytes INTEGER NOT NULL, mtime TIMESTAMP, used_in_rds TIMESTAMP,
 update_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL, recursion_level INTEGER, extractee_id INTEGER DEFAULT 0,
 crc32 VARCHAR NOT NULL, md5 VARCHAR NOT NULL, sha1 VARCHAR NOT NULL, sha256 VARCHAR NOT NULL,
 CONSTRAINT PK_METADATA__METADATA_ID PRIMARY KEY (metadata_id));
CREATE VIEW FILE AS SELECT UPPER(md.sha256) AS sha256, UPPER(md.sha1) AS sha1, UPPER(md.md5) AS md5,
 CASE md.extension WHEN '' THEN md.file_name ELSE md.file_name||'.'||md.extension END AS file_name,
 md.bytes AS file_size, po.package_id FROM METADATA AS md, PACKAGE_OBJECT AS po WHERE md.object_id = po.object_id;
"""

Row = tuple[object, ...]


def digests(number: int) -> tuple[str, str, str]:
    """SHA-256, SHA-1 and MD5 of a made-up file, as such a list writes them."""
    content = b"file %d" % number
    names = ("sha256", "sha1", "md5")
    sha256, sha1, md5 = (hashlib.new(name, content).hexdigest().upper() for name in names)
    return sha256, sha1, md5


def sha256(number: int) -> bytes:
    """The SHA-256 of the same."""
    return bytes.fromhex(digests(number)[0])


def row(number: int, package: int = 1) -> Row:
    """The row of a made-up file in FILE."""
    return (*digests(number), f"{number:08X}", f"it's {number}.dll", number, package)


def base(path: Path, script: str, rows: Iterable[Sequence[object]] = (), table: str = "FILE") -> Path:
    """A database that `script` makes, with rows in a table of it."""
    with closing(sqlite3.connect(path)) as made:
        made.executescript(script)
        for each in rows:
            made.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(each))})", each)
        made.commit()
    return path


def run(path: Path, script: str) -> None:
    """Changes a database."""
    with closing(sqlite3.connect(path)) as opened:
        opened.executescript(script)


def minimal(path: Path, rows: Iterable[Row]) -> Path:
    """A minimal set."""
    return base(path, FILE + OTHERS + VERSION, rows)


def early(path: Path, rows: Iterable[Row]) -> Path:
    """One of the first releases: no CRC-32."""
    script = FILE.replace(" crc32      VARCHAR NOT NULL,\n", "").replace("md5, crc32, ", "md5, ")
    return base(path, script + OTHERS + VERSION, [each[:3] + each[4:] for each in rows])


def rowless(path: Path, rows: Iterable[Row]) -> Path:
    """The same table kept as nothing but its key."""
    return base(path, FILE.replace("\n);", "\n) WITHOUT ROWID;") + OTHERS + VERSION, rows)


def lower(path: Path, rows: Iterable[Row]) -> Path:
    """Names of tables and columns, and digests, in small letters."""
    script = (FILE + OTHERS + VERSION).replace("FILE", "file").replace("VERSION ", "version ")
    return base(
        path, script, [tuple(text.lower() if isinstance(text, str) else text for text in each) for each in rows]
    )


def wide(path: Path, rows: Iterable[Row]) -> Path:
    """Kept as UTF-16, in large pages."""
    return base(path, "PRAGMA encoding = 'UTF-16'; PRAGMA page_size = 32768;" + FILE + OTHERS + VERSION, rows)


def logged(path: Path, rows: Iterable[Row]) -> Path:
    """Last written by way of a log."""
    return base(path, "PRAGMA journal_mode = WAL;" + FILE + OTHERS + VERSION, rows)


def full(path: Path, rows: Iterable[Row]) -> Path:
    """A full set, where FILE is a view."""
    told = []
    for number, (one, two, three, crc32, name, size, package) in enumerate(rows):
        told.append((number, package, "k", None, "/", None, None, name, None, None, "", None, None, size, None, None,
                     "2026-01-01", 0, 0, crc32, three, two, one))  # fmt: skip
    return base(path, FULL + VERSION, told, "METADATA")
