# Chia sẻ trong cửa sổ: xuất bộ băm, công bố danh mục của đơn vị, chứng thư các đơn vị.

## Trang Bộ băm
window-sharing-export = &Xuất một phân loại…
window-sharing-publish = Công &bố danh mục của đơn vị…
window-sharing-papers = C&hứng thư các đơn vị…
window-told-copy = Chép SHA-256
window-outgoing-out = Ghi vào tệp
window-outgoing-scheme = Bảng phân loại
window-outgoing-category = Phân loại
window-outgoing-counting = Đang đếm…
window-outgoing-unsaid = Điền đủ các ô trên để đếm trước.
window-outgoing-left-out = Bỏ lại { $count }: { $reason }.
window-outgoing-recorded = Việc này đã được ghi vào nhật ký.
window-stage-gathering = Đang gom nội dung
window-stage-exporting = Đang ghi bộ băm
window-stage-publishing = Đang công bố danh mục

## Xuất một phân loại
window-export-title = Xuất một phân loại thành bộ băm
window-export-act = Ghi tệp
window-export-case = Vụ việc
window-export-format-vics = Project VIC / VICS (JSON)
window-export-format-vics-more = Mỗi nội dung một bản ghi: MD5, SHA-1, SHA-256, dung lượng, dấu vân ảnh và nhóm VICS.
window-export-format-plain = Danh sách trơn
window-export-format-plain-more = Mỗi dòng một giá trị băm. Phần mềm nào cũng đọc được.
window-export-format-pdq = Danh sách PDQ
window-export-format-pdq-more = Chỉ dấu vân ảnh, để tìm cả bản gần giống. Nội dung không phải ảnh bị bỏ lại.
window-export-format-hashdeep = hashdeep
window-export-format-hashdeep-more = Dung lượng và đủ ba giá trị băm của mỗi nội dung.
window-export-digest = Loại giá trị băm
window-export-vics = Nhóm VICS
window-export-vics-auto = Theo bảng quy đổi
window-export-vics-more = Phân loại này có thể ứng với nhiều nhóm VICS; chọn nhóm cho phần mà bảng quy đổi để ngỏ.
window-export-stem = bo-bam
window-export-foreseen = { $count ->
    [0] Không có nội dung nào để ghi.
   *[other] Sẽ ghi { $shown } giá trị.
}
window-export-promise = Tệp chỉ có giá trị băm và dấu vân ảnh, không có hình, không có tên tệp. Việc xuất được ghi vào nhật ký.
window-export-running = Ghi bộ băm “{ $name }”
window-export-done = Đã ghi bộ băm “{ $path }”
window-export-stopped = Đã dừng: chưa ghi gì ra “{ $name }”.
window-export-written = { $count ->
   *[other] { $shown } giá trị, ghi ra { $path }
}

## Công bố danh mục của đơn vị
window-publish-title = Công bố danh mục của đơn vị
window-publish-act = Ký và công bố
window-publish-cases = Vụ việc
window-publish-list = Tên danh mục
window-publish-list-more = Các đơn vị cùng góp vào một danh mục phải dùng đúng một tên.
window-publish-office = Tên đơn vị
window-publish-office-more = Mỗi không gian làm việc công bố dùng một tên riêng.
window-publish-since = Ghi lại từ dòng số
window-publish-since-more = Để trống: chỉ dòng mới. Ghi 1 cho đơn vị chưa có gì.
window-publish-stem = danh-muc
window-publish-confirmed = { $count ->
   *[other] Xác nhận thêm { $shown } nội dung mà hai người trở lên cùng ý kiến.
}
window-publish-withdrawn = { $count ->
   *[other] Rút { $shown } nội dung đã công bố mà nay không còn đủ hai ý kiến.
}
window-publish-again = { $count ->
   *[other] Ghi lại { $shown } dòng đã công bố trước đây.
}
window-publish-nothing = Chưa có gì mới để công bố.
window-publish-promise = Tệp chỉ có giá trị băm và dấu vân ảnh, được ký số; chép ra USB để trao cho đơn vị khác. Dòng đã công bố không sửa được, chỉ rút được bằng dòng mới.
window-publish-running = Công bố danh mục “{ $name }”
window-publish-done = Đã công bố danh mục “{ $name }”
window-publish-stopped = Đã dừng: chưa công bố gì của “{ $name }”, chưa ghi tệp nào.
window-publish-written = Dòng { $first }–{ $last }: xác nhận thêm { $confirmed }, rút { $withdrawn }. Ghi ra { $path }

