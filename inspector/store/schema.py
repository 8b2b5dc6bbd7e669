"""The tables of a workspace, as numbered migrations.

A migration that has been released is never edited: the next change is the next migration.
"""

from __future__ import annotations

from typing import Any, cast

from sqlite_utils import Database, Migrations

from inspector.domain.fault import EnvironmentFault
from inspector.store import captures, holdings, likenesses
from inspector.store.connection import Connection, complete_statement

migrations = Migrations("inspector")


def bring_up(connection: Connection) -> list[str]:
    """Applies what is missing and gives its names; refuses a workspace that a newer program has changed."""
    database = Database(cast("Any", connection))
    known = {migration.name for migration in migrations._migrations}  # noqa: SLF001  sqlite-utils lists them nowhere else
    if any(applied.name not in known for applied in migrations.applied(database)):
        raise EnvironmentFault("workspace_newer")
    pending = [migration.name for migration in migrations.pending(database)]
    if pending:
        migrations.apply(database)
    return pending


def _create(database: Database, statements: str) -> None:
    """Runs `statements` inside the migration's transaction, which `executescript` would commit early."""
    statement = ""
    for line in statements.splitlines():
        statement += line + "\n"
        if complete_statement(statement):
            database.conn.execute(statement)
            statement = ""


@migrations()
def m001_people_and_audit(database: Database) -> None:
    """Accounts, and the chain of every act."""
    _create(
        database,
        """
    CREATE TABLE account(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, full_name TEXT NOT NULL, created TEXT NOT NULL) STRICT;
    CREATE TABLE account_role(
        account INTEGER NOT NULL REFERENCES account, role TEXT NOT NULL, PRIMARY KEY(account, role)) STRICT;
    CREATE TABLE audit(
        seq INTEGER PRIMARY KEY, at TEXT NOT NULL, boot TEXT NOT NULL, uptime_ms INTEGER NOT NULL, who TEXT NOT NULL,
        action TEXT NOT NULL, casefile INTEGER, object TEXT NOT NULL, alters INTEGER NOT NULL, data TEXT NOT NULL,
        prev BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE INDEX audit_case ON audit(casefile, alters, seq);
    CREATE TABLE audit_head(id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    CREATE TRIGGER audit_keeps BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    """,
    )


@migrations()
def m002_cases_and_items(database: Database) -> None:
    """Cases, where their evidence came from, its occurrences and its contents."""
    _create(
        database,
        """
    CREATE TABLE casefile(
        id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, kind TEXT NOT NULL,
        opened TEXT NOT NULL, opened_by TEXT NOT NULL) STRICT;
    CREATE TABLE exhibit(
        id INTEGER PRIMARY KEY, casefile INTEGER NOT NULL REFERENCES casefile, label TEXT NOT NULL,
        UNIQUE(casefile, label)) STRICT;
    CREATE TABLE source(
        id INTEGER PRIMARY KEY, exhibit INTEGER NOT NULL REFERENCES exhibit, path BLOB NOT NULL, kind TEXT NOT NULL,
        UNIQUE(exhibit, path)) STRICT;
    CREATE TABLE ingest(
        id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, look TEXT NOT NULL, by TEXT NOT NULL,
        started TEXT NOT NULL, finished TEXT, state TEXT NOT NULL, program TEXT NOT NULL, isolation TEXT NOT NULL,
        writable INTEGER NOT NULL, entries INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0,
        bytes INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE TABLE skipped(
        id INTEGER PRIMARY KEY, ingest INTEGER NOT NULL REFERENCES ingest, path BLOB NOT NULL,
        reason TEXT NOT NULL) STRICT;
    CREATE INDEX skipped_ingest ON skipped(ingest);
    CREATE TABLE content(
        id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, sha1 BLOB NOT NULL, md5 BLOB NOT NULL,
        size INTEGER NOT NULL, mime TEXT NOT NULL, kind TEXT NOT NULL, analysed TEXT,
        width INTEGER, height INTEGER, duration_ms INTEGER,
        pdq BLOB, pdq_quality INTEGER, phash BLOB, dhash BLOB) STRICT;
    CREATE TABLE finding(
        id INTEGER PRIMARY KEY, content INTEGER NOT NULL REFERENCES content, analyser TEXT NOT NULL,
        version TEXT NOT NULL, parameters TEXT NOT NULL, data TEXT NOT NULL,
        UNIQUE(content, analyser, version, parameters)) STRICT;
    CREATE TABLE picture(
        content INTEGER NOT NULL REFERENCES content, role TEXT NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY(content, role)) STRICT;
    CREATE TABLE frame(
        content INTEGER NOT NULL REFERENCES content, at_ms INTEGER NOT NULL, pdq BLOB NOT NULL,
        quality INTEGER NOT NULL, PRIMARY KEY(content, at_ms)) STRICT;
    CREATE TABLE item(
        id INTEGER PRIMARY KEY, casefile INTEGER NOT NULL REFERENCES casefile,
        source INTEGER NOT NULL REFERENCES source, ingest INTEGER NOT NULL REFERENCES ingest,
        container INTEGER REFERENCES item, path BLOB NOT NULL, shown TEXT NOT NULL, size INTEGER NOT NULL,
        modified_ns INTEGER, changed_ns INTEGER, accessed_ns INTEGER, device INTEGER, inode INTEGER, links INTEGER,
        place TEXT, state TEXT NOT NULL, content INTEGER REFERENCES content) STRICT;
    CREATE UNIQUE INDEX item_once ON item(source, ifnull(container, 0), path);
    CREATE INDEX item_content ON item(content);
    CREATE INDEX item_case ON item(casefile, content, id);
    CREATE INDEX item_waiting ON item(source, id) WHERE state = 'waiting';
    CREATE INDEX item_linked ON item(source, device, inode) WHERE links > 1;
    CREATE TABLE failure(
        id INTEGER PRIMARY KEY, item INTEGER REFERENCES item, content INTEGER REFERENCES content,
        analyser TEXT NOT NULL, code TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE INDEX failure_item ON failure(item) WHERE item IS NOT NULL;
    CREATE INDEX failure_content ON failure(content) WHERE content IS NOT NULL;
    CREATE TABLE blob(sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL) STRICT;
    CREATE TABLE blob_part(
        sha256 BLOB NOT NULL REFERENCES blob, number INTEGER NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY(sha256, number)) STRICT;
    """,
    )


