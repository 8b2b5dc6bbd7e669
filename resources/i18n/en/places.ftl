# Classes of places: how a copy came to lie where it lies.

place-deleted = deleted
place-unallocated = unallocated space
place-thumbnail = thumbnail made by the system
place-cache = cache
place-received = received by an app
place-camera = made by a camera or phone
place-saved = saved by a person
place-system = system file

error-library-places-broken = The rules that tell classes of places are wrong at { $place }: { $detail }. Mend the file or install the program again.
