# Hash sets in the window: the page, the dialogs of adding and updating, matches.

## The page
window-hashset-name = Name
window-hashset-listing = List
window-hashset-provider = Provider
window-hashset-version = Version
window-hashset-dated = List dated
window-hashset-entries = Entries
window-hashset-signals = Values
window-hashset-when = Added
window-hashset-by = Added by
window-hashset-state = State
window-hashset-in-use = in use
window-hashset-is-off = off
window-hashset-is-incomplete = incomplete
window-hashset-none = No hash set is chosen
window-hashset-add = Add a hash set
window-hashset-act-add = A&dd a hash set
window-hashset-act-update = &Update
window-hashset-act-off = Switch &off
window-hashset-act-on = Use &again
window-hashset-act-remove = &Remove
window-hashset-remove = Remove the set
window-hashset-remove-sure = Remove the hash set “{ $name }”? Its matches no longer count and its file is deleted from the library; the journal keeps them. To leave it out for a while only, switch it off.
window-hashset-removed = The hash set “{ $name }” was removed.
window-hashset-switched-off = The hash set “{ $name }” is off: it stays in the library, and its matches no longer count.
window-hashset-switching-on = Using the hash set “{ $name }” again
window-hashset-switched-on = The hash set “{ $name }” is in use again.
window-hashset-still-off = Stopped. The hash set “{ $name }” is still off.
window-empty-hashsets = No hash sets yet
window-empty-hashsets-more = A hash set lists the digests of known data. While no illegal list is loaded, no hit means nothing.

## All that is known of a set
window-hashset-about = Hash set
window-hashset-values = What it holds
window-hashset-says = What the list says
window-hashset-meanings = Meanings of categories
window-hashset-digest = Digest of the set itself
window-hashset-format = Format
window-hashset-broken = Broken lines
window-hashset-replaces = In place of
window-hashset-replaced = { $name }, version { $version }, added { $when }
window-hashset-all-entries = Different entries
window-hashset-off-since = off since { $when }
window-hashset-incomplete = Incomplete
window-hashset-incomplete-more = The list breaks off: the set is in use, but its end is missing. Ask for the list anew and update.
window-hashset-lacking-more = Some statements of an office are missing: ask it for its earlier files and add them.
window-hashset-missed-more = Rows that a delta takes back were not there: a release in between is missing, or the set was of another release. Get the whole release and update with that.
window-hashset-kinds-more = A delta changed what is said of a product that was there already, and did not tell all of its files again: some tools for attack may be hidden, or harmless files not. Get the whole release and update with that.
window-hashset-offices = Offices
window-office-known = { $numbers } are here
window-office-missing = { $numbers } are MISSING
window-office-confirmed = confirmed by offices: { $offices }
window-hashset-fact-version = Version it names
window-hashset-fact-build-set = Set released
window-hashset-fact-build-date = Built
window-hashset-fact-release-date = Released
window-hashset-fact-description = Description
window-hashset-fact-tools = Products left out
window-hashset-fact-tools-rows = Rows of their files
window-hashset-tools-unknown = not told: tools for attack are in the set
window-hashset-fact-country = Country
window-hashset-fact-shape = Shape of the file
window-hashset-fact-application = Written by
window-hashset-fact-zero = Category 0
window-hashset-fact-zero-by = Known by
window-hashset-fact-columns = Columns read
window-hashset-zero-non-pertinent = not pertinent
window-hashset-zero-uncategorised = not categorised
window-hashset-zero-by-choice = the person who added it
window-hashset-zero-by-country = the list's country: { $value }
window-hashset-zero-by-version = the list's version: { $value }
window-hashset-zero-by-application = the program that wrote it: { $value }
window-signal-md5 = MD5
window-signal-sha1 = SHA-1
window-signal-sha256 = SHA-256
window-signal-pdq = PDQ
window-signal-phash = pHash
window-signal-dhash = dHash
window-signal-vpdq = vPDQ

## Formats
window-format-auto = Automatic
window-format-vics = Project VIC / VICS, CAID (JSON)
window-format-hashdeep = hashdeep
window-format-pdq = PDQ list
window-format-icse = Interpol ICSE (table)
window-format-griffeye = Griffeye (table)
window-format-nsrl-text = NSRL RDS 2 (text)
window-format-nsrl = NSRL RDS 3 (SQLite)
window-format-nsrl-delta = NSRL RDS 3, difference
window-format-csv = CSV table
window-format-sums = md5sum, sha1sum, sha256sum, plain list
window-format-ncmec = NCMEC (XML)
window-format-threatexchange = ThreatExchange (JSON, CSV)
window-format-office-list = List of offices (signed)
window-format-vpdq = vPDQ list

