"""The line at the bottom: what runs, what is left, and how much has been seen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar

from inspector.domain.progress import Progress
from inspector.ui import measures
from inspector.ui.jobs import Job
from inspector.ui.look import Look
from inspector.ui.rate import Rate
from inspector.ui.widgets.build import label, plain_button, row

_BAR = 120


class StatusBar(QFrame):
    """Shows the work that was started last, with a way to stop it; and what the last act did, in words."""

    cancel_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rate = Rate()
        self._name = ""
        self.setProperty("role", "status")
        self.setFixedHeight(measures.STATUS)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR)
        self._says = label(look.say("ready"), "quiet")
        self._cancel = plain_button(look.say("cancel"), self.cancel_wished.emit, look.lead("x"))
        self._standing = label("", "quiet")
        line = row(self._bar, self._says, self._cancel, None, self._standing, space=measures.MEDIUM)
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

    def stand(self, sentence: str) -> None:
        """How the case stands: seen, not processed."""
        self._standing.setText(sentence)

    def follow(self, job: Job) -> None:
        """Shows `job` until it ends."""
        self._rate = Rate()
        self._running(shown=True)
        self._bar.setRange(0, 0)
        self._name = job.name
        self._says.setText(job.name)
        job.progressed.connect(self._step)
        job.ended.connect(self._ended)
        if job.latest:
            self._step(job.latest)

    def stopping(self) -> None:
        """Says that the work is asked to stop."""
        self._says.setText(self._look.say("stopping"))
        self._cancel.setEnabled(False)

    def _step(self, progress: Progress) -> None:
        self._rate.add(progress)
        share = _share(progress)
        self._bar.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self._bar.setValue(int(share * 1000))
        if self._cancel.isEnabled():
            self._says.setText(" · ".join(self._parts(progress, share)))

    def _ended(self) -> None:
        self._running(shown=False)

    def _running(self, *, shown: bool) -> None:
        self._bar.setVisible(shown)
        self._cancel.setVisible(shown)
        self._cancel.setEnabled(True)

    def _parts(self, progress: Progress, share: float | None) -> list[str]:
        words, look = self._look.words, self._look
        parts = [self._stage(progress.stage)]
        if share is not None:
            parts.append(f"{words.number(share * 100)} %")
        if progress.items_total:
            parts.append(
                look.say("files-of", done=words.number(progress.items), total=words.number(progress.items_total))
            )
        elif progress.items:
            parts.append(look.say("files", done=words.number(progress.items)))
        if progress.failures:
            parts.append(look.say("failures", count=progress.failures))
        if progress.matches:
            parts.append(look.say("matches", count=progress.matches))
        return parts + self._speed()

    def _stage(self, stage: str) -> str:
        message = f"window-stage-{stage}"
        return self._look.words.say(message) if self._look.words.has(message) else self._name

    def _speed(self) -> list[str]:
        rate, left = self._rate.bytes_per_second(), self._rate.seconds_left()
        speed = [self._look.say("rate", size=self._look.words.size(int(rate)))] if rate else []
        if left is None:
            return [*speed, self._look.say("left-unknown")]
        return [*speed, self._look.say("left", time=self._look.words.duration(left))]


def _share(progress: Progress) -> float | None:
    if progress.bytes_total:
        return min(progress.bytes / progress.bytes_total, 1.0)
    return min(progress.items / progress.items_total, 1.0) if progress.items_total else None