@migrations()
def m003_known_and_decided(database: Database) -> None:
    """Hash sets, what agreed with them, and what people decided."""
    _create(
        database,
        """
    CREATE TABLE hashset(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, listing TEXT NOT NULL, provider TEXT NOT NULL,
        version TEXT NOT NULL, format TEXT NOT NULL, file TEXT NOT NULL UNIQUE, entries INTEGER NOT NULL,
        broken INTEGER NOT NULL, digest TEXT NOT NULL, signals TEXT NOT NULL, added TEXT NOT NULL,
        added_by TEXT NOT NULL, removed TEXT) STRICT;
    CREATE UNIQUE INDEX hashset_name ON hashset(name) WHERE removed IS NULL;
    CREATE TABLE hit(
        content INTEGER NOT NULL REFERENCES content, hashset INTEGER NOT NULL REFERENCES hashset,
        signal TEXT NOT NULL, distance INTEGER NOT NULL, entry TEXT NOT NULL, category TEXT NOT NULL,
        PRIMARY KEY(content, hashset, signal)) STRICT, WITHOUT ROWID;
    CREATE INDEX hit_hashset ON hit(hashset);
    CREATE TABLE decision(
        id INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item, scheme TEXT NOT NULL, category TEXT,
        details TEXT NOT NULL, note TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL) STRICT;
    CREATE INDEX decision_item ON decision(item, scheme, id);
    CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
    CREATE TRIGGER decision_keeps BEFORE DELETE ON decision
        BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
    CREATE TABLE standing(
        item INTEGER NOT NULL REFERENCES item, scheme TEXT NOT NULL, category TEXT NOT NULL,
        decision INTEGER NOT NULL REFERENCES decision, PRIMARY KEY(item, scheme)) STRICT, WITHOUT ROWID;
    CREATE INDEX standing_category ON standing(scheme, category);
    CREATE TABLE report(
        id INTEGER PRIMARY KEY, casefile INTEGER NOT NULL REFERENCES casefile, form TEXT NOT NULL, at TEXT NOT NULL,
        by TEXT NOT NULL, language TEXT NOT NULL, sha256 BLOB NOT NULL, audit_seq INTEGER NOT NULL,
        signed_by TEXT NOT NULL) STRICT;
    """,
    )


