# Hash sets: what was known before.

error-library-list-empty = The list is empty: there is no hash to load.
error-library-list-unknown = The format of the list was not recognised. Formats that can be read: { $known }. Name one with --format.
error-library-list-unusable = The list holds no usable hash ({ $broken } broken lines). Nothing was loaded.
error-library-format-unknown = There is no format “{ $format }”. Formats to choose from: { $known }.
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
library-broken-mended = malformed JSON, read after mending a known mistake of exporting programs
library-broken-truncated = the file is cut off: its end is missing
