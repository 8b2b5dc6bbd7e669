# Groups, and what links cases.

command-groups = list the groups of a case: copies, like pictures, series
command-elsewhere = tell what of a case was seen in other cases
command-help-stack = the copies with the same content as this item
command-help-group = the group of like pictures that this item is in
command-help-series = the series of one camera that this item is in
command-help-burst = the pictures taken in one go that this item is among
command-help-over = decide anew what was decided otherwise, too
command-group = { $contents ->
    [one] { $contents } content
   *[other] { $contents } contents
}, { $items ->
    [one] { $items } item
   *[other] { $items } items
}
command-groups-count = { $count ->
    [one] { $count } group
   *[other] { $count } groups
}.
command-groups-waiting = { $count ->
    [one] { $count } content is
   *[other] { $count } contents are
} not yet in a group.
command-item-near = ~ Like pictures: { command-group }; represented by item { $item }
command-item-series = ~ Taken one behind the other: { command-group }; represented by item { $item }
command-elsewhere-nothing = Nothing of this case was seen in another case.
command-elsewhere-content = { $case }: the same content, { $count } (item { $item })
command-elsewhere-near = { $case }: a like picture, { $count } (item { $item }, { $distance ->
    [one] { $distance } bit
   *[other] { $distance } bits
} apart)
command-elsewhere-camera = { $case }: the same camera, serial { $value }, { $count } (item { $item })
command-elsewhere-address = { $case }: the same address { $value }, { $count ->
    [one] { $count } tip
   *[other] { $count } tips
}
command-categorised-left = { $count ->
    [one] { $count } item stays that was
   *[other] { $count } items stay that were
} decided otherwise.
progress-grouping = Putting like pictures into groups: { $items }/{ $total }
window-stage-grouping = Putting like pictures into groups

error-gaps-broken = The file of time gaps, { $file }, is wrong. Mend the file or install the program again.
error-group-changed = The group, or what was decided about it, has changed since it was shown. Look at it again, then decide.
error-no-group = Item { $id } is in no group of this kind with anything else.
error-items-or-group = Name either items or one group (--group, --stack, --series, --burst), not both; --over goes with a group.

## The window: groups, series, other cases
window-detail-group = Group
window-detail-series = Series
window-detail-elsewhere = In other cases
window-group-near = Like pictures
window-group-series = Series
window-group-burst = Burst
window-detail-burst = Burst
window-group-holds = Holds
window-group-contents = { $count ->
    [one] 1 content
   *[other] { $shown } contents
}
window-group-items = { $count ->
    [one] 1 file
   *[other] { $shown } files
}
window-group-leads = represents the group
window-group-distance = { $distance ->
    [one] 1 bit from the one that represents it
   *[other] { $distance } bits from the one that represents it
}
window-series-camera = Camera
window-series-from = Taken from
window-series-to = To
window-series-clock = { $moment } (by the camera's clock)
window-elsewhere-content = { $count ->
    [one] the same content: 1 file
   *[other] the same content: { $shown } files
}
window-elsewhere-near = a like picture, { $distance ->
    [one] 1 bit
   *[other] { $distance } bits
} apart: { $count ->
    [one] 1 file
   *[other] { $shown } files
}
window-elsewhere-camera = { $count ->
    [one] the same camera, serial { $value }: 1 file
   *[other] the same camera, serial { $value }: { $shown } files
}
window-elsewhere-address = { $count ->
    [one] the same address { $value }: 1 tip
   *[other] the same address { $value }: { $shown } tips
}
window-elsewhere-more = … and { $shown } more
window-filter-fold = Fold like pictures
window-act-group = { $kind ->
    [series] See the series
    [burst] See the burst
   *[near] See the group
}
window-group-only = { $kind ->
    [series] Only the series with:
    [burst] Only the burst with:
   *[near] Only the group of like pictures with:
}
window-group-back = Back (Esc)
window-group-settling = Put the like pictures of case { $case } into groups
window-group-none = This tile is in no group of like pictures and in no series.
window-key-group = See the group or the series
window-key-back = Back from a group
window-act-decide-group = { $kind ->
    [series] Categorise the series…
    [burst] Categorise the burst…
   *[near] Categorise the group…
}
window-key-whole = Categorise the whole group or series
window-group-decide-title = { $kind ->
    [series] Categorise the whole series
    [burst] Categorise the whole burst
   *[near] Categorise the whole group of like pictures
}
window-group-decide-counting = Counting the files…
window-group-decide-items = { $count ->
    [one] 1 file will be categorised.
   *[other] { $shown } files will be categorised.
}
window-group-decide-back = { $count ->
    [one] The category of 1 file will be taken back.
   *[other] The category of { $shown } files will be taken back.
}
window-group-decide-left = { $count ->
    [one] 1 file that was decided otherwise is left alone.
   *[other] { $shown } files that were decided otherwise are left alone.
}
window-group-decide-so = { $count ->
    [one] 1 file stands so already; nothing is added for it.
   *[other] { $shown } files stand so already; nothing is added for them.
}
window-group-decide-over = Also files that were decided otherwise
window-group-decide-look = { $kind ->
    [series] What one camera took one behind the other need not show the same: see the series (G) first.
    [burst] What one camera took in one go need not show the same: see the burst (G) first.
   *[near] Like pictures need not show the same: see the group (G) first.
}
window-group-decide-more = Files that the filter hides are counted too. Z puts every file back to where it was.
window-group-decided = { $kind ->
    [series] The series
    [burst] The burst
   *[near] The group
} is categorised ({ $count ->
    [one] 1 file
   *[other] { $count } files
}): { $name }. Z takes it back.
