# The words of the window.

## Everywhere
window-ready = Ready
window-cancel = Cancel
window-close = Close
window-copy = Copy
window-copied = Copied.
window-choose = Choose…
window-help = Help
window-quit = Quit
window-stay = Stay
window-yes = Yes
window-no = No
window-quit-busy = Something is still running. Quitting now stops it; what was read is kept, and the next run goes on from there.
window-covered = The screen is covered. Press Enter to see it again.
window-lock = Lock
window-locked-busy = Locked. What was running goes on; whoever began it sees how far it has come, or how it ended, after signing in.
window-theme-light = Light
window-theme-dark = Dark
window-go-to-cases = Open the list of cases

## Pages
window-page-cases = Cases
window-page-review = Review
window-page-tips = Tips
window-page-report = Report
window-page-hashsets = Hash sets
window-page-audit = Journal
window-page-settings = Settings

## Status bar
window-cancelled = Stopped: { $name }. Running it again goes on from there.
window-stopping = Stopping…
window-files-of = { $done }/{ $total } files
window-files = { $done } files
window-failures = { $count ->
    [one] 1 failure
   *[other] { $count } failures
}
window-matches = { $count ->
    [one] 1 match
   *[other] { $shown } matches
}
window-rate = { $size }/s
window-ended = Ended: { $name }
window-late-title = { $count ->
    [one] 1 work ended while the window was locked
   *[other] { $count } works ended while the window was locked
}
window-first-match = First match after { $seconds } s
window-see-matches = See the matches
window-entries-done = { $count ->
    [one] { $shown } entry
   *[other] { $shown } entries
}
window-members = { $count ->
   *[other] { $shown } in containers
}
window-members-listed = { $count ->
    [one] 1 item
   *[other] { $shown } items
}
window-no-list-short = No illegal list loaded
window-left = { $time } left
window-left-unknown = time left not known yet
window-standing = { $share } % categorised · { $waiting } not processed
window-stage-scouting = Looking for known sizes
window-stage-walking = Listing
window-stage-listing = Listing what lies in containers
window-stage-reading = Reading
window-stage-checking = Checking
window-stage-importing = Reading the list
window-stage-storing = Writing the set
window-stage-matching = Matching what is stored

## Errors: what they mean for the evidence and what to do (by exit code)
window-fault-means-1 = What is stored has not changed, but a check came out wrong.
window-fault-means-2 = Nothing was done; the evidence and what is stored have not changed.
window-fault-means-3 = The evidence has not changed; what was written is kept.
window-fault-means-4 = The file or folder given cannot be used; the evidence has not changed.
window-fault-means-5 = Nothing was done: this account has no right to it.
window-fault-means-70 = The evidence has not changed. The act was given up whole; nothing was written in part.
window-fault-act-1 = Leave everything as it is and tell the person in charge. Code: { $code }
window-fault-act-2 = Correct what was entered and try again. Code: { $code }
window-fault-act-3 = Check the machine, the disk or the passphrase and try again. Code: { $code }
window-fault-act-4 = Check the path and the medium and try again. Code: { $code }
window-fault-act-5 = Ask somebody with the right, or have the administrator grant it. Code: { $code }
window-fault-act-70 = Copy this text for the developers, then try again. Code: { $code }
error-window-no-folder = No folder has been chosen.
error-window-no-source = No folder or file has been chosen.
error-window-no-file = No file has been chosen.
error-window-no-case = No case is open.
error-window-no-out = Say which file the report is to be written to.
error-window-no-title = The title is missing.
error-window-passphrases-differ = The two passphrases are not the same.
error-window-note-too-long = The note is longer than { $most } characters.
error-folder-unreadable = The folder { $path } cannot be opened.

## Signing in
window-sign-in = Sign in
window-sign-in-more = Everything stays on this machine; the program never uses a network.
window-sign-in-folder = Workspace folder
window-sign-in-user = Account
window-sign-in-full-name = Full name
window-sign-in-passphrase = Passphrase
window-sign-in-again = Passphrase again
window-sign-in-new = Make a new workspace
window-sign-in-open = Open an existing workspace
window-sign-in-create = Create and sign in
window-sign-in-working = Unlocking…

