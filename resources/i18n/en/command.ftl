# The command line.

command-about = Offline examination of digital evidence for those who protect children online. Without a command: opens the window.
command-help-workspace = folder of the workspace (or INSPECTOR_WORKSPACE)
command-help-user = account to sign in with (or INSPECTOR_USER)
command-help-lang = language (or INSPECTOR_LANG; default: vi)
command-help-json = print one JSON document
command-help-full-name = full name
command-help-exhibit = label of the exhibit; default: the one this source has, or the next VC number
command-help-look = quick: what is known first; full: in the order of the source
command-help-engine = dask://HOST:PORT: read on the machines of a lab (opens a network connection; off unless given)
command-help-archive-passwords = a text file with one password a line, tried on encrypted archives
command-help-inside = only what lies inside the container with this number, at any depth
command-help-category = only items in this category (empty: undecided)
command-help-text = search names and texts, with or without Vietnamese marks
command-help-as = code of the category; empty: take the standing one back
command-help-detail = a detail beside the category, such as age=u13
command-help-anchor = a head of the chain that was written down outside

command-init = make a new encrypted workspace
command-user = add or list accounts
command-user-add = add an account (its passphrase: INSPECTOR_NEW_PASSPHRASE)
command-user-list = list the accounts
command-case = open, list and show cases
command-case-new = open a case
command-case-list = list the cases
command-case-show = show a case
command-ingest = take evidence into a case (read-only)
command-items = list the items of a case
command-item = show or copy one item
command-item-show = show all that is known of an item
command-item-open = copy the bytes of an item to a new file
command-categorise = put items into a category
command-hashset = add, list and remove hash sets
command-hashset-add = take in a list of hashes
command-hashset-columns = which columns of a table to read, by number or heading: sha256=3,category=Loại
command-hashset-zero = what category 0 means in a list with categories (VICS, Griffeye, CSV)
command-hashset-list = list the hash sets in use
command-hashset-update = bring a hash set up to date by a newer list, or by the difference to it
command-hashset-show = show all that is known of a hash set
command-hashset-off = leave a hash set in the library but ask it no longer
command-hashset-on = ask a hash set again
command-hashset-difference = the file tells only what changes; entries that it names become what it says, all others stay
command-hashset-dated = the list's own date: 1/9/2026, 9/2026, 2026 or 2026-09-01
command-hashset-meaning = what a category of the list stands for; may be given several times
command-hashset-remove = take a hash set out of use
command-hashset-export = write a category of a case as a hash set
command-help-export-category = category of the contents to write
command-help-digest = the digest of a plain list
command-help-vics-category = the VICS category, where the mapping leaves it open
command-hashset-publish = publish the office's own list: its next stretch, signed
command-hashset-trust = trust the certificate by which an office signs its lists
command-hashset-distrust = distrust the certificate of an office, as when its key was lost
command-help-list-name = name of the list
command-help-office = name of this office; each machine that publishes needs a name of its own
command-help-since = write what was published from this number on once more, for those who lack it
command-help-office-trust = certificate (PEM) of the office that signed the list, trusted for this once
command-verify-evidence = read all evidence again and hold it against the record
command-audit = check and read the audit chain
command-audit-verify = check the whole chain
command-audit-head = print the head of the chain, to be written down outside
command-audit-show = show the chain
command-demo = do the whole job on a practice case drawn by the program
command-report = make a report of a case
command-sign = sign a report
command-verify = check the signatures and the integrity of a report
command-help-answers = TOML file with the answers to the form
command-help-at = moment of the report (ISO 8601); default: now
command-help-key = key to sign with: a .p12 file or pkcs11:TOKEN/KEY
command-help-role = in which role to sign
command-help-trust = trusted root certificates (PEM); may be repeated
command-pin = PIN of the token:
command-p12-password = Password of the key file:
command-report-done = Made the report { $path } (SHA-256 { $sha256 }).
command-sign-done = { $signer } has signed; the report holds { $count } { $count ->
    [one] signature
   *[other] signatures
}.
command-verify-signature = { $role }: { $signer } (issued by { $issuer }), { $at } { $clock } — { $intact }, { $trusted }
command-verify-ok = The report is intact and every signature is valid.
command-verify-not-ok = The report did NOT pass.
command-clock-claimed = by the signer's own clock
command-clock-timestamp = by time stamp
command-intact-yes = intact
command-intact-no = NOT intact
command-trusted-yes = trusted
command-trusted-no = NOT trusted
command-tip = register and show tips
command-tip-new = register a tip without a file (telephone, in person, letter)
command-tip-add = register a tip that came as a file (e-mail, PDF, text)
command-tip-list = list the tips
command-tip-show = show a tip
command-help-channel = channel it came through, such as 111
command-tip-registered = Registered tip { $number }.
command-tip-same-file = The same file came with: { $numbers }.
command-tip-none = There is no tip yet.

