# Nhóm và liên hệ giữa các vụ việc.

command-groups = liệt kê các nhóm của vụ việc: bản sao, ảnh giống nhau, loạt ảnh chụp
command-elsewhere = cho biết những gì của vụ việc cũng xuất hiện trong vụ việc khác
command-help-stack = các bản sao có cùng nội dung với mục này
command-help-group = nhóm ảnh giống nhau có mục này
command-help-series = loạt ảnh cùng một máy chụp liên tiếp có mục này
command-help-burst = loạt ảnh chụp liền một lượt có mục này
command-help-over = phân loại lại cả những mục đã được phân loại khác
command-group = { $contents } nội dung, { $items } mục
command-groups-count = { $count } nhóm.
command-groups-waiting = Còn { $count } nội dung chưa được xếp nhóm.
command-item-near = ~ Ảnh giống nhau: { command-group }; ảnh đại diện: mục { $item }
command-item-series = ~ Chụp liên tiếp: { command-group }; ảnh đại diện: mục { $item }
command-elsewhere-nothing = Không có gì của vụ việc này xuất hiện trong vụ việc khác.
command-elsewhere-content = { $case }: cùng nội dung, { $count } (mục { $item })
command-elsewhere-near = { $case }: ảnh giống nhau, { $count } (mục { $item }, khác { $distance } bit)
command-elsewhere-camera = { $case }: cùng máy ảnh số sê-ri { $value }, { $count } (mục { $item })
command-elsewhere-address = { $case }: cùng địa chỉ { $value }, { $count } tin báo
command-categorised-left = Giữ nguyên { $count } mục đã được phân loại khác.
progress-grouping = Đang xếp ảnh giống nhau vào nhóm: { $items }/{ $total }
window-stage-grouping = Đang xếp ảnh giống nhau vào nhóm

error-gaps-broken = Tệp khoảng cách thời gian { $file } bị lỗi. Hãy sửa tệp hoặc cài lại chương trình.
error-group-changed = Nhóm hoặc phân loại của nhóm đã thay đổi kể từ khi hiển thị. Hãy xem lại nhóm rồi quyết định.
error-no-group = Mục số { $id } không thuộc nhóm nào loại này cùng với mục khác.
error-items-or-group = Hãy nêu số của các mục, hoặc một nhóm (--group, --stack, --series, --burst), không cả hai; --over chỉ dùng với nhóm.

## Cửa sổ: nhóm, loạt ảnh, vụ việc khác
window-detail-group = Nhóm
window-detail-series = Loạt ảnh
window-detail-elsewhere = Ở vụ việc khác
window-group-near = Ảnh giống nhau
window-group-series = Loạt ảnh chụp liên tiếp
window-group-burst = Lượt chụp liền
window-detail-burst = Lượt chụp liền
window-group-holds = Gồm
window-group-contents = { $count ->
   *[other] { $shown } nội dung
}
window-group-items = { $count ->
   *[other] { $shown } tệp
}
window-group-leads = ảnh đại diện của nhóm
window-group-distance = cách ảnh đại diện { $distance } bit
window-series-camera = Máy ảnh
window-series-from = Chụp từ
window-series-to = Đến
window-series-clock = { $moment } (theo đồng hồ máy ảnh)
window-elsewhere-content = { $count ->
   *[other] cùng nội dung: { $shown } tệp
}
window-elsewhere-near = { $count ->
   *[other] ảnh giống nhau, cách { $distance } bit: { $shown } tệp
}
window-elsewhere-camera = { $count ->
   *[other] cùng máy ảnh, số sê-ri { $value }: { $shown } tệp
}
window-elsewhere-address = { $count ->
   *[other] cùng địa chỉ { $value }: { $shown } tin báo
}
window-elsewhere-more = … và { $shown } kết quả khác
window-filter-fold = Gộp ảnh giống nhau
window-act-group = { $kind ->
    [series] Xem cả loạt
    [burst] Xem cả lượt chụp
   *[near] Xem cả nhóm
}
window-group-only = { $kind ->
    [series] Chỉ hiện loạt ảnh chụp liên tiếp cùng với:
    [burst] Chỉ hiện lượt chụp liền cùng với:
   *[near] Chỉ hiện nhóm ảnh giống với:
}
window-group-back = Trở lại (Esc)
window-group-settling = Xếp ảnh giống nhau của vụ việc { $case } vào nhóm
window-group-none = Ô này không thuộc nhóm ảnh giống nhau hay loạt ảnh nào.
window-key-group = Xem cả nhóm, cả loạt ảnh
window-key-back = Trở lại từ nhóm
window-act-decide-group = { $kind ->
    [series] Phân loại cả loạt…
    [burst] Phân loại cả lượt chụp…
   *[near] Phân loại cả nhóm…
}
window-key-whole = Phân loại cả nhóm, cả loạt ảnh
window-group-decide-title = { $kind ->
    [series] Phân loại cả loạt ảnh chụp liên tiếp
    [burst] Phân loại cả lượt chụp liền
   *[near] Phân loại cả nhóm ảnh giống nhau
}
window-group-decide-counting = Đang đếm số tệp…
window-group-decide-items = { $count ->
   *[other] Sẽ phân loại { $shown } tệp.
}
window-group-decide-back = { $count ->
   *[other] Sẽ lấy lại phân loại của { $shown } tệp.
}
window-group-decide-left = { $count ->
   *[other] Giữ nguyên { $shown } tệp đã được phân loại khác.
}
window-group-decide-so = { $count ->
   *[other] { $shown } tệp đã ở đúng tình trạng này, không ghi thêm.
}
window-group-decide-over = Cả những tệp đã được phân loại khác
window-group-decide-look = { $kind ->
    [series] Cùng một máy chụp liên tiếp chưa chắc là cùng nội dung: hãy xem cả loạt (G) trước.
    [burst] Cùng một máy chụp liền một lượt chưa chắc là cùng nội dung: hãy xem cả lượt chụp (G) trước.
   *[near] Ảnh chỉ giống nhau chứ chưa chắc cùng nội dung: hãy xem cả nhóm (G) trước.
}
window-group-decide-more = Tính cả những tệp mà bộ lọc đang ẩn. Nhấn Z để đưa từng tệp về như trước.
window-group-decided = { $kind ->
    [series] Đã phân loại cả loạt ảnh ({ $count } tệp): { $name }. Nhấn Z để lấy lại.
    [burst] Đã phân loại cả lượt chụp ({ $count } tệp): { $name }. Nhấn Z để lấy lại.
   *[near] Đã phân loại cả nhóm ({ $count } tệp): { $name }. Nhấn Z để lấy lại.
}
