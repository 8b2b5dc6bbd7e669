# Tips: files, addresses, channels.

failure-tip-file-large = The file is larger than can be read; only its beginning was read. The original is kept whole.
failure-tip-format-unknown = Neither an e-mail nor a PDF nor a text, so its content was not read. The original is kept whole.
failure-tip-text-cut = The text is longer than is kept for searching; the rest was left out. The original is whole.
failure-tip-links-many = The file holds more links than are listed; the rest is not listed.
failure-tip-addresses-many = The tip names more addresses than are listed; the rest is not listed.
failure-tip-mail-broken = The e-mail's structure is broken; only part of it could be read.
failure-tip-mail-deep = The e-mail is nested too deeply; the deeper layers were not read.
failure-tip-mail-defects = The e-mail breaks the standard; what could be read of it was read.
failure-tip-mail-headers = The e-mail's headers are too many or too long; what was too much is not kept.
failure-tip-mail-parts = The e-mail has too many parts; the later ones were not read.
failure-tip-pdf-broken = The PDF is broken and cannot be read.
failure-tip-pdf-locked = The PDF is locked with a password and cannot be read. Ask the sender for a copy without one.
failure-tip-pdf-page = A page of the PDF is broken; its text could not be read.
failure-tip-pdf-pages = The PDF has more pages than can be read; the later ones were not read.
failure-tip-attachment-broken = This attachment could not be taken out of the file.
failure-tip-attachment-large = This attachment is larger than can be taken out. The original is kept whole.
failure-tip-attachments-many = The attachments are too many or too large; what was too much was not taken out. The original is kept whole.

error-tip-lists-broken = The list for recognising addresses, { $file }, is wrong. Mend the file or install the program again.
error-tip-channels-broken = The list of channels, { $file }, is wrong. Mend the file or install the program again.

tips-address-url = Web address
tips-address-email = E-mail
tips-address-phone = Telephone number
tips-address-account = Account
tips-address-ip = IP address
tips-address-bank = Bank account

tips-format-mail = E-mail
tips-format-pdf = PDF
tips-format-text = Text
tips-format-other = Other file
