"""Words of a worker that need no answer, told together: of small members, which are many."""

from __future__ import annotations

import time

from inspector.source.blame import Blaming
from inspector.work import Files, Values

_MOST_WORDS, _MOST_BYTES, _LONGEST_S = 96, 256 << 10, 0.5


class Parcel:
    """A channel on which words can wait for the next ones."""

    def __init__(self, channel: Blaming) -> None:
        self.files: Files = channel.files
        self._channel = channel
        self._words: list[Values] = []
        self._bytes = 0
        self._since = 0.0

    def beat(self, done: int) -> None:
        """See Channel."""
        self._channel.beat(done)

    def tell(self, part: Values) -> bool:
        """See Channel; what waits goes before it."""
        if not self._words:
            return self._channel.tell(part)
        self._words.append(self._channel.considered(part))
        return self.send()

    def later(self, part: Values, size: int) -> None:
        """Tells a word of about `size` bytes some time, and before the next only what came before it."""
        full = len(self._words) >= _MOST_WORDS or self._bytes >= _MOST_BYTES
        if full or (self._words and time.monotonic() - self._since > _LONGEST_S):
            self.send()
        if not self._words:
            self._since = time.monotonic()
        self._words.append(self._channel.considered(part))
        self._bytes += size

    def rest(self) -> None:
        """Tells what still waits."""
        if self._words:
            self.send()

    def send(self) -> bool:
        """Tells all that waits; gives the answer to the last of it, the word that came last."""
        words, self._words, self._bytes = self._words, [], 0
        return self._channel.say({"words": words})
