# Reports: forms, signing, verifying.

report-manifest-json = Relevant items as JSON
report-manifest-csv = Relevant items as a CSV table


report-stamp-signer = Signed by: { $name }
report-stamp-unit = Unit: { $unit }
report-stamp-time = Signed at: { $time }
report-stamp-demo = DEMO – not valid

# --- Forms and answers

error-report-form-unknown = There is no report form “{ $form }”.
error-report-form-not-printed = The form “{ $form }” is only filled in and makes no report.
error-report-form-broken = The form is wrong at { $place }: { $detail }.
error-report-answers-unreadable = The answers cannot be read: { $detail }.
error-report-answers-too-large = The file of answers is too large.
error-report-answers-broken = The answers are no valid TOML: { $detail }.
error-report-answers-other-form = These answers are for the form “{ $form }”, not for this one.
error-report-answer-unknown = The form has no field “{ $field }”.{ report-more }
error-report-answer-type = Field “{ $field }” has the wrong type; it needs { $detail }.{ report-more }
error-report-answer-too-many = Field “{ $field }” has too many lines; at most { $detail }.{ report-more }
error-report-answer-too-long = Field “{ $field }” is too long; at most { $detail } characters.{ report-more }
error-report-answer-control = Field “{ $field }” holds control characters nobody can see.{ report-more }
error-report-answer-pattern = Field “{ $field }” does not fit the pattern { $detail }.{ report-more }
error-report-answer-choice = Field “{ $field }” takes one of: { $detail }.{ report-more }
error-report-answer-range = Field “{ $field }” must be within { $detail }.{ report-more }
report-more = { $more ->
    [0] {""}
    [one] {" "}There is 1 more mistake.
   *[other] {" "}There are { $more } more mistakes.
}

# --- Making and writing

error-report-time-without-zone = A time must have its zone, for example 2026-11-21T10:00:00+07:00.
error-report-font-damaged = The font file { $font } is missing or not the one that came with the program.
error-report-write = The file cannot be written: { $detail }.

warning-report-blanks = Required fields without an answer are printed as dotted lines ({ $count }): { $fields }.
warning-report-form-version = The answers were given to version { $given } of the form; the form is now version { $form }.
warning-report-exhibits-undescribed = The condition of the seal is not recorded for: { $exhibits }.
warning-report-secrecy = The program is not approved for state secrets.
warning-report-no-illegal-list = No illegal list loaded: no hit means nothing.
warning-report-unwitnessed = { $count } contents on a list were neither opened nor decided about by anybody here: a list is what others claim; look before you conclude.

# --- Signing

error-report-p12-unreadable = The key file cannot be read: { $detail }.
error-report-p12-broken = The key file is not a valid PKCS#12 file.
error-report-p12-password = The password of the key file is wrong.
error-report-p12-empty = The key file holds no private key with its certificate.
error-report-certificate-expired = The certificate is not valid at this moment (it runs until { $until }).
error-report-certificate-use = The certificate was not issued for signing.
error-report-certificate-weak = A key of { $bits } bits is too weak to sign with.
error-report-token-address = A token is addressed as pkcs11:TOKEN/KEY.
error-report-token-driver-unset = No driver library is set for the token (INSPECTOR_PKCS11).
error-report-token-driver = The token's driver library cannot be loaded.
error-report-token-missing = There is no token “{ $token }”.
error-report-token-twice = There is more than one token “{ $token }”; plug in only one.
error-report-token-failed = The token does not work: { $detail }.
error-report-token-key-missing = The token has no key “{ $key }”.
error-report-token-certificate-missing = The token has no certificate for the key “{ $key }”.
error-report-pin-wrong = The PIN is wrong. It is not tried again: several wrong PINs lock the token.
error-report-pin-locked = The token is locked after wrong PINs; ask whoever issued it.
error-report-signing-failed = Signing failed: { $detail }.
error-report-pdf-unreadable = The PDF cannot be read: { $detail }.
error-report-pdf-too-large = The PDF is too large.
error-report-not-pdf = This file is not a PDF.
error-report-damaged = The PDF is damaged.
error-report-no-field = The PDF has no signature field for { report-role-name }.
error-report-role-signed = The field of { report-role-name } is signed already.
error-report-four-eyes = This certificate has signed as { report-role-name }; each role must be signed by another person.
error-report-sign-altered = The signature of { report-role-name } no longer fits the file; this file is not signed further.
report-role-name = { $role ->
    [examiner] the examiner
    [reviewer] the reviewer
    [approver] the approver
   *[other] the field “{ $role }”
}
report-other-role-name = { $other ->
    [examiner] the examiner
    [reviewer] the reviewer
    [approver] the approver
   *[other] the field “{ $other }”
}

# --- Verifying

error-report-trust-unreadable = The certificate file cannot be read: { $detail }.
error-report-trust-broken = The certificate file holds no valid certificate.

report-problem-damaged = The PDF is damaged and cannot be parsed.
report-problem-unsigned = The file has no digital signature.
report-problem-signature-broken = The signature of { report-role-name } does not fit the file: what was signed has changed, or the signature is damaged.
report-problem-signature-gap = The signature of { report-role-name } does not cover the whole revision it signs.
report-problem-altered-after-signing = Changes that are not allowed were added after the signature of { report-role-name }.
report-problem-bytes-appended = Loose bytes were appended after the signature of { report-role-name }.
report-problem-page-replaced = The content of a page was changed after signing.
report-problem-annotation-added = Annotations were laid on a page or taken away after signing.
report-problem-manifest-swapped = An attached file was changed after signing.
report-problem-metadata-changed = What the file says of itself (title, author and the like) was changed after signing.
report-problem-signature-painted = The field of { report-role-name } shows a signature but has no digital signature.
report-problem-revoked-signer = The certificate of { $signer } ({ report-role-name }) has been revoked.
report-problem-untrusted-signer = { $roots ->
    [none] No trusted certificate was given, so the signature of { $signer } ({ report-role-name }) cannot be trusted yet. Name one with --trust.
   *[given] The certificate of { $signer } ({ report-role-name }) does not lead to any trusted certificate.
}
report-problem-timestamp-untrusted = A time stamp of the file is not valid or does not lead to a trusted certificate.
report-problem-manifest-unreadable = The attached manifest.json cannot be read.
report-problem-manifest-missing = The report prints the digest of a manifest.json, but none is attached.
report-problem-manifest-not-printed = The report does not print the digest of the attached manifest.json.
report-problem-manifest-mismatch = The attached manifest.json does not have the digest printed in the report.
report-problem-manifest-table-mismatch = The attached manifest.csv does not have the digest recorded in manifest.json.

report-warning-revocation-unchecked = Offline, it cannot be checked whether the certificate of { $signer } ({ report-role-name }) was revoked.
report-warning-certificate-expired = The certificate of { $signer } ({ report-role-name }) has expired since; it was valid at the time the signer claims.
report-warning-time-claimed = The time { $signer } ({ report-role-name }) signed at is by the signer's own clock, without a time stamp.
report-warning-demo-certificate = { $signer } ({ report-role-name }) signed with a DEMO certificate, for practice only.
report-warning-no-manifest = The file carries no manifest of Inspector.
report-warning-field-unsigned = Not signed yet: { report-role-name }.
report-warning-same-signer = Two fields, { report-role-name } and { report-other-role-name }, were signed by the same person.
report-warning-added-after-signing = Data for long-term keeping was added after the last signature, as is allowed.
error-report-same-account = The account { $user } has signed this report already; each role is signed by another person, with an account and a certificate of their own.
