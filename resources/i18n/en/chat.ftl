# Conversations out of chat exports, for command line and window.

message-text = text
message-photo = picture
message-video = video
message-voice = voice message
message-audio = audio
message-sticker = sticker
message-animation = moving picture
message-file = file
message-link = link
message-location = place
message-contact = contact
message-poll = poll
message-call = call
message-service = said by the app
message-other = other
message-local-clock = { $time } (the exporter's clock, time zone unknown)
message-no-time = no time given
message-no-author = (nobody named)
message-deleted = deleted by its author
message-edited = edited { $time }
message-forwarded = forwarded from { $name }
message-reply = answers message { $id }
message-attachment-item = { $path } → item { $item }
message-attachment-unknown = { $path } (no such file among the items)
message-attachment-missing = { $path } (left out by the export)
message-attachment-unnamed = a file
message-more = { $count ->
    [one] … and 1 more message; "inspector item show { $item }" prints all.
   *[other] … and { $count } more messages; "inspector item show { $item }" prints all.
}