## Choosing files and folders
window-chooser-choose = Choose
window-chooser-takes = Will choose: { $path }
window-chooser-up = Up
window-chooser-path = Path
window-chooser-name = File name
window-chooser-more = { $count ->
    [one] A very large folder: 1 entry is not shown. Type the path.
   *[other] A very large folder: { $count } entries are not shown. Type the path.
}

## Cases
window-case-none = No case open
window-case-new = New case
window-case-create = Create the case
window-case-open = Review
window-case-number = Case number
window-case-number-more = For example: 12/2026
window-case-title = Title
window-case-kind = Kind
window-case-kind-criminal = Criminal case
window-case-kind-inspection = Inspection
window-case-kind-tip = Tip
window-case-items = Files
window-case-contents = Contents
window-case-matches = Exact · near
window-case-decided = Categorised
window-case-failed = Failed
window-case-waiting = Waiting
window-empty-cases = No cases yet
window-empty-cases-more = A case holds its electronic data, the decisions about it and its reports. Make the first one, then take evidence in.
window-empty-cases-others = No cases yet
window-empty-cases-others-more = Examiners open cases and take evidence in; they will stand here.
window-cases-counts-only = This account sees the list of cases and their counts, not what is in them. Examiners open cases, take evidence in and review it; what this account is there for stands on the pages at the left.

## Taking evidence in
window-ingest-start = Take evidence in
window-ingest-title = Take evidence into case { $case }
window-ingest-name = Taking evidence into case { $case }
window-ingest-source = Source (a folder or a file)
window-ingest-source-more = A copied folder, or a device behind a write blocker; or one file: a disk image (its first part), an archive, a mailbox, a phone extraction.
window-ingest-look = How to look
window-look-full = Full look
window-look-full-more = Reads every file in the order of the list.
window-look-quick = Quick look
window-look-quick-more = Files of a known size first, then user folders, pictures and videos, recent files; then it goes on to the full look by itself.
window-ingest-passwords = File of passwords (may be left empty)
window-ingest-passwords-more = UTF-8 text, one password a line, tried on protected archives.
window-ingest-no-list = No list of illegal content is loaded: no hit means nothing. A quick look only goes by place, kind and time.
window-ingest-exhibit = Exhibit label
window-ingest-exhibit-more = Left empty, the next free label is used.
window-ingest-promise = Evidence is only read, never written to. It can be stopped at any time; running it again goes on where it stopped.
window-ingest-done = Case { $case }: { $entries } files taken in, { $failures ->
    [one] 1 failure
   *[other] { $failures } failures
}.

## Review
window-gallery = Gallery
window-tiles = { $count ->
    [one] 1 tile
   *[other] { $shown } tiles
}
window-no-illegal-list = No illegal list is loaded: no hit means nothing.
window-empty-review = No case open
window-empty-review-more = Review shows the data of one case. Choose one from the list.
window-empty-case = This case has no data yet
window-empty-case-more = Take a folder or a file in on the Cases page. Pictures appear here, always blurred and grey until Space is held.
window-empty-filter = Nothing fits these filters
window-empty-filter-more = Take some of them away.
window-looks-only = This account looks on and does not categorise.
window-filter = Filters
window-filter-clear = Clear
window-filter-words = Find in names and texts
window-filter-scheme = Scheme of categories
window-filter-match = Known before
window-filter-kind = Kind of file
window-filter-category = Category
window-filter-failed = Only what could not be read
window-filter-known-good = Also what is known and harmless
window-inside-only = Only what lies inside:
window-inside-remove = Show all again
window-list-changed = The list has changed: put it in order (F5)
window-match-all = All
window-match-exact = Exact match
window-match-near = Near match
window-match-any = Any match
window-category-all = All
window-category-none = Undecided
window-kind-all = All
window-kind-image = Pictures
window-kind-video = Videos
window-kind-audio = Audio
window-kind-document = Documents
window-kind-archive = Archives
window-kind-mail = E-mail
window-kind-chat = Chats
window-kind-other = Other
window-listing-illegal = illegal
window-listing-alert = alert
window-listing-known-good = known, harmless
window-decided = { $count ->
    [one] 1 tile categorised ({ $files ->
        [one] 1 file
       *[other] { $files } files
    }): { $name }. Z takes it back.
   *[other] { $count } tiles categorised ({ $files } files): { $name }. Z takes it back.
}
window-undone = { $count ->
    [one] Taken back for 1 file (as a new decision).
   *[other] Taken back for { $count } files (as new decisions).
}
window-undo-note = takes back the decision before
window-nothing-to-undo = Nothing is left to take back in this sitting.
window-no-such-key = This scheme has no key { $key }.
window-decide = Record the decision
window-decide-title = { $count ->
    [one] Categorise 1 tile
   *[other] Categorise { $count } tiles
}
window-decide-note = Note
window-decide-unsaid = Not recorded

