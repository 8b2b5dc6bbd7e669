"""The journal: the newest rows of the audit chain, and its check."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from inspector.app import history
from inspector.domain.fault import Fault
from inspector.domain.names import display
from inspector.store.audit import Entry, Verification
from inspector.ui import measures
from inspector.ui.desk import Desk
from inspector.ui.models.records import Column
from inspector.ui.pages.page import Page
from inspector.ui.widgets.build import button, column, label, row
from inspector.ui.widgets.record_table import RecordTable

_SHOWN = 1_000


class AuditPage(Page):
    """Shows rows and says whether the chain is whole."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = self.look.say
        self.table: RecordTable[Entry] = RecordTable(self._columns(), stretch=4, name=say("page-audit"))
        self._anchor = QLineEdit()
        self._anchor.setPlaceholderText(say("audit-anchor"))
        self._anchor.setAccessibleName(say("audit-anchor"))
        self._verify = button(
            say("audit-verify"), self.verify, "act", self.look.lead("shield-check", self.look.tones.on_accent)
        )
        self._result = label("", wrap=True)
        self._more = label("", "quiet")
        head = row(label(say("page-audit"), "heading"), None, self._anchor, self._verify)
        head.setStretch(2, 1)
        self.setLayout(column(head, self._result, self.table, self._more, margin=measures.WIDE, space=measures.MEDIUM))
        self._result.hide()

    def appear(self) -> None:
        """Lists the newest rows."""
        self.table.setFocus()
        self._list()

    def _list(self) -> None:
        self.desk.ask(lambda: history.newest(self.desk.session, _SHOWN), self._show)

    def verify(self) -> None:
        """Checks the whole chain on the query lane."""
        anchor = self._anchor.text().strip() or None
        self._verify.setEnabled(False)
        self._say(self.look.say("audit-checking"), "quiet")
        self.desk.ask(lambda: history.verify(self.desk.session, anchor), self._verified, self._unverified)

    def _unverified(self, fault: Fault) -> None:
        self._verify.setEnabled(True)
        self._result.hide()
        self.desk.faulted.emit(fault)

    def _verified(self, found: Verification) -> None:
        self._verify.setEnabled(True)
        words, say = self.look.words, self.look.say
        if found.ok:
            anchored = (
                say("audit-anchored", row=words.number(found.anchored_up_to))
                if found.anchored_up_to
                else say("audit-unanchored")
            )
            self._say(f"{say('audit-whole', count=found.entries)} {anchored}", "verified")
        else:
            told = [
                words.say(f"audit-{problem.code.replace('_', '-')}", entry=problem.seq)
                for problem in found.problems[:8]
            ]
            self._say("\n".join([say("audit-broken", count=len(found.problems)), *told]), "danger")
        self._list()

    def _say(self, sentence: str, role: str) -> None:
        self._result.setText(sentence)
        self._result.setProperty("role", role)
        self._result.style().polish(self._result)
        self._result.show()

    def _show(self, entries: list[Entry]) -> None:
        self.table.show_rows(entries)
        newest = entries[0].seq if entries else 0
        words = self.look.words
        self._more.setText(self.look.say("audit-shown", shown=words.number(len(entries)), total=words.number(newest)))

    def _columns(self) -> list[Column[Entry]]:
        words, say = self.look.words, self.look.say
        return [
            Column("#", lambda entry: str(entry.seq), number=True),
            Column(say("audit-at"), lambda entry: words.when(entry.at)),
            Column(say("audit-who"), lambda entry: display(entry.who)),
            Column(say("audit-action"), lambda entry: self._action(entry.action)),
            Column(say("audit-object"), lambda entry: display(entry.object)),
            Column(say("audit-hash"), lambda entry: entry.hash.hex()[:16], digest=True),
        ]

    def _action(self, action: str) -> str:
        message = f"act-{action.replace('_', '-')}"
        said = self.look.words.say(message) if self.look.words.has(message) else action
        return said[:1].upper() + said[1:]
