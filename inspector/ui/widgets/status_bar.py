"""The line at the bottom: what runs, what is left, and how much has been seen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from inspector.domain.progress import Progress
from inspector.ui import measures
from inspector.ui.jobs import Job
from inspector.ui.look import Look
from inspector.ui.progress_words import parts, share
from inspector.ui.rate import Rate
from inspector.ui.widgets.build import label, plain_button, row
from inspector.ui.widgets.elided import Elided

_BAR = 120
_EVIDENCE = {"scouting", "walking", "listing", "reading"}
"""The stages in which hits can come."""


class StatusBar(QFrame):
    """Shows the work that was started last, with a way to stop it; and what the last act did, in words.

    Once something matched, `hits_wished` leads to it while the work goes on, where it `leads` anywhere.
    """

    cancel_wished = Signal()
    hits_wished = Signal()

    def __init__(self, look: Look, *, leads: bool) -> None:
        super().__init__()
        self._look, self._leads = look, leads
        self._rate = Rate()
        self._job: Job | None = None
        self._name = ""
        self.setProperty("role", "status")
        self.setFixedHeight(measures.STATUS)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR)
        self._says = Elided(look.say("ready"), "quiet")
        self._told = ""
        self._hits = plain_button(look.say("see-matches"), self.hits_wished.emit, look.lead("images"))
        self._cancel = plain_button(look.say("cancel"), self.cancel_wished.emit, look.lead("x"))
        self._unlisted = label(look.say("no-list-short"), "warning")
        self._unlisted.hide()
        self._standing = label("", "quiet")
        parts = (self._bar, self._says, self._hits, self._cancel, self._unlisted, self._standing)
        line = row(*parts, space=measures.MEDIUM)
        line.setStretch(1, 1)
        line.setContentsMargins(measures.MEDIUM, 0, measures.MEDIUM, 0)
        self.setLayout(line)
        self._running(shown=False)

    @property
    def text(self) -> str:
        """What the line says of the work or the last act."""
        return self._says.text()

    def say(self, sentence: str) -> None:
        """What the last act did."""
        self._says.setText(sentence)

    def stand(self, sentence: str, *, listed: bool = True) -> None:
        """How the case stands: seen, not processed; and, where that is so, that no illegal list is loaded."""
        self._standing.setText(sentence)
        self._unlisted.setVisible(not listed)

    def follow(self, job: Job) -> None:
        """Shows `job`, and none that was shown before, until it ends."""
        self._leave()
        self._job, self._rate = job, Rate()
        self._running(shown=True)
        self._bar.setRange(0, 0)
        self._name = job.name
        self._says.setText(job.name)
        job.progressed.connect(self._step)
        job.ended.connect(self._ended)
        if job.latest:
            self._step(job.latest)
        if job.stopping:
            self.stopping()

    def stopping(self) -> None:
        """Says that the work is asked to stop."""
        self._says.setText(self._look.say("stopping"))
        self._cancel.setEnabled(False)

    def _step(self, progress: Progress) -> None:
        self._rate.add(progress)
        done = share(progress)
        self._bar.setRange(0, 0 if done is None else 1000)
        if done is not None:
            self._bar.setValue(int(done * 1000))
        self._hits.setVisible(self._leads and bool(progress.matches) and progress.stage in _EVIDENCE)
        if self._cancel.isEnabled():
            self._told = " · ".join([self._stage(progress.stage), *parts(self._look, progress, self._rate)])
            self._says.setText(self._told)

    def _ended(self) -> None:
        self._leave()
        self._running(shown=False)
        if self._told and self._says.text() == self._told:  # nobody said how it ended: a moment of it would be stale
            self._says.setText(self._look.say("ended", name=self._name))

    def _leave(self) -> None:
        if self._job is not None:
            self._job.progressed.disconnect(self._step)
            self._job.ended.disconnect(self._ended)
            self._job = None

    def _running(self, *, shown: bool) -> None:
        self._bar.setVisible(shown)
        self._hits.hide()
        self._cancel.setVisible(shown)
        self._cancel.setEnabled(True)

    def _stage(self, stage: str) -> str:
        message = f"window-stage-{stage}"
        return self._look.words.say(message) if self._look.words.has(message) else self._name