@migrations()
def m004_words_and_tips(database: Database) -> None:
    """Search over names and texts, and the register of tips."""
    _create(
        database,
        """
    CREATE VIRTUAL TABLE name_search USING fts5(
        exact, folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
    CREATE VIRTUAL TABLE text_search USING fts5(
        exact, folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
    CREATE TABLE tip(
        id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, received TEXT NOT NULL,
        state TEXT NOT NULL, title TEXT NOT NULL, fields TEXT NOT NULL, casefile INTEGER REFERENCES casefile,
        added TEXT NOT NULL, added_by TEXT NOT NULL) STRICT;
    CREATE TABLE tip_file(
        id INTEGER PRIMARY KEY, tip INTEGER NOT NULL REFERENCES tip, parent INTEGER REFERENCES tip_file,
        name BLOB NOT NULL, shown TEXT NOT NULL, format TEXT NOT NULL, mime TEXT NOT NULL, size INTEGER NOT NULL,
        sha256 BLOB NOT NULL, text TEXT NOT NULL, item INTEGER REFERENCES item, failure TEXT) STRICT;
    CREATE INDEX tip_file_tip ON tip_file(tip);
    CREATE TABLE tip_address(
        id INTEGER PRIMARY KEY, tip INTEGER NOT NULL REFERENCES tip, kind TEXT NOT NULL, value TEXT NOT NULL,
        original TEXT NOT NULL, place TEXT NOT NULL, port INTEGER, time TEXT) STRICT;
    CREATE INDEX tip_address_tip ON tip_address(tip);
    CREATE INDEX tip_address_value ON tip_address(kind, value);
    CREATE VIRTUAL TABLE tip_search USING fts5(
        exact, folded, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
    """,
    )


@migrations()
def m005_holdings(database: Database) -> None:
    """The sums of what the tables hold, for the chain to speak of."""
    holdings.bind(cast("Connection", database.conn))


@migrations()
def m006_containers(database: Database) -> None:
    """What lies inside containers: how each member is found again, and how each container was unfolded."""
    _create(
        database,
        """
    ALTER TABLE item ADD COLUMN created_ns INTEGER;
    ALTER TABLE item ADD COLUMN locator TEXT;
    ALTER TABLE item ADD COLUMN volume TEXT;
    DROP INDEX item_once;
    CREATE UNIQUE INDEX item_once ON item(source, ifnull(container, 0), path, ifnull(locator, ''));
    CREATE INDEX item_inside ON item(container, locator) WHERE container IS NOT NULL;
    CREATE TABLE unfolding(
        item INTEGER PRIMARY KEY REFERENCES item, reader TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL,
        facts TEXT NOT NULL) STRICT;
    """,
    )
    holdings.bind(cast("Connection", database.conn))


@migrations()
def m007_messages(database: Database) -> None:
    """What the conversations of chat exports say."""
    _create(
        database,
        """
    CREATE TABLE message(
        content INTEGER NOT NULL REFERENCES content, number INTEGER NOT NULL, id TEXT NOT NULL, at_ms INTEGER,
        zone TEXT NOT NULL, author TEXT NOT NULL, author_id TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
        attachments TEXT NOT NULL, reply_to TEXT NOT NULL, forwarded_from TEXT NOT NULL, edited_ms INTEGER,
        deleted INTEGER NOT NULL, PRIMARY KEY(content, number)) STRICT, WITHOUT ROWID;
    """,
    )
    holdings.bind(cast("Connection", database.conn), ["message"])


@migrations()
def m008_manifests(database: Database) -> None:
    """What manifests beside the evidence claim of other files."""
    _create(
        database,
        """
    CREATE TABLE claim(
        content INTEGER NOT NULL REFERENCES content, number INTEGER NOT NULL, algorithm TEXT NOT NULL,
        digest BLOB NOT NULL, path BLOB NOT NULL, size INTEGER, PRIMARY KEY(content, number)) STRICT;
    """,
    )
    holdings.bind(cast("Connection", database.conn), ["claim"])


@migrations()
def m009_variants(database: Database) -> None:
    """What was done to a content before it agreed with a list: turned, mirrored, trimmed, or seen in part."""
    _create(database, "ALTER TABLE hit ADD COLUMN variant TEXT NOT NULL DEFAULT '';")
    holdings.bind(cast("Connection", database.conn), ["hit"])


@migrations()
def m010_likenesses(database: Database) -> None:
    """How altered copies of a picture look: one packed value a content (`domain/variation.py`)."""
    _create(
        database,
        """
    CREATE TABLE likeness(content INTEGER PRIMARY KEY REFERENCES content, variations BLOB NOT NULL) STRICT;
    """,
    )
    holdings.bind(cast("Connection", database.conn), ["likeness"])