## Details
window-detail = Details
window-detail-none = No tile chosen
window-detail-content = Content
window-detail-kind = Kind
window-detail-type = MIME type
window-detail-size = Size
window-detail-pixels = Dimensions
window-detail-duration = Length
window-detail-created = Created
window-detail-modified = Last modified
window-detail-state = State
window-state-waiting = not processed
window-detail-failures = Failures
window-detail-conversation = Conversation
window-detail-matches = Matches
window-detail-history = History of decisions
window-detail-places = Where it lies ({ $count })
window-detail-more = { $count ->
    [one] … and one other place
   *[other] … and { $count } other places
}
window-detail-digests = Digests
window-detail-container = Container
window-detail-reader = Reader
window-detail-unfolding = Opening
window-detail-inside = Inside
window-detail-image = Check of the disk image
window-detail-volumes = Volumes ({ $count })
window-detail-chain = Lies in
window-act-go = Go to the container
window-act-inside = See what is inside
window-place-failed = not read whole
window-unfolding-listing = being listed, not done yet
window-unfolding-listed = listed; every item is read for itself
window-unfolding-read = read whole together with the file
window-inside-count = { $count ->
    [one] 1 item
   *[other] { $shown } items
}
window-inside-more = { $count ->
   *[other] more than { $shown } items
}
window-inside-waiting = { $count ->
   *[other] { $shown } not processed
}
window-image-ok = Agrees: the image holds what the digest stored at acquisition says.
window-image-differs = DOES NOT AGREE: the image does not hold what the digest stored at acquisition says.
window-image-without = The image stores no digest, so there is nothing to compare with; the digest below was computed by this program.
window-image-unchecked = What the image holds was not compared with its stored digest yet.
window-image-not-checked = The image could not be compared. { $why }
window-image-stored = { $name } stored in the image
window-image-computed = { $name } computed

