# Sharing in the window: hash sets written, an office's list published, certificates of offices.

## The page of hash sets
window-sharing-export = &Export a category…
window-sharing-publish = Pu&blish this office's list…
window-sharing-papers = Certificates of o&ffices…
window-told-copy = Copy SHA-256
window-outgoing-out = Write to file
window-outgoing-scheme = Scheme
window-outgoing-category = Category
window-outgoing-counting = Counting…
window-outgoing-unsaid = Fill in the fields above to count first.
window-outgoing-left-out = Left out: { $count } – { $reason }.
window-outgoing-recorded = This is on record in the journal.
window-stage-gathering = Gathering the contents
window-stage-exporting = Writing a hash set
window-stage-publishing = Publishing a list

## A category as a hash set
window-export-title = Export a category as a hash set
window-export-act = Write file
window-export-case = Case
window-export-format-vics = Project VIC / VICS (JSON)
window-export-format-vics-more = A record for each content: MD5, SHA-1, SHA-256, size, fingerprint and VICS category.
window-export-format-plain = Plain list
window-export-format-plain-more = One digest a line. Any program reads it.
window-export-format-pdq = PDQ list
window-export-format-pdq-more = Fingerprints alone, to find near copies too. What is no picture is left out.
window-export-format-hashdeep = hashdeep
window-export-format-hashdeep-more = Size and all three digests of each content.
window-export-digest = Kind of digest
window-export-vics = VICS category
window-export-vics-auto = As the mapping says
window-export-vics-more = Several VICS categories may be meant; choose one for what the mapping leaves open.
window-export-stem = hash-set
window-export-foreseen = { $count ->
    [0] There is nothing to write.
    [one] 1 entry will be written.
   *[other] { $shown } entries will be written.
}
window-export-promise = The file holds digests and fingerprints only, no pictures and no names. The export goes on record in the journal.
window-export-running = Write hash set “{ $name }”
window-export-done = Hash set “{ $path }” is written
window-export-stopped = Stopped: nothing was written to “{ $name }”.
window-export-written = { $count ->
    [one] 1 entry, written to { $path }
   *[other] { $shown } entries, written to { $path }
}

## The office's own list
window-publish-title = Publish this office's list
window-publish-act = Sign and publish
window-publish-cases = Cases
window-publish-list = Name of the list
window-publish-list-more = Offices that add to one list use exactly one name.
window-publish-office = Name of this office
window-publish-office-more = Every workspace that publishes uses a name of its own.
window-publish-since = Write again from number
window-publish-since-more = Empty: only what is new. 1 for an office that has none.
window-publish-stem = list
window-publish-confirmed = { $count ->
    [one] 1 more content is confirmed, about which two people or more agree.
   *[other] { $shown } more contents are confirmed, about which two people or more agree.
}
window-publish-withdrawn = { $count ->
    [one] 1 content is withdrawn, about which two no longer agree.
   *[other] { $shown } contents are withdrawn, about which two no longer agree.
}
window-publish-again = { $count ->
    [one] 1 statement of before is written again.
   *[other] { $shown } statements of before are written again.
}
window-publish-nothing = There is nothing new to publish.
window-publish-promise = The file holds digests and fingerprints only, and is signed; carry it to other offices on a stick. What was published cannot be changed, only withdrawn by a new statement.
window-publish-running = Publish list “{ $name }”
window-publish-done = List “{ $name }” is published
window-publish-stopped = Stopped: nothing of “{ $name }” was published and no file was written.
window-publish-written = Statements { $first }–{ $last }: { $confirmed } more confirmed, { $withdrawn } withdrawn. Written to { $path }

## Certificates of offices
window-papers-title = Certificates of offices
window-papers-more = A signed list of an office is only taken in when the office's certificate stands here.
window-papers-none = No office's certificate is trusted yet.
window-papers-trust = &Trust a certificate…
window-papers-distrust = &Distrust…
window-paper-office = Office
window-paper-holder = Issued to
window-paper-organisation = Organisation
window-paper-issuer = Issued by
window-paper-own = itself
window-paper-valid = Valid
window-paper-from-to = { $since } – { $until }
window-paper-until = Valid until
window-paper-until-not-now = { $until } (not valid today)
window-paper-fingerprint = SHA-256
window-paper-added = Trusted since
window-paper-by = By
window-paper-demo = This is a certificate for practice (DEMO) and good for nothing else.
window-paper-not-now = This certificate is not valid today.
window-trust-title = Trust an office's certificate
window-trust-act = Trust this certificate
window-trust-office = Name of the office
window-trust-office-more = Exactly as the office writes it in its list.
window-trust-file = Certificate file (PEM, DER)
window-trust-which = Certificate in the file
window-trust-none = Choose a file to see the certificate.
window-trust-compared = I compared this SHA-256 with the office
window-trust-compared-more = By another way than the file came: by phone, in person.
window-trust-more = Whoever holds the key of this certificate can add to lists and withdraw from them in the office's name. This goes on record in the journal.
window-trust-done = From now on “{ $office }” is trusted by the certificate issued to { $holder }.
window-distrust-act = Distrust
window-distrust-sure = Distrust the certificate issued to { $holder } of the office “{ $office }”? Files signed by it are no longer taken in; what was taken in stays.
window-distrust-done = The certificate issued to { $holder } of the office “{ $office }” is no longer trusted.

## The offices behind a list
window-office-confirms = Confirms
window-office-withdrew = Withdrew
window-office-lines = Statements
window-office-lines-missing = Missing
window-office-paper = Certificate
window-office-paper-none = no certificate is trusted any more

error-window-no-place = It is not said which file to write to.
error-window-no-key = No certificate or token to sign with was chosen.
error-window-no-token = Write the name of the token and of the key as they stand on the token; the name of a token has no “/”.
error-window-no-driver = The driver library of the token was not chosen; whoever supplies the token installs it on the computer.
error-window-since = The number of a statement is a whole number from 1 on; leave it empty to publish new statements only.
error-window-no-certificate = No certificate file is chosen.
error-window-not-compared = Compare the SHA-256 with the office by another way, then tick the box.
