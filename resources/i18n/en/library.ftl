# Hash sets: what was known before.

error-library-list-empty = The list is empty: there is no hash to load.
error-library-list-unknown = The format of the list was not recognised. Formats that can be read: { $known }. Name one with --format.
error-library-list-unlike = The list was to be read as “{ $format }”, but it does not look like that format, and nothing in it could be read so. Nothing was loaded; let the program find the format by itself (auto), or name the right one.
error-library-list-layout = This is an SQLite database, but no reference data set of the NSRL in a layout that is known here: no table FILE or METADATA with the columns of its digests was found. It may be of a newer layout or of another program, or be cut off. Nothing was loaded; check which file it is, update the program, or have the hashes exported as CSV.
error-library-list-unusable = The list holds no usable hash ({ $broken ->
    [one] { $broken } broken line
   *[other] { $broken } broken lines
}). Nothing was loaded.
error-library-list-cut-off = The list is cut off before its first whole entry: its end is missing. Nothing was loaded; copy the file again and compare it with its published digest.
error-library-list-of-nothing = The list names nothing but the digest of an empty file, which every empty file would match. Nothing was loaded.
error-library-list-dim = The list holds only picture fingerprints of quality 49 or less, which tell pictures apart too badly. Nothing was loaded.
error-library-list-left-out = { $count ->
    [one] The one entry of the list does not belong
   *[other] None of the { $count } entries of the list belongs
} into a set of this kind: not pertinent among what is sought, or sought or not categorised among what is known to be harmless. Nothing was loaded; choose another list.
error-library-set-emptied = This difference takes every entry out of the set, so that nothing is left to compare. Nothing was changed; if that is right, remove the set from the library.
error-library-list-damaged = The database is damaged or cut off and could not be read whole ({ $rows ->
    [one] { $rows } row was
   *[other] { $rows } rows were
} read). Nothing was loaded; copy or unpack the file again and compare it with its published digest.
error-library-format-unknown = There is no format “{ $format }”. Formats to choose from: { $known }.
error-library-option-elsewhere = { $option } is for lists of the format “{ $format }” only. Leave it out, or name that format with --format.
error-library-columns-malformed = “{ $columns }” does not say which columns to read. Write --columns "sha256=3,category=Loại": a field, =, then the column by its number from 1 or by its heading; each field once.
error-library-columns-field = There is no field “{ $field }” to read a column as. Fields: { $known }.
error-library-columns-no-hash = --columns names no column that holds a hash. Name at least one of: { $known }.
error-library-column-missing = The table has no column “{ $column }” that could be read. It has: { $there }.
error-library-zero-unsaid = Records of this list have category 0, and the list (version { $version }, country { $country }, written by { $application }) does not tell what it means by it. Nothing was loaded. Ask whoever gave it to you, then repeat with --zero non-pertinent or --zero uncategorised.
error-library-list-doctype = The XML list brings a document type definition (DOCTYPE) with it, which these lists never need and which can do harm. Nothing was loaded; ask for the list anew.
error-library-not-written = The hash set could not be written to the library: { $reason }. Nothing was loaded; free some space or check the permission to write, then repeat.
error-library-set-missing = The file of hash set { $set } is missing from the workspace's library. Restore it from a backup or load the list again.
error-library-set-damaged = The file of hash set { $set } is damaged, was changed or does not belong to this workspace. It is not used; restore it from a backup or load the list again.
error-library-set-newer = A hash set was written by a newer version of the program (form { $version }). Update the program.
error-library-set-older = The file of hash set { $set } was written by an older version of the program. Load its list again.

library-place-line = Line { $line }
library-place-record = Record { $record } (line { $line })

library-broken-length = not as long as an MD5, SHA-1, SHA-256 or picture fingerprint
library-broken-hex = not a hash in hexadecimal digits
library-broken-algorithm = a hash algorithm that is not supported
library-broken-shape = not of the shape this format has
library-broken-too-long = the line is too long
library-broken-no-hash = no hash
library-broken-quotes = quotation marks gone wrong
library-broken-size = not a file size
library-broken-quality = fingerprint quality is not between 0 and 100
library-broken-category = not a category
library-broken-contradiction = two hashes of one kind contradict each other
library-broken-json = malformed JSON
library-broken-xml = malformed XML
library-broken-signal = a kind of signal that cannot be compared here
library-broken-mended = malformed JSON, read after mending a known mistake of exporting programs
library-broken-truncated = the file is cut off: its end is missing
library-broken-empty-file = the digest of an empty file, which says nothing and is not looked for
library-broken-unread = further digests on the line were not read: it is not sure which file they are of
library-broken-categories = two categories that contradict each other; the graver one was taken
library-broken-low-quality = a picture fingerprint of quality 49 or less, which tells pictures apart too badly and is not looked for

# What was done to a picture before it agreed; joined by commas.
variant-turned = turned copy
variant-mirrored = mirrored copy
variant-trimmed = agrees without its margins
variant-widened = may have been cut at its edges
variant-part = only a part of the picture agrees