## Containers: readers, and what containers tell of themselves
window-reader-version = { $reader }, version { $version }
window-reader-unfold = Opening of containers
window-reader-zip = ZIP archive
window-reader-tar = TAR archive
window-reader-packed = Archive (7z, RAR, ISO…)
window-reader-streamed = Archive read in order
window-reader-compressed = Packed file (GZ, XZ…)
window-reader-disk = Disk image
window-reader-eml = Mail
window-reader-mbox = Mailbox (MBOX)
window-reader-msg = Outlook mail (MSG)
window-reader-pst = Outlook mailbox (PST)
window-reader-telegram = Telegram chats
window-reader-meta = Facebook, Instagram chats
window-reader-whatsapp = WhatsApp chat
window-reader-zalo = Zalo chats
window-reader-zalo-conversations = List of Zalo chats
window-reader-chrome-blocks = Chrome cache
window-reader-chrome-cache = Chrome cache
window-reader-firefox-cache = Firefox cache
window-reader-sqlite-blobs = SQLite database
window-reader-thumbcache = Windows thumbnails
window-reader-thumbs-db = Thumbs.db thumbnails
window-reader-thumbdata = Android thumbnails
window-reader-mhtml = Saved web page (MHTML)
window-reader-html = Saved web page (HTML)
window-reader-warc = Web archive (WARC)
window-reader-office = Office document
window-reader-pdf = PDF document
window-fact-files = Files named inside
window-fact-packing = Packing
window-fact-form = Form of the image
window-fact-media-size = Size of the medium
window-fact-sector-size = Sector size
window-fact-partition-table = Partition table
window-fact-acquired = Acquired
window-fact-software = Software
window-fact-system = Operating system
window-fact-start = from byte
window-fact-size = size
window-fact-unallocated = unallocated
window-fact-deleted = deleted
window-fact-times = times are
window-fact-subject = Subject
window-fact-from = From
window-fact-to = To
window-fact-cc = Copy to
window-fact-date = Date in the mail
window-fact-date-utc = Sent
window-fact-message-id = Message id
window-fact-attachments = Attachments
window-fact-messages = Messages
window-fact-lines-unquoted = “From” lines unquoted
window-fact-conversations = Conversations
window-fact-groups = Groups
window-fact-date-order = Order of dates
window-fact-date-guessed = Order of dates is a guess
window-fact-title = Title
window-fact-author = Author
window-fact-first-author = First author
window-fact-last-author = Last changed by
window-fact-created = Created
window-fact-modified = Last modified
window-fact-producer = Produced by
window-fact-creator = Written with
window-fact-pages = Pages
window-fact-scripts = Holds scripts
window-fact-address = Address of the page
window-fact-saved = Saved
window-fact-saved-by = Saved with
window-fact-records = Records
window-fact-hostname = Saving machine
window-fact-ispartof = Part of
window-fact-url = Address
window-fact-status = Answer of the server
window-fact-type = Type of content
window-fact-packed = Packing
window-fact-version = Version
window-fact-catalog = Entries in the catalogue
window-fact-tables = Tables
window-match-line-exact = Exact match by { $signal }
window-match-line-near = { $distance ->
    [one] { $signal }, 1 bit apart
   *[other] { $signal }, { $distance } bits apart
}
window-match-line-film = VPDQ, { $share }% of the frames agree
window-decision-taken-back = taken back, undecided
window-finding-app = App
window-finding-title = Title
window-finding-sort = Sort
window-finding-participants = Participants
window-finding-part = Part
window-finding-messages = Messages
window-finding-local-clock = Clock without zone
window-finding-date-order = Order of dates
window-finding-date-guessed = Order of dates guessed
window-finding-first = First message
window-finding-last = Last message
window-finding-make = Make
window-finding-model = Model
window-finding-serial = Serial number
window-finding-software = Software
window-finding-description = Description
window-finding-artist = Artist
window-finding-owner = Owner
window-finding-lens-make = Lens make
window-finding-lens-model = Lens
window-finding-lens-serial = Lens serial number
window-finding-picture-id = Picture id
window-finding-taken = Taken
window-finding-taken-utc = Taken (UTC)
window-finding-digitised = Digitised
window-finding-changed = Changed
window-finding-orientation = Orientation
window-finding-latitude = Latitude
window-finding-longitude = Longitude
window-finding-altitude-m = Altitude (m)
window-finding-gps-utc = GPS time (UTC)
window-finding-format = Format
window-finding-frames = Frames
window-finding-codec = Codec
window-finding-quality = Quality

