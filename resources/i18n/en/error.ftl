# Errors: what happened, whose fault it is, what to do.

error-usage =
    { $what ->
        [missing] Missing: { $names }.
        [unknown] There is no such argument: { $names }.
        [choice] { $names }: { $given } is not one of: { $choices }.
        [value] { $names }: { $given } is not a valid value.
        [empty] { $names }: the value is missing.
       *[other] { $message }
    }
    Usage: { $usage }
error-interrupted = Stopped as asked (Ctrl-C). What was written stays; run the same command again to go on.
error-not-text = A value you typed is not readable text (UTF-8). Type it again.
error-which-workspace = No workspace given. Add --workspace DIR or set INSPECTOR_WORKSPACE.
error-which-user = No account given. Add --user NAME or set INSPECTOR_USER.
error-bad-user = A login name must not be empty, holds printable characters only and is at most 200 characters long.
error-no-passphrase = No passphrase. Type it when asked, or set the environment variable; it must not be empty.
error-wrong-passphrase = Wrong login name or passphrase. Nothing was touched; try again.
error-no-workspace = There is no workspace at { $folder }. Check the path, or make one with "inspector init".
error-workspace-exists = There is a workspace at { $folder } already. Choose another folder.
error-folder-not-empty = The folder { $folder } is not empty. Choose an empty one for a new workspace.
error-workspace-newer = A newer version of the program made this workspace. Use that version; this one changed nothing.
error-workspace-damaged = The workspace's database is damaged or not one of ours. Restore it from a backup.
error-workspace-busy = Another program is writing to this workspace. Nothing is lost; try again in a few minutes.
error-workspace-read-only = The workspace can only be read. Check whether its folder may be written to.
error-keys-damaged = The key file keys.json is damaged. Restore it from a backup.
error-ingest-running = Another ingest is running in this workspace. Let it end, then run this one again.
error-import-running = Another import of a hash set is running in this workspace. Let it end, then run this one again.
error-disk-full = The disk is full. What was written is kept; make room and run the command again.
error-disk-error = The database cannot be read or written. Check the disk and the access rights.
error-not-writable = There is no right to write to the chosen place. Choose another, or check the access rights.
error-workspace-read-only-drive = The drive that holds the workspace { $folder } can only be read: it is mounted read-only, its write protection is on, or the system made it read-only because it fails. Nothing has changed. Mount it for writing, or copy the whole folder to a drive that can be written to and open it there.
error-workspace-not-permitted = The workspace cannot be used: the present user of this computer may not read and write { $path }, which belongs to the user “{ $owner }”. Nothing has changed. Log in to the computer as that user, or have its administrator give the whole folder to the present one.
error-read-only-place = The chosen place lies on a drive that can only be read. Nothing was written; choose another, or mount the drive for writing.
error-system = The operating system reports an error ({ $reason }). What was written is safe; try again.
error-account-exists = There is an account { $user } already.
error-no-right = The account { $user } may not do this ({ $right }). Ask the administrator for the fitting role.
error-case-exists = There is a case { $number } already.
error-bad-case-number = A case number must not be empty, holds printable characters only and is at most { $longest } characters long.
error-bad-case-title = A case title must not be empty and is at most { $longest } characters long.
error-no-case = There is no case { $number }. "inspector case list" shows those there are.
error-no-item = There is no item { $id }.
error-items-of-several-cases = The chosen items belong to several cases. Categorise one case at a time.
error-bad-look = There is no look "{ $look }". Choose quick or full.
error-bad-engine = The address of a lab reads dask://HOST:PORT, not "{ $address }".
error-lab-missing = The part for work in a lab is not installed: install inspector[lab].
error-lab-unreached = The lab at { $address } cannot be reached, or no machine of it is ready with this version of the program.
error-lab-not-shared = A machine of the lab does not see this source as this machine does. Mount the same source at the same path on every machine, or take it in without --engine.
error-source-missing = The source cannot be found: { $path }
error-source-unreadable = There is no right to read the source: { $path }
error-source-holds-workspace = The workspace itself lies in this source. Evidence is never written to: keep the workspace outside it.
error-out-in-evidence = That place lies in a folder that was taken in as evidence. Evidence is never written to: choose another place.
error-source-not-a-file = The source is neither a file nor a folder and was not opened: { $path }
error-evidence-missing = The original of item { $id } cannot be opened. Attach the source again and retry.
error-evidence-changed = The original of item { $id } no longer agrees with its recorded digest. The copy was not kept; put this change on record.
error-file-exists = The target file exists. Choose another name; nothing is overwritten.
error-folder-missing = The folder of that file does not exist. Choose one that does.
error-copy-failed = The copy could not be written ({ $reason }).
error-bad-anchor = The anchor is malformed. It reads NUMBER:HASH, as "inspector audit head" prints it.
error-hashset-exists = There is a hash set named "{ $name }" already. Choose another name with --name, bring it up to date with "hashset update", or remove the old one.
error-hashset-on-other-list = The set "{ $name }" is on the list { $list }. Nothing was taken in; add it with --list { $list }, or remove the set first.
error-hashset-off = Hash set "{ $name }" is off already.
error-hashset-meaning = "{ $text }" does not say what a category stands for. Write it as CATEGORY=TEXT, for example 1="child abuse material".
error-hashset-label = The name, provider, version and date of a hash set and what its categories stand for are one line of visible characters, { $longest } at most: "{ $text }"
error-hashset-dated = "{ $text }" is no date of a list. Write the day, month or year as 1/9/2026, 9/2026, 2026 or 2026-09-01.
error-hashset-on = Hash set "{ $name }" is in use already.
error-no-hashset = There is no hash set named "{ $name }".
error-export-nothing = The case holds no content of category { $category } that could be written.
error-export-format = There is no format "{ $format }". Choose one of: { $known }.
error-export-which-vics = As a VICS category, { $category } can be: { $candidates }. Choose one (on the command line: --vics-category).
error-office-file-broken = The office's list file is damaged or was changed (line { $line }; 0 is the signature). Nothing was taken in; ask for the file again.
error-office-file-newer = The office's list file is of a newer version than this program. Update the program.
error-signature-broken = The signature does not fit the file: it is damaged, was changed, or somebody else signed it. Nothing was taken in.
error-office-unknown = Nobody has said that the certificate { $certificate } is that of { $office }. Check it with that office, then trust it: hash sets page, "Certificates of offices" (on the command line: "inspector hashset trust" or --trust).
error-office-certificate-unknown = The certificate { $certificate } is not trusted as that of { $office }.
error-office-contradicts = { $office } has signed two different things as statement { $number } or before it. Nothing was taken in; ask that office.
error-office-not-ours = Here { $office } is known by another certificate. Choose another name for this office, or trust this certificate first: hash sets page, "Certificates of offices" (on the command line: "inspector hashset trust").
error-bad-office-name = The name of a list or an office may not be empty, holds printable characters only, neither begins nor ends with a space, and has { $longest } characters at most.
error-office-list-named = By its own file this list is called "{ $name }"; it cannot be given another name.
error-list-unsigned = --trust is for lists that an office has signed; this one bears no signature. Nothing was taken in.
error-hashset-of-offices = "{ $name }" is a list of offices: take their files in by "hashset add", which merges them.
error-publish-not-placed = Lines { $first }–{ $last } are published and on record, but the file could not be put in its place: the drive was pulled out, or a file of that name is there. Check the place, then write again from line { $first } on.
error-publish-nothing = There is nothing new to publish in category { $category }: two people must agree about what was not published yet (left out: { $skipped }).
error-publish-since = Cannot write from statement { $since } on: an unbroken stretch is known here only up to { $last }.
error-list-changed = The list { $path } changed while it was read, or since an import of it was broken off. Load it again.
error-list-is-difference = The list ({ $format }) tells only what changes in another. Use it with "hashset update NAME FILE" on the set that it changes.
error-list-not-later = The list is of release { $told }, but the hash set "{ $name }" is of release { $version } already. Nothing was changed.
error-list-release-unsaid = Neither the name of the file nor the delta itself tells which release it leads to, so it cannot be known whether the hash set "{ $name }" (release { $version }) holds it already. Nothing was changed; keep the name under which the delta was published, or state the number of its release with --set-version, such as 2026.12.1.
error-list-release-contradicted = The delta leads to release { $told }, and --set-version says { $given }. Nothing was changed; leave --set-version out, or check which delta this is.
error-list-delta-cut = The difference breaks off at line { $line }: its end is missing. Nothing was changed; fetch it again, compare it with its published digest and update with the whole file.
error-list-update-cut = The list breaks off at line { $line }: its end is missing. The hash set "{ $name }" is whole and stays as it is, since with this list entries would be lost. Fetch or copy the list again, compare it with its published digest and update with the whole list.
error-list-update-shorter = The list breaks off, as the one of the hash set "{ $name }" did, and does not hold more of it: { $came } entries in place of { $known }. The set stays as it is. Fetch or copy the list again, compare it with its published digest and update with the whole list.
error-list-of-another = The delta is to the data set { $told }, and hash set "{ $name }" is { $known }. Use the delta of the same data set.
error-list-tools-inside = The hash set "{ $name }" was made before the program left files of attack tools out of what is known to be harmless, so that a delta cannot be followed. Update it once with a whole release.
error-list-words-broken = The words of lists ({ $file }) are wrong. Mend the file or install the program again.
error-tools-broken = The list of kinds of tools in the NSRL ({ $file }) is wrong. Mend the file or install the program again.
error-list-not-counted = This delta ({ $format }) changes a release of the NSRL's data set, and the hash set was not made of one. Load the release itself first.
error-list-unreadable = The list { $path } cannot be read ({ $reason }).
error-list-no-file = { $path } is no file but a pipe or a device, of which a list cannot be read. Save the list to a file and choose that.
error-list-packed = { $path } is packed ({ $kind }) and no list itself; nothing was loaded. Unpack it and choose the list that lies in it. A table of a spreadsheet program (XLSX, ODS) has to be saved as CSV first.
error-passwords-unreadable = The file of passwords { $path } is no text in UTF-8 with one password a line, or too long.
error-bad-detail = A detail reads NAME=VALUE, not "{ $given }".
error-bad-time = The time "{ $given }" is not in ISO 8601, such as 2026-11-21T09:00:00+07:00.
error-no-tip = There is no tip { $id }.
error-tip-unreadable = The tip file { $path } cannot be read ({ $reason }).
error-tip-too-large = The tip file { $path } is too large. Take it in as evidence of a case with "inspector ingest".
error-no-memory-files = This operating system cannot hold kept files in memory for reading.
error-bug = The program met an error of its own ({ $kind } at { $place }). What was written is safe; please report this line to the developers.

# Why an item could not be dealt with (the source's part).
failure-changed = The file changed while it was read; the digests are those of the bytes that were read.
failure-changed-since = The file has changed since it was first recorded; what was read then is kept.
failure-vanished = The file was gone from the source when its turn came.
failure-read-error = The device reported an error while this file was read.
failure-sparse = A sparse file whose apparent size is far beyond what it holds; it was not read.
