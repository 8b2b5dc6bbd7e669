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
command-item-near = ~ Ảnh giống nhau: { $contents } nội dung, { $items } mục; ảnh đại diện: mục { $item }
command-item-series = ~ Chụp liên tiếp: { $contents } nội dung, { $items } mục; ảnh đại diện: mục { $item }
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