## Report
window-report-language = Language of the report
window-key-kind = Sign with
window-key-file = Certificate file (.p12)
window-key-token = Token or card (PKCS#11)
window-key-driver = Driver library (.so, .dll)
window-key-token-name = Name of the token
window-key-name = Name of the key
window-key-pin = PIN
window-key-pin-more = Tried once only: the token locks itself after a few wrong ones.
window-report-key = Certificate (.p12)
window-report-key-more = Left empty, the report is not signed.
window-report-password = Password of the certificate
window-report-role = Sign as
window-report-out = Write to file
window-report-file = report.pdf
window-report-stem = report
window-report-make = Make the report
window-report-making = Making the report…
window-report-name = Report of case { $case }
window-report-stopped = Stopped: no report was written.
window-stage-making = Making the report
window-report-made = Report written: { $path }
window-report-signed = Signed by { $signer }
window-report-unsigned = The report is not signed.
window-report-required = Fields marked * are required; left empty, a dotted line is printed.
window-report-sign-title = Print and sign
window-empty-report = No case open
window-empty-report-more = A report is made for one case. Choose one from the list.
window-choice-none = (not chosen)
window-date-pattern = day/month/year
window-row-add = Add a row
window-row-remove = Remove this row

## Journal
window-audit-verify = Check the journal
window-audit-anchor = Head written down outside (optional)
window-audit-checking = Checking the whole chain…
window-audit-whole = { $count ->
    [one] The journal is whole: 1 row.
   *[other] The journal is whole: { $count } rows.
}
window-audit-anchored = Witnessed outside up to row { $row }.
window-audit-unanchored = No head from outside has witnessed it.
window-audit-broken = { $count ->
    [one] The journal is NOT whole: 1 problem.
   *[other] The journal is NOT whole: { $count } problems.
}
window-audit-shown = The newest { $shown } of { $total } rows.
window-audit-at = When
window-audit-who = Who
window-audit-action = Act
window-audit-object = Object
window-audit-hash = Hash

## Tips
window-tip-new = Write down a tip
window-tip-add = Add a tip file
window-tip-adding = Adding a tip file
window-tip-number = Number
window-tip-title = In short
window-tip-channel = Channel
window-tip-channel-more = For example: hotline 111, e-mail, reported in person.
window-tip-received = Received
window-tip-state = State
window-tip-text = What was said
window-tip-urgency = Urgency
window-tip-case = Case it belongs to
window-tip-case-none = (no case)
window-tip-file = Tip file
window-tip-file-more = An .eml e-mail, a PDF or a text file. It is kept unchanged with its digest.
window-tip-save = Record it
window-tip-saved = Tip { $number } recorded.
window-tip-addresses = Addresses found
window-tip-hashes = Digests found
window-tip-files = Files
window-tip-fields = The tip
window-tip-none = No tip chosen
window-tip-find = Find in the tips
window-tip-history = History
window-tip-same = Same file as tip
window-tip-state-received = Received
window-address-url = Link
window-address-email = E-mail
window-address-phone = Telephone
window-address-account = Account
window-address-ip = IP address
window-address-bank = Bank account
window-empty-tips = No tips yet
window-empty-tips-more = A call is written down by hand; e-mails, PDFs and texts are added as files. Every tip has a number, a channel and a time.

## Settings
window-settings-look = Look
window-settings-language = Language
window-settings-theme = Theme
window-settings-account = Account
window-settings-name = Full name
window-settings-login = Login name
window-settings-roles = Roles
window-settings-folder = Workspace folder
window-role-examiner = Examiner
window-role-reviewer = Reviewer
window-role-approver = Approver
window-role-inspector = Inspector
window-role-administrator = Administrator
window-role-auditor = Auditor

## Keys
window-keys = Keys
window-keys-short = Keys (?)
window-keys-review = In review
window-keys-everywhere = Everywhere
window-key-space = Hold to see one picture clearly
window-key-digits = Categorise and move on
window-key-zero = Categorise with details and a note
window-key-undo = Take the last decision back
window-key-arrows = Move between tiles
window-key-select = Choose several tiles
window-key-size = Smaller · larger tiles
window-key-detail = Show or hide the details
window-key-filter = Find in the case
window-key-refresh = Put the list in order
window-key-pages = Go to a page
window-key-lock = Lock at once
window-key-hide = Cover the screen at once
window-key-keys = This list of keys
window-key-help = Help for the page
window-key-theme = Light, dark
window-key-quit = Quit
