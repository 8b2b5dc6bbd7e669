"""The products of a data set whose files are no harmless ones: followed from a release to its deltas, and told."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np

from inspector.domain.fault import UsageFault
from inspector.domain.match import Listing
from inspector.library.building.gathering import Gathering
from inspector.library.building.products import Products
from inspector.library.encoding import utf8
from inspector.library.formats import nsrl_text
from inspector.library.rds.packages import by_kind
from inspector.library.rds.tools import Tools
from inspector.library.reading import Reading
from inspector.store.hashsets import HashSet

UNCLEAR = "difference-kinds"
"""Why a set is incomplete: a delta made a tool of a product, or none, and does not tell all of its files again."""

UNKNOWN = "unknown"
"""What a set says of its tools when its list does not tell of what kind any product is."""


def look_beside(reading: Reading, path: Path) -> None:
    """Has a list of RDS 2 know of what kind its products are: that stands in another file of its folder."""
    if reading.format != nsrl_text.NAME or reading.packages is None:
        return
    with suppress(OSError):
        for each in path.parent.iterdir():
            if each.name.lower() == nsrl_text.PRODUCTS.lower():
                with each.open("rb") as file:
                    nsrl_text.describe(utf8(file), reading.packages)
                return


def build_on(reading: Reading, gathering: Gathering, old: HashSet) -> None:
    """Has a delta begin with the products of its set; raises UsageFault `list_tools_inside` when it keeps none.

    Such a set of harmless files was taken in before tools were left out.
    """
    if old.listing is not Listing.KNOWN_GOOD or reading.packages is None:
        return
    if gathering.products is None:
        raise UsageFault("list_tools_inside", name=old.name)
    reading.packages.build_on(gathering.products.packages, gathering.products.kinds)


def after(reading: Reading, gathering: Gathering, listing: Listing) -> Products | None:
    """What a set is to keep of them, when its list was gone through."""
    before, told, tally = gathering.products, reading.packages, gathering.tally
    if listing is not Listing.KNOWN_GOOD or told is None or (gathering.built_on and before is None):
        return before
    known, rows = told.known, tally.tools - tally.tools_gone
    if before is not None and not reading.difference:
        known = np.concatenate([known, before.packages])
        known = known[np.unique(known["id"], return_index=True)[1]]
    return Products(known, told.tools.names, rows + (before.rows if before else 0))


def facts(products: Products | None) -> dict[str, str]:
    """What a set says of them: how many products there are of each kind of tools, and how many rows were left out."""
    if products is None:
        return {}
    if not len(products.packages):
        return {"tools": UNKNOWN}
    kinds = sorted(by_kind(products.packages, Tools(products.kinds)).items())
    return {"tools": ", ".join(f"{kind} {count}" for kind, count in kinds), "tools_rows": str(products.rows)}
