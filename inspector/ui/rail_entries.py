"""The pages there are, in the order of the rail. A page that does not work yet is not listed."""

from __future__ import annotations

from inspector.domain.account import Account, Right
from inspector.ui.desk import Desk
from inspector.ui.pages.audit import AuditPage
from inspector.ui.pages.cases import CasesPage
from inspector.ui.pages.hashsets import HashSetsPage
from inspector.ui.pages.page import Page
from inspector.ui.pages.report import ReportPage
from inspector.ui.pages.review import ReviewPage
from inspector.ui.pages.settings import SettingsPage
from inspector.ui.pages.tips import TipsPage
from inspector.ui.schemes import schemes
from inspector.ui.widgets.rail import Entry

_ENTRIES = (
    (Entry("cases", "briefcase"), set[Right]()),
    (Entry("review", "images"), {Right.CONTENT}),
    (Entry("tips", "inbox"), {Right.TIPS}),
    (Entry("report", "file-text"), {Right.REPORT}),
    (Entry("hashsets", "hash"), {Right.LIBRARY, Right.EXPORT}),
    (Entry("audit", "scroll-text"), {Right.AUDIT}),
    (Entry("settings", "settings"), set[Right]()),
)


def entries(account: Account) -> list[Entry]:
    """The pages this person can do something on."""
    return [entry for entry, rights in _ENTRIES if not rights or any(map(account.may, rights))]


def build_page(name: str, desk: Desk) -> Page:
    """The page of that name."""
    if name == "review":
        return ReviewPage(desk, schemes(desk.look))
    plain = {
        "cases": CasesPage,
        "tips": TipsPage,
        "report": ReportPage,
        "hashsets": HashSetsPage,
        "audit": AuditPage,
        "settings": SettingsPage,
    }
    return plain[name](desk)
