"""The register of reports: what was printed and who signed it. Neither changes the content of a case."""

from __future__ import annotations

import json
from dataclasses import dataclass

from inspector.domain.canonical import Value
from inspector.store.connection import Connection
from inspector.store.deed import Act, Deed, now


@dataclass(frozen=True, slots=True)
class Printed:
    """One report as it left the program; `audit_seq` is the row of the chain it prints."""

    case: int
    form: str
    language: str
    sha256: bytes
    audit_seq: int
    signed_by: str = ""


def printed(report: Printed, by: str) -> Act[int]:
    """Registers a report; gives its row."""

    def act(connection: Connection) -> Deed[int]:
        (number,) = connection.execute(
            "INSERT INTO report(casefile, form, at, by, language, sha256, audit_seq, signed_by)"
            " VALUES(?,?,?,?,?,?,?,?) RETURNING id",
            (report.case, report.form, now(), by, report.language, report.sha256, report.audit_seq, report.signed_by),
        ).fetchone()
        data: dict[str, Value] = {
            "form": report.form,
            "sha256": report.sha256.hex(),
            "audit": report.audit_seq,
            "signed_by": report.signed_by,
        }
        return Deed("report_make", int(number), f"report {number}", data, report.case)

    return act


def signed(before: bytes, sha256: bytes, role: str, signer: str, count: int) -> Act[None]:
    """Records that a report was signed: the digests of the whole file before and after, and its signatures so far."""
    data: dict[str, Value] = {
        "before": before.hex(),
        "sha256": sha256.hex(),
        "role": role,
        "signer": signer,
        "signatures": count,
    }
    return lambda _: Deed("report_sign", None, "report", data)


def hands(connection: Connection, sha256: bytes) -> set[str]:
    """The accounts that signed the file of that digest, as far as it was made and signed in this workspace."""
    rows = connection.execute("SELECT who, data FROM audit WHERE action IN ('report_make', 'report_sign') ORDER BY seq")
    known = {}
    for who, data in rows:
        told = json.loads(data)
        known[told["sha256"]] = (who if told.get("signer") or told.get("signed_by") else "", told.get("before", ""))
    found, digest = set(), sha256.hex()
    while digest in known:
        who, digest = known.pop(digest)
        found |= {who} - {""}
    return found