## Adding and updating
window-hashset-add-act = Add
window-hashset-update = Update “{ $name }”
window-hashset-update-act = Update
window-hashset-file = List file
window-hashset-format-seen = Its format: { $format }.
window-hashset-format-unseen = Its format was not recognised. If it is a table, choose its columns.
window-hashset-file-more = The list is read and not changed.
window-hashset-listing-choose = Choose one
window-hashset-listing-illegal-more = Illegal content, as an authority found it. Its matches come first in review.
window-hashset-listing-alert-more = Content to look at that need not be illegal. Its matches come behind those of illegal lists.
window-hashset-listing-known-good-more = Files of systems and programs that are known to be harmless. They are hidden in review, and their number is always told.
window-hashset-listing-unsaid = Says what a match means.
window-hashset-name-more = Left empty, the file's name is used.
window-hashset-dated-more = As the list has it: day/month/year.
window-hashset-kind = This file is
window-hashset-whole = A newer list, whole
window-hashset-whole-more = It takes the place of all that the set holds.
window-hashset-difference = Only the difference
window-hashset-difference-more = It adds, changes or takes out what it names; the rest stays.
window-hashset-choose-columns = Choose columns…
window-hashset-columns = Columns of the table
window-hashset-columns-auto = Told by its headings.
window-hashset-columns-chosen = To be read: { $columns }.
window-hashset-meanings-more = May be left out. A category as the list writes it, such as 1, and what it stands for, such as “child abuse material”.
window-hashset-category = Category
window-hashset-meaning = Meaning
window-columns-title = Choose the columns of the table
window-columns-act = Use these columns
window-columns-more = The first lines of the file. Say above each column what it holds; at least one has to be a hash.
window-columns-one = Column { $number }
window-column-is = column { $place } is { $field }
window-column-none = not read
window-column-hash = hash (kind by length)
window-column-md5 = MD5
window-column-sha1 = SHA-1
window-column-sha256 = SHA-256
window-column-pdq = PDQ
window-column-quality = PDQ quality
window-column-phash = pHash
window-column-dhash = dHash
window-column-type = kind of hash
window-column-size = file size
window-column-category = category
error-window-no-listing = Say which list it is: illegal, alert, or known and harmless.
error-window-no-hash-column = No column was chosen as the hash.
error-window-column-twice = “{ $field }” was chosen for several columns; choose one column for each.
error-window-hashset-exists = There is a hash set named “{ $name }” already. Choose another name, or close this dialog and update that set.
error-window-list-is-difference = This file tells only what changes in another list. Close this dialog, choose the set that it changes, and press Update.
error-window-list-unknown = The format of the list was not recognised. Choose its format, or its columns if it is a table.

## The question about category 0
window-zero-title = What does category 0 mean?
window-zero-asked = Records of the list “{ $name }” have category 0, and the list does not say what it means by it. Countries use it differently, so the program does not guess.
window-zero-facts = The list says of itself: version { $version }, country { $country }, program { $application }.
window-zero-unknown = not said
window-zero-non-pertinent = 0 = not pertinent
window-zero-non-pertinent-more = Somebody looked at it and found that it belongs nowhere. The category stays as the list has it.
window-zero-uncategorised = 0 = not categorised
window-zero-uncategorised-more = Nobody looked at it yet. These records are taken in without a category.
window-zero-unsure = If you are not sure, ask whoever gave you the list. Nothing was taken in; you can add it again at any time.
window-zero-later = Later
window-zero-waiting = The list “{ $name }” waits for an answer on the page of hash sets.
window-zero-left = “{ $name }” was not added: it is not known what category 0 means.

## Done, stopped
window-hashset-adding = Adding the hash set “{ $name }”
window-hashset-updating = Updating the hash set “{ $name }”
window-hashset-stopped = “{ $name }” was stopped; nothing has changed. Adding the same file again goes on where it was.
window-hashset-stopped-late = “{ $name }” was stopped; nothing has changed. The next time it begins anew.
window-hashset-added = “{ $name }” is in: { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}, { $matched ->
    [one] { $matched } stored content matches
   *[other] { $matched } stored contents match
}.
window-told-title = “{ $name }” is in
window-told-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } different entries
} out of { $read ->
    [one] { $read } readable line
   *[other] { $read } readable lines
}; { $duplicates ->
    [one] { $duplicates } duplicate
   *[other] { $duplicates } duplicates
}.
window-told-gone = { $count ->
    [one] { $count } line took an entry
   *[other] { $count } lines took entries
} back.
window-told-broken = { $broken ->
    [one] { $broken } broken line was
   *[other] { $broken } broken lines were
} left out; of { $mended ->
    [one] { $mended } other
   *[other] { $mended } others
} the sound part is used.
window-told-sound = No line is broken.
window-told-stays-off = The set was off and stays off: what it says does not count until it is switched on.
window-told-matched = Stored contents in this workspace that match: { $count }.
window-told-same = The hash set “{ $name }” in the library says the very same.
window-told-show = Show broken lines
window-broken-title = Broken lines of “{ $name }”
window-broken-place = Where
window-broken-reason = Why
window-broken-kept = The rest of it
window-broken-used = used
window-broken-lost = left out
window-broken-some = The first { $shown } of { $total } places.
window-broken-copy = Copy these lines

## Matches, and what is hidden because it is harmless
window-match-category = Category, says the provider
window-match-meaning = { $category } – { $meaning }
window-match-entry = Entry of the set
window-known-hidden = { $count ->
    [one] 1 known, harmless tile is hidden
   *[other] { $shown } known, harmless tiles are hidden
}
window-known-shown = { $count ->
    [one] 1 known, harmless tile is shown too
   *[other] { $shown } known, harmless tiles are shown too
}
window-known-show = Show
window-known-hide = Hide again