@migrations()
def m012_groups(database: Database) -> None:
    """Groups of like pictures in each case, and which camera took a content when."""
    _create(
        database,
        """
    CREATE TABLE near_group(
        casefile INTEGER NOT NULL REFERENCES casefile, content INTEGER NOT NULL REFERENCES content,
        leader INTEGER REFERENCES content, distance INTEGER NOT NULL DEFAULT 0, variant TEXT NOT NULL DEFAULT '',
        PRIMARY KEY(casefile, content)) STRICT, WITHOUT ROWID;
    CREATE INDEX near_group_leader ON near_group(casefile, leader);
    CREATE INDEX near_group_content ON near_group(content);
    CREATE INDEX content_mark ON content(pdq_quality, pdq) WHERE pdq IS NOT NULL;
    CREATE TABLE capture(
        content INTEGER PRIMARY KEY REFERENCES content, camera TEXT NOT NULL, maker TEXT NOT NULL, model TEXT NOT NULL,
        serial TEXT NOT NULL, taken INTEGER) STRICT;
    CREATE INDEX capture_camera ON capture(camera, taken, content);
    INSERT INTO near_group(casefile, content)
      SELECT DISTINCT casefile, content FROM item JOIN content ON content.id = item.content WHERE pdq IS NOT NULL;
    """,
    )
    connection = cast("Connection", database.conn)
    captures.fill(connection)
    holdings.bind(connection, ["near_group", "capture"])


@migrations()
def m013_office_lists(database: Database) -> None:
    """What offices say of contents in lists of their own, whose signatures are believed, and who looked for himself."""
    _create(
        database,
        """
    CREATE TABLE office_certificate(
        office TEXT NOT NULL, fingerprint BLOB NOT NULL, certificate BLOB NOT NULL, added TEXT NOT NULL,
        added_by TEXT NOT NULL, PRIMARY KEY(office, fingerprint)) STRICT;
    CREATE TABLE office_statement(
        list TEXT NOT NULL, office TEXT NOT NULL, number INTEGER NOT NULL, before BLOB NOT NULL, says TEXT NOT NULL,
        scheme TEXT NOT NULL, category TEXT NOT NULL, day TEXT NOT NULL, md5 BLOB NOT NULL, sha1 BLOB NOT NULL,
        sha256 BLOB NOT NULL, size INTEGER NOT NULL, pdq BLOB, pdq_quality INTEGER, frames TEXT NOT NULL,
        certificate BLOB NOT NULL, PRIMARY KEY(list, office, number)) STRICT;
    CREATE INDEX office_statement_content ON office_statement(sha256, list, office, number);
    CREATE INDEX office_statement_md5 ON office_statement(md5);
    CREATE INDEX office_statement_sha1 ON office_statement(sha1);
    CREATE INDEX office_statement_pdq ON office_statement(pdq) WHERE pdq IS NOT NULL;
    CREATE INDEX audit_opened ON audit(object) WHERE action = 'item_open';
    """,
    )
    holdings.bind(cast("Connection", database.conn), ["office_certificate", "office_statement"])


@migrations()
def m014_sets_kept_up(database: Database) -> None:
    """What a list says of itself, whether all of it is in, and whether its set is asked now."""
    _create(
        database,
        """
    ALTER TABLE hashset ADD COLUMN dated TEXT NOT NULL DEFAULT '';
    ALTER TABLE hashset ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE hashset ADD COLUMN meanings TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE hashset ADD COLUMN incomplete TEXT NOT NULL DEFAULT '';
    ALTER TABLE hashset ADD COLUMN replaces INTEGER REFERENCES hashset;
    ALTER TABLE hashset ADD COLUMN off TEXT;
    CREATE VIEW set_in_use AS SELECT * FROM hashset WHERE removed IS NULL AND off IS NULL;
    """,
    )
    holdings.bind(cast("Connection", database.conn), ["hashset"])


@migrations()
def m015_films_in_groups(database: Database) -> None:
    """Films wait for their groups as pictures do; and pictures once more, since another order says who leads."""
    _create(
        database,
        """
    DROP TRIGGER near_group_insert_moves;
    DROP TRIGGER near_group_update_moves;
    UPDATE near_group SET leader = NULL, distance = 0, variant = '';
    INSERT INTO near_group(casefile, content)
      SELECT DISTINCT casefile, item.content FROM item JOIN content ON content.id = item.content
      WHERE pdq IS NULL AND EXISTS (SELECT 1 FROM frame WHERE frame.content = item.content);
    """,
    )
    holdings.bind(cast("Connection", database.conn), ["near_group"])


@migrations()
def m016_cuts_in_groups(database: Database) -> None:
    """The middle of each picture, which what was cut from it shows too; all wait for their groups once more."""
    _create(
        database,
        """
    CREATE TABLE middle(content INTEGER PRIMARY KEY REFERENCES content, pdq BLOB NOT NULL) STRICT;
    DROP TRIGGER near_group_insert_moves;
    DROP TRIGGER near_group_update_moves;
    UPDATE near_group SET leader = NULL, distance = 0, variant = '';
    """,
    )
    connection = cast("Connection", database.conn)
    likenesses.fill_middles(connection)
    holdings.bind(connection, ["near_group", "middle"])
