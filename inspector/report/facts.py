"""What an assessment says about a case: everything it takes from the store, and nothing else.

Times are UTC, ISO 8601. Names and paths out of evidence are `untrusted_…` and are made safe where they are printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector.domain.case import CaseKind
from inspector.domain.content import Digests, Kind
from inspector.domain.match import Listing, Signal

Labels = Mapping[str, str]
"""The name of one thing in each language: `{"vi": …, "en": …}`."""


@dataclass(frozen=True, slots=True)
class CaseFact:
    """The case as it was registered."""

    number: str
    title: str
    kind: CaseKind
    opened: str
    opened_by: str


@dataclass(frozen=True, slots=True)
class IngestFact:
    """One reading of a source. `mount` is "read_only", "writable" or "unknown"; `look` is "quick" or "full".

    `finished` is None when the reading was stopped; `isolation` names what held the decoders in, `missing_isolation`
    what was not to be had; `tools` are the versions of the libraries that read and decoded; `entries` counts regular
    files and container members, `skipped` links and devices that were recorded but never opened.
    """

    exhibit: str
    untrusted_source: bytes
    started: str
    finished: str | None
    entries: int
    skipped: int
    bytes: int
    look: str
    mount: str
    isolation: Sequence[str]
    missing_isolation: Sequence[str]
    tools: Mapping[str, str]
    by: str = ""


@dataclass(frozen=True, slots=True)
class AnalyserFact:
    """One analyser that made findings in this case. `parameters` is one line of text or a JSON object."""

    name: str
    version: str
    parameters: str


@dataclass(frozen=True, slots=True)
class HashSetFact:
    """One hash set this case was compared with. `digest` is the SHA-256 of the file that was loaded."""

    name: str
    listing: Listing
    provider: str
    version: str
    count: int
    digest: bytes
    added: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of occurrences and of distinct contents, with their bytes.

    `own_items` and `own_bytes` leave out the copies the system made (caches, thumbnails); they are None while the
    place class of the occurrences is not known.
    """

    items: int
    bytes: int
    contents: int
    content_bytes: int
    own_items: int | None = None
    own_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class CategoryFact:
    """How much a person put into one category of one scheme; `labels` name it in each language."""

    code: str
    labels: Labels
    tally: Tally


@dataclass(frozen=True, slots=True)
class SchemeFact:
    """One category scheme with its counts; `undecided` is what no person has put anywhere yet."""

    id: str
    labels: Labels
    version: str
    categories: Sequence[CategoryFact]
    undecided: Tally


@dataclass(frozen=True, slots=True)
class ListFact:
    """How many items agree with the sets of one list, exactly and nearly."""

    listing: Listing
    exact: int
    near: int


@dataclass(frozen=True, slots=True)
class MatchFact:
    """One agreement of an item with a hash set; `distance` is in bits, 0 for a digest; `variant` as in `Match`."""

    hashset: str
    listing: Listing
    signal: Signal
    distance: int
    variant: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """One decision of a person about an item. `category` None took the standing one back."""

    scheme: str
    category: str | None
    labels: Labels
    author: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One relevant item: it matched a list or a person put it into a category that counts.

    `place` is the class of the place it lay in ("" while not known).
    """

    id: int
    exhibit: str
    untrusted_path: bytes
    place: str
    kind: Kind
    digests: Digests
    matches: Sequence[MatchFact] = ()
    decisions: Sequence[DecisionFact] = ()


@dataclass(frozen=True, slots=True)
class FailureFact:
    """One thing that could not be done to one item; `code` names the sentence `failure-<code>`."""

    code: str
    analyser: str
    item: int
    exhibit: str
    untrusted_path: bytes


@dataclass(frozen=True, slots=True)
class ImageFact:
    """A disk image whose content was read whole and held against the digest stored in it when it was acquired.

    `agrees` is None where none is stored, or where it could not be read to its end (`unread`); `digests` are algorithm
    to hex digest of what was read.
    """

    exhibit: str
    untrusted_path: bytes
    agrees: bool | None
    unread: bool
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ManifestFact:
    """The manifests that lay beside the evidence, held against what was read: how many, and the sums of each verdict.

    `extra` are files that stand on none though their folders do; `unchecked` are there and were not digested so.
    """

    manifests: int = 0
    matched: int = 0
    mismatched: int = 0
    missing: int = 0
    extra: int = 0
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The last row of the audit chain that changed the case's content."""

    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything an assessment prints about one case.

    `unprocessed` counts items nothing was read of yet, `unseen` distinct pictures and videos no person decided about;
    `illegal_list_loaded` False makes the report say that no hit means nothing. `relevant` and `failures` come in the
    order they are to be printed in. `program` is this program's version.

    `undecided_matches` counts distinct contents on a list of illegal or alert that nobody decided about in the case,
    `unwitnessed` those that nobody of the workspace ever opened or decided about. The latter is warned of and not
    printed: opening an item changes nothing in the case, and so nothing in print.
    """

    case: CaseFact
    exhibits: Sequence[str]
    ingests: Sequence[IngestFact]
    analysers: Sequence[AnalyserFact]
    hashsets: Sequence[HashSetFact]
    illegal_list_loaded: bool
    total: Tally
    kinds: Mapping[Kind, Tally]
    schemes: Sequence[SchemeFact]
    lists: Sequence[ListFact]
    relevant: Sequence[ItemFact]
    failures: Sequence[FailureFact]
    unprocessed: int
    unseen: int
    audit: AuditHead
    program: str
    manifests: ManifestFact = ManifestFact()
    images: Sequence[ImageFact] = ()
    undecided_matches: int = 0
    unwitnessed: int = 0
