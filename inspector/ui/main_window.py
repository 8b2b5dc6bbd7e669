"""The one window: signing in, the shell, and the cover that hides everything at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from inspector.app import Session
from inspector.domain.case import Case
from inspector.ui import preferences as kept
from inspector.ui.desk import Desk, Drafts, Owner, owner_of
from inspector.ui.jobs import Job, Jobs
from inspector.ui.look import Look
from inspector.ui.pages.sign_in import SignIn
from inspector.ui.preferences import Preferences
from inspector.ui.shell import Shell
from inspector.ui.theme import dress
from inspector.ui.watch import Watch
from inspector.ui.widgets.cover import Cover
from inspector.ui.widgets.sure import sure
from inspector.words import Words

IDLE_MS = 5 * 60 * 1000
_SIZE = QSize(1366, 768)
_SMALLEST = QSize(960, 600)


@dataclass(frozen=True, slots=True)
class Start:
    """How the window begins: where preferences are kept, who is expected to sign in where, and the catalogue."""

    configuration: Path
    workspace: Path | None = None
    user: str = ""
    language: str = ""
    words: Callable[[str], Words] = Words


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a person was, to come back to: the page and the case."""

    page: str = "cases"
    case: Case | None = None


class Window(QMainWindow):
    """A change of language or theme builds its inside anew; works under way and the session live on."""

    def __init__(self, application: QApplication, start: Start) -> None:
        super().__init__()
        self._application, self._configuration, self._words = application, start.configuration, start.words
        self.preferences = kept.load(start.configuration)
        if start.language:
            self.preferences = replace(self.preferences, language=start.language)
        self.jobs = Jobs()
        self.session: Session | None = None
        self.shell: Shell | None = None
        self.sign_in: SignIn | None = None
        self.cover: Cover | None = None
        self._place = _Place()
        self._drafts: Drafts = {}
        self._owner: Owner | None = None
        self._untold: list[Job] = []
        self.jobs.started.connect(lambda job: job.ended.connect(self._ended))
        self._folder, self._user = start.workspace, start.user
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setWindowTitle("Inspector")
        self.resize(_SIZE)
        self.setMinimumSize(_SMALLEST)
        self.watch = Watch(application, IDLE_MS)
        self.watch.hide_wished.connect(self.cover_all)
        self.watch.left_alone.connect(self.lock)
        for keys, act in (("Ctrl+L", self.lock), ("Ctrl+Q", self.close)):
            QShortcut(QKeySequence(keys), self, act)
        self.look = self._dress()
        self._ask_in()

    def lock(self) -> None:
        """Destroys every page, drops the session and asks for the passphrase again."""
        if self.session is None:
            return
        self._close_dialogs()
        session, busy = self.session, self._running(self._owner)
        owner = self._owner
        self._leave_shell()
        self.session = None
        if busy:
            # Evidence goes on being read; the session is closed when the last work of this person has ended.
            for job in busy:
                job.ended.connect(lambda: None if self._running(owner) else self._drop(session))
        else:
            self._drop(session)
        self._ask_in(note=self.look.say("locked-busy") if busy else "")

    def cover_all(self) -> None:
        """Hides everything at once; dialogs are closed."""
        self._close_dialogs()
        if self.shell is not None:
            self.shell.leave()
        if self.cover is None:
            self.cover = Cover(self.look)
            self.cover.lifted.connect(self._uncover)
            self._stack.addWidget(self.cover)
        self._stack.setCurrentWidget(self.cover)
        self.cover.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stops cleanly; a work under way is stopped only when the person says so."""
        if self.jobs.running and not self._sure():
            event.ignore()
            return
        self.shut()
        event.accept()

    def shut(self) -> None:
        """Leaves no thread behind and locks the workspace."""
        self.watch.stop()
        self._leave_shell()
        self.jobs.close()
        if self.session is not None:
            self.session.close()
            self.session = None

    def _drop(self, session: Session) -> None:
        self.jobs.last(session.close)

    def _running(self, owner: Owner | None) -> list[Job]:
        return [job for job in self.jobs.running if job.owner == owner]

    def _ended(self, job: Job) -> None:
        """Keeps a work that ended while whoever began it was away."""
        if self.shell is None or not self.shell.desk.owns(job):
            self._untold.append(job)

    def _tell_late(self, shell: Shell) -> None:
        late = [job for job in self._untold if shell.desk.owns(job)]
        self._untold = [job for job in self._untold if job not in late]
        shell.tell_late(late)

    def _enter(self, session: Session) -> None:
        self.session = session
        if owner_of(session) != self._owner:  # what another was at is nothing to this person
            self._owner, self._place, self._drafts = owner_of(session), _Place(), {}
        self._folder, self._user = session.workspace.folder, session.account.name
        self._forget_sign_in()
        self._build_shell()

    def _build_shell(self) -> None:
        assert self.session is not None
        desk = Desk(self.session, self.jobs, self.look, self.preferences, self._drafts)
        desk.case = self._place.case
        desk.preferences_changed.connect(self._prefer)
        desk.lock_wished.connect(self.lock)
        self.shell = Shell(desk)
        self._stack.addWidget(self.shell)
        self._stack.setCurrentWidget(self.shell)
        self.shell.show_page(self._place.page)
        self._tell_late(self.shell)

    def _leave_shell(self) -> None:
        if self.shell is None:
            return
        self._place = _Place(self.shell.page_name, self.shell.desk.case)
        self.shell.shut()
        self._stack.removeWidget(self.shell)
        self.shell.deleteLater()
        self.shell = None

    def _ask_in(self, note: str = "") -> None:
        self._forget_sign_in()
        self.sign_in = SignIn(self.look, self.jobs, self._folder, self._user, note)
        self.sign_in.opened.connect(self._enter)
        self.sign_in.language_wished.connect(lambda name: self._prefer(replace(self.preferences, language=name)))
        self._stack.addWidget(self.sign_in)
        self._stack.setCurrentWidget(self.sign_in)

    def _forget_sign_in(self) -> None:
        if self.sign_in is not None:
            self._folder = self.sign_in.folder.path or self._folder
            self._stack.removeWidget(self.sign_in)
            self.sign_in.deleteLater()
            self.sign_in = None

    def _prefer(self, wished: Preferences) -> None:
        before, self.preferences = self.preferences, wished
        kept.save(self._configuration, wished)
        if (wished.language, wished.theme) != (before.language, before.theme):
            self._build_anew()

    def _build_anew(self) -> None:
        self.look = self._dress()
        self._forget_cover()
        if self.session is None:
            self._ask_in()
            return
        self._leave_shell()
        self._build_shell()

    def _dress(self) -> Look:
        look = Look.of(self._words(self.preferences.language), self.preferences.theme)
        dress(self._application, look.tones)
        return look

    def _close_dialogs(self) -> None:
        """Menus and dialogs, the innermost first: whoever opened one goes on as when nothing was chosen."""
        while (shown := self._application.activePopupWidget() or self._application.activeModalWidget()) is not None:
            shown.close()

    def _uncover(self) -> None:
        shown = self.shell or self.sign_in
        if shown is not None:
            self._stack.setCurrentWidget(shown)
        self._forget_cover()

    def _forget_cover(self) -> None:
        if self.cover is not None:
            self._stack.removeWidget(self.cover)
            self.cover.deleteLater()
            self.cover = None

    def _sure(self) -> bool:
        say = self.look.say
        return sure(self, say("quit-busy"), say("quit"), say("stay"))