## Chứng thư các đơn vị
window-papers-title = Chứng thư các đơn vị
window-papers-more = Danh mục có ký số của một đơn vị chỉ được nạp khi chứng thư của đơn vị đó có ở đây.
window-papers-none = Chưa tin chứng thư của đơn vị nào.
window-papers-trust = &Tin một chứng thư…
window-papers-distrust = T&hôi tin…
window-paper-office = Đơn vị
window-paper-holder = Cấp cho
window-paper-organisation = Tổ chức
window-paper-issuer = Người cấp
window-paper-own = tự cấp
window-paper-valid = Hiệu lực
window-paper-from-to = { $since } – { $until }
window-paper-until = Hiệu lực đến
window-paper-until-not-now = { $until } (không còn hoặc chưa hiệu lực)
window-paper-fingerprint = SHA-256
window-paper-added = Tin từ
window-paper-by = Người xác nhận
window-paper-demo = Đây là chứng thư thực hành (DEMO), không có giá trị ngoài việc tập dượt.
window-paper-not-now = Chứng thư này hôm nay không có hiệu lực.
window-trust-title = Tin chứng thư của một đơn vị
window-trust-act = Tin chứng thư này
window-trust-office = Tên đơn vị
window-trust-office-more = Đúng như đơn vị ghi trong danh mục của mình.
window-trust-file = Tệp chứng thư (PEM, DER)
window-trust-which = Chứng thư trong tệp
window-trust-none = Chọn tệp để xem chứng thư.
window-trust-compared = Đã đối chiếu SHA-256 này với đơn vị
window-trust-compared-more = Bằng đường khác với nơi gửi tệp: gọi điện, gặp trực tiếp.
window-trust-more = Ai giữ khóa của chứng thư này đều có thể thêm và rút nội dung trong danh mục dưới tên đơn vị. Việc tin được ghi vào nhật ký.
window-trust-done = Từ nay tin chữ ký của “{ $office }” bằng chứng thư cấp cho { $holder }.
window-distrust-act = Thôi tin
window-distrust-sure = Thôi tin chứng thư cấp cho { $holder } của đơn vị “{ $office }”? Tệp ký bằng chứng thư này sẽ không được nạp nữa; những dòng đã nạp vẫn giữ.
window-distrust-done = Đã thôi tin chứng thư cấp cho { $holder } của đơn vị “{ $office }”.

## Các đơn vị đứng sau một danh mục
window-office-confirms = Đang xác nhận
window-office-withdrew = Đã rút
window-office-lines = Các dòng
window-office-lines-missing = Thiếu
window-office-paper = Chứng thư
window-office-paper-none = không còn chứng thư nào được tin

error-window-no-place = Chưa cho biết ghi vào tệp nào.
error-window-no-key = Chưa chọn chứng thư số hoặc thiết bị để ký.
error-window-no-token = Hãy ghi tên thiết bị và tên khóa như trên thiết bị; tên thiết bị không có dấu “/”.
error-window-no-driver = Chưa chọn thư viện của thiết bị, do nhà cung cấp thiết bị cài trên máy.
error-window-since = Số dòng phải là số nguyên dương; để trống nếu chỉ công bố những dòng mới.
error-window-no-certificate = Chưa chọn tệp chứng thư.
error-window-not-compared = Hãy đối chiếu SHA-256 với đơn vị bằng đường khác rồi đánh dấu vào ô.