command-passphrase = Passphrase:
command-new-passphrase = Passphrase of the new account:
command-init-done = Made a workspace at { $folder }; the account { $user } holds every role.
command-user-added = Added the account { $user }.
command-case-opened = Opened case { $number }.
command-case-none = There is no case yet. Open one with "inspector case new NUMBER --title TITLE".
command-case-line = { $number }  { $title } — items: { $items }, distinct contents: { $contents }, { $size }; unread { $waiting }, failed { $failed }; exact matches { $exact }, near matches { $near }; categorised { $decided }
command-case-run = { $exhibit }: { $source } — { $started }, { $by }, { $state }
command-manifest = Manifest { $path } ({ $kind }): { $claimed } claimed; { $matched } agree, { $mismatched } differ, { $missing } missing, { $extra } not on it, { $unchecked } not checked.
command-manifest-problem = – { $verdict }: { $path }
command-manifest-more = – and { $count } more.
command-no-illegal-list = No list of known illegal material is loaded: no hit means nothing.
command-unwitnessed = { $count } contents on a list were neither opened nor decided about by anybody here.
command-known-good = Items that are known and harmless, which review hides: { $count }.
command-isolation-missing = This machine lacks the isolation "{ $wall }" ({ $reason }).
command-ingest-done = { $exhibit }: { $entries } files, { $size }, { $contents } distinct contents; { $failures } with failures, { $skipped } not opened; exact matches { $exact }, near matches { $near }; { $seconds }.
command-items-count = { $items } items.
command-item-copied = Copied { $size }; the digest agrees with the record.
command-categorised = Categorised { $count } { $count ->
    [one] item
   *[other] items
}: { $code }.
command-hashset-none = There is no hash set yet.
command-hashset-number = Number
command-hashset-added = Loaded { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} ({ $duplicates } twice); { $broken ->
    [one] { $broken } broken line
   *[other] { $broken } broken lines
} left out, { $mended ->
    [one] { $mended } partly broken one
   *[other] { $mended } partly broken ones
} used; { $matched ->
    [one] { $matched } stored content agrees
   *[other] { $matched } stored contents agree
} already.
command-hashset-broken-line = Line { $line }: { $reason }
command-hashset-is-off = off
command-hashset-is-incomplete = incomplete
command-hashset-incomplete = The list breaks off: the set is in use and marked as incomplete.
command-hashset-missed = The set is marked as incomplete: rows that the delta takes back were not there, so a release in between is missing or the set was of another release. Load the whole release.
command-hashset-stays-off = The hash set "{ $name }" was off and stays off: what it says does not count until "hashset on" switches it on.
command-hashset-left-out = { $count ->
    [one] { $count } entry of a category that does not belong into a set of this kind was left out (not pertinent among what is sought; sought or not categorised among what is known to be harmless).
   *[other] { $count } entries of categories that do not belong into a set of this kind were left out (not pertinent among what is sought; sought or not categorised among what is known to be harmless).
}
command-hashset-tools = { $count ->
    [one] { $count } row of a file of a product for attack, for watching others, for hiding or for wiping was left out, so that such files are not hidden from review. Products in the data set by kind: { $kinds }.
   *[other] { $count } rows of files of products for attack, for watching others, for hiding or for wiping were left out, so that such files are not hidden from review. Products in the data set by kind: { $kinds }.
}
command-hashset-tools-unknown = The data set does not tell of what kind its products are (as the full set, one without the table PKG, or one of RDS 2 without NSRLProd.txt beside it): files of attack tools are in it and are hidden from review like all others. Take the minimal set, or put NSRLProd.txt into the same folder.
command-hashset-kinds = The set is marked as incomplete: the delta changes what is said of a product that is there already, and does not tell all of its files again. Load the whole release.
command-hashset-empty-files = { $count ->
    [one] { $count } place holds the digest of an empty file, which every empty file would match: it is not looked for.
   *[other] { $count } places hold the digest of an empty file, which every empty file would match: it is not looked for.
}
command-hashset-missing = { $count ->
    [one] { $count } entry that the difference takes back was not there: is it a difference to another version?
   *[other] { $count } entries that the difference takes back were not there: is it a difference to another version?
}
command-hashset-unnamed = { $count ->
    [one] { $count } entry is taken back by the list's own id alone, and of what this set held before the ids are not kept: what it names is still in the set if it was. Get the whole list and update with that; differences to it can be taken in from then on.
   *[other] { $count } entries are taken back by the list's own ids alone, and of what this set held before the ids are not kept: what they name is still in the set if it was. Get the whole list and update with that; differences to it can be taken in from then on.
}
command-hashset-uncategorised = { $count ->
    [one] { $count } entry was taken in that the list has not categorised (blank, called uncategorised, or a 0 of unknown meaning): its provider says nothing of it.
   *[other] { $count } entries were taken in that the list has not categorised (blank, called uncategorised, or a 0 of unknown meaning): its provider says nothing of them.
}
command-hashset-changed = { $count ->
    [one] { $count } entry that the set had is now of the category that this list gives.
   *[other] { $count } entries that the set had are now of the categories that this list gives.
}
command-hashset-taken-back = { $count ->
    [one] { $count } entry that the set had is no longer in it: this list takes it back, or calls it what does not belong into a set of this kind.
   *[other] { $count } entries that the set had are no longer in it: this list takes them back, or calls them what does not belong into a set of this kind.
}
command-hashset-in-part = { $count ->
    [one] { $count } entry was changed or taken out by some of its hashes only. The set does not keep which hashes are of one content, so others of the same content, if there are any, still match as before. Update with the whole list.
   *[other] { $count } entries were changed or taken out by some of their hashes only. The set does not keep which hashes are of one content, so others of the same content, if there are any, still match as before. Update with the whole list.
}
command-hashset-same = Hash set "{ $name }" says the very same.
command-hashset-switched-off = Hash set "{ $name }" is off: it stays in the library and is not asked.
command-hashset-switched-on = Hash set "{ $name }" is in use.
command-hashset-removed = Removed the hash set "{ $name }".
command-hashset-exported = Wrote { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} to { $path } (SHA-256 { $sha256 }).
command-hashset-published = Published statements { $first } to { $last } in { $path }: { $confirmed } confirmed, { $withdrawn } withdrawn (SHA-256 { $sha256 }).
command-hashset-trusted = From now on { $office } is trusted by the certificate of { $holder } (SHA-256 { $sha256 }).
command-hashset-distrusted = No more files of { $office } signed by the certificate of { $holder } (SHA-256 { $sha256 }) are taken in; what came before stays.
command-hashset-merged = { $office }: { $count ->
    [one] { $count } new statement
   *[other] { $count } new statements
}.
command-office-known = { $office }: statements { $numbers } are known
command-office-missing = { $office }: statements { $numbers } are MISSING; the list is incomplete
command-office-confirmed = { $count ->
    [one] { $count } content is
   *[other] { $count } contents are
} confirmed by { $offices ->
    [one] { $offices } office
   *[other] { $offices } offices
 }
command-match-bits = { $distance ->
    [one] { $distance } bit apart
   *[other] { $distance } bits apart
 }
command-match-missing = { $distance }% of the frames missing
command-match-confirmations = (confirmed by { $offices ->
    [one] { $offices } office
   *[other] { $offices } offices
 })
command-export-skipped = Left out { $count }: { $reason }.
command-export-pdq-name = Name a PDQ list so that it ends in .pdq: its lines look like SHA-256 and would be taken for it.

skipped-unread = items nothing was read of
skipped-disputed = contents that stand in different categories
skipped-one-opinion = contents only one person decided about
skipped-published = contents that were published before
skipped-no-fingerprint = contents without a fingerprint
skipped-low-quality = fingerprints too poor to compare by
command-evidence-ok = The evidence is intact: { $checked } items agree with the record.
command-evidence-differs = The evidence does NOT agree with the record: { $checked } items checked, { $changed } changed, { $missing } missing.
evidence-changed = changed
evidence-missing = missing
evidence-unread = cannot be read

run-running = running, or broken off
run-done = complete
run-stopped = stopped on request
run-broken = broken off by a fault

manifest-bag = BagIt bag
manifest-bag-tags = tag files of a BagIt bag
manifest-sums = list of sums
manifest-hashdeep = hashdeep
manifest-matched = agrees
manifest-mismatched = differs
manifest-missing = missing
manifest-extra = not on the manifest
manifest-unchecked = not checked

progress-scouting = Looking for files of a known size: { $items } files seen
progress-walking = Listing: { $items } files, { $size }
progress-listing = Listing what lies in containers: { $items } items
progress-reading = Reading: { $items }/{ $total } files, { $size }, { $rate }/s, { $left } left; { $failures } failures, { $matches } matches
progress-checking = Checking: { $items } items, { $size }, { $rate }/s; { $failures } differ
progress-importing = Importing: { $items ->
    [one] { $items } entry
   *[other] { $items } entries
}
progress-storing = Writing the set: { $items }/{ $total ->
    [one] { $total } hash
   *[other] { $total } hashes
}
progress-gathering = Gathering what is to be written: { $items }
progress-exporting = Writing the hash set: { $items }/{ $total } values
progress-publishing = Writing the list: { $items }/{ $total } lines
progress-matching = Matching what is stored: { $items ->
    [one] { $items } content
   *[other] { $items } contents
}, { $matches ->
    [one] { $matches } agrees
   *[other] { $matches } agree
}
progress-unknown = unknown

audit-ok = The audit chain is whole: { $entries } entries, head { $head }
audit-not-ok = The audit chain is NOT whole ({ $entries } entries, computed head { $head }).
audit-not-witnessed = Entries { $first } to { $last } are not yet witnessed outside: write the head down in the minutes.
audit-row-missing = Entry { $entry } is missing.
audit-row-changed = Entry { $entry } was changed.
audit-link-broken = Entry { $entry } does not follow the one before it.
audit-tail-missing = The end of the chain is missing: the head remembers entry { $entry }.
audit-anchor-not-found = The anchor at entry { $entry } is not in this chain.
audit-decision-differs = A decision differs from the chain (entry { $entry }).
audit-decision-missing = A decision the chain tells of (entry { $entry }) is gone.
audit-accounts-differ = Accounts or their roles were changed without an act in the chain (checked at entry { $entry }).
audit-cases-differ = Cases, exhibits, sources or runs of ingest were changed without an act in the chain (checked at entry { $entry }).
audit-items-differ = Items of evidence, or what failed with them, were changed without an act in the chain (checked at entry { $entry }).
audit-contents-differ = Digests, findings or small pictures of contents were changed without an act in the chain (checked at entry { $entry }).
audit-matches-differ = Hash sets or what agrees with them were changed without an act in the chain (checked at entry { $entry }).
audit-office-lists-differ = Lists of offices or the certificates trusted were changed without an act in the chain (checked at entry { $entry }).
audit-reports-differ = The register of reports was changed without an act in the chain (checked at entry { $entry }).
audit-tips-differ = Tips or their files were changed without an act in the chain (checked at entry { $entry }).
audit-library-differs = The file of a hash set in use is missing, damaged or no longer what was taken in (checked at entry { $entry }).
audit-holdings-differ = What the workspace holds is not what entry { $entry } of the chain says.

act-account-add = account added
act-case-new = case opened
act-ingest-start = ingest begun
act-entries-found = files listed
act-items-read = files read
act-container-listed = container listed
act-encrypted-again = encrypted archives tried again
act-source-again = tried again what could not be had
act-workspace-brought-up = workspace brought up to a newer program
act-ingest-end = ingest ended
act-hashset-add = hash set added
act-hashset-off = switched off a hash set
act-hashset-on = took a hash set into use again
act-groups-settled = like pictures and videos put into groups
act-hashset-remove = hash set removed
act-hashset-export = hash set exported
act-list-not-placed = list on record that could not be put in its place
act-office-trust = certificate of an office trusted
act-office-distrust = certificate of an office distrusted
act-office-list-merge = list of an office taken in
act-office-list-publish = list of the office published
act-decide = categorised
act-item-open = original opened
act-evidence-check = evidence checked
act-report-make = report made
act-report-sign = report signed
act-tip-add = tip registered
