# Bộ băm trong cửa sổ: trang, hộp thoại nạp và cập nhật, kết quả khớp.

## Trang
window-hashset-name = Tên
window-hashset-listing = Danh mục
window-hashset-provider = Nơi cung cấp
window-hashset-version = Phiên bản
window-hashset-dated = Ngày danh sách
window-hashset-entries = Giá trị
window-hashset-signals = Loại giá trị
window-hashset-when = Nạp ngày
window-hashset-by = Người nạp
window-hashset-state = Tình trạng
window-hashset-in-use = đang dùng
window-hashset-is-off = đang tắt
window-hashset-is-incomplete = chưa đầy đủ
window-hashset-none = Chưa chọn bộ băm nào
window-hashset-add = Nạp bộ băm
window-hashset-act-add = &Nạp bộ băm
window-hashset-act-update = &Cập nhật
window-hashset-act-off = &Tắt
window-hashset-act-on = &Dùng lại
window-hashset-act-remove = &Gỡ
window-hashset-remove = Gỡ bộ băm
window-hashset-remove-sure = Gỡ bộ băm “{ $name }”? Các kết quả khớp của bộ này thôi được tính và tệp của bộ bị xóa khỏi thư viện; nhật ký vẫn giữ. Nếu chỉ muốn tạm thôi dùng, hãy tắt bộ băm.
window-hashset-removed = Đã gỡ bộ băm “{ $name }”.
window-hashset-switched-off = Đã tắt bộ băm “{ $name }”: bộ này vẫn ở trong thư viện, kết quả khớp của bộ thôi được tính.
window-hashset-switching-on = Dùng lại bộ băm “{ $name }”
window-hashset-switched-on = Bộ băm “{ $name }” đang được dùng lại.
window-hashset-still-off = Đã dừng. Bộ băm “{ $name }” vẫn đang tắt.
window-empty-hashsets = Chưa nạp bộ băm nào
window-empty-hashsets-more = Bộ băm là danh sách giá trị băm của dữ liệu đã biết. Khi chưa có danh mục bất hợp pháp, không khớp không có nghĩa là không có.

## Mọi thông tin của một bộ
window-hashset-about = Bộ băm
window-hashset-values = Giá trị trong bộ
window-hashset-says = Danh sách cho biết
window-hashset-meanings = Ý nghĩa phân loại
window-hashset-digest = Giá trị băm của chính bộ này
window-hashset-format = Định dạng
window-hashset-broken = Dòng hỏng
window-hashset-replaces = Thay cho
window-hashset-replaced = { $name }, phiên bản { $version }, nạp { $when }
window-hashset-all-entries = Giá trị khác nhau
window-hashset-off-since = đang tắt từ { $when }
window-hashset-incomplete = Chưa đầy đủ
window-hashset-incomplete-more = Danh sách bị cụt: bộ băm vẫn được dùng nhưng thiếu phần cuối. Hãy xin lại danh sách rồi cập nhật.
window-hashset-lacking-more = Còn thiếu một số dòng của đơn vị: hãy xin đơn vị đó các tệp trước rồi nạp thêm.
window-hashset-missed-more = Có dòng mà phần thay đổi rút lại không có trong bộ băm: thiếu một bản phát hành ở giữa, hoặc bộ băm thuộc bản khác. Hãy lấy bản phát hành đầy đủ rồi cập nhật.
window-hashset-kinds-more = Phần thay đổi đã sửa loại của một sản phẩm có sẵn mà không nêu lại mọi tệp của sản phẩm đó: có thể còn công cụ tấn công bị ẩn, hoặc tệp vô hại không được ẩn. Hãy lấy bản phát hành đầy đủ rồi cập nhật.
window-hashset-offices = Các đơn vị
window-office-known = đã có { $numbers }
window-office-missing = CÒN THIẾU { $numbers }
window-office-confirmed = { $offices } đơn vị xác nhận
window-hashset-fact-version = Phiên bản danh sách ghi
window-hashset-fact-build-set = Bộ phát hành
window-hashset-fact-build-date = Ngày lập
window-hashset-fact-release-date = Ngày phát hành
window-hashset-fact-description = Mô tả
window-hashset-fact-tools = Sản phẩm không nạp
window-hashset-fact-tools-rows = Số dòng tệp của chúng
window-hashset-tools-unknown = không rõ: công cụ tấn công vẫn nằm trong bộ băm
window-hashset-fact-country = Quốc gia
window-hashset-fact-shape = Dạng tệp
window-hashset-fact-application = Phần mềm xuất
window-hashset-fact-zero = Loại 0
window-hashset-fact-zero-by = Căn cứ
window-hashset-fact-columns = Cột đã đọc
window-hashset-zero-non-pertinent = không liên quan
window-hashset-zero-uncategorised = chưa phân loại
window-hashset-zero-by-choice = người nạp trả lời
window-hashset-zero-by-country = theo quốc gia của danh sách: { $value }
window-hashset-zero-by-version = theo phiên bản của danh sách: { $value }
window-hashset-zero-by-application = theo phần mềm xuất: { $value }
window-signal-md5 = MD5
window-signal-sha1 = SHA-1
window-signal-sha256 = SHA-256
window-signal-pdq = PDQ
window-signal-phash = pHash
window-signal-dhash = dHash
window-signal-vpdq = vPDQ

## Định dạng
window-format-auto = Tự nhận ra
window-format-vics = Project VIC / VICS, CAID (JSON)
window-format-hashdeep = hashdeep
window-format-pdq = Danh sách PDQ
window-format-icse = Interpol ICSE (bảng)
window-format-griffeye = Griffeye (bảng)
window-format-nsrl-text = NSRL RDS 2 (văn bản)
window-format-nsrl = NSRL RDS 3 (SQLite)
window-format-nsrl-delta = NSRL RDS 3, phần thay đổi
window-format-csv = Bảng CSV
window-format-sums = md5sum, sha1sum, sha256sum, danh sách trơn
window-format-ncmec = NCMEC (XML)
window-format-threatexchange = ThreatExchange (JSON, CSV)
window-format-office-list = Danh mục của các đơn vị (có ký số)
window-format-vpdq = Danh sách vPDQ

## Hộp thoại nạp và cập nhật
window-hashset-add-act = Nạp
window-hashset-update = Cập nhật “{ $name }”
window-hashset-update-act = Cập nhật
window-hashset-file = Tệp danh sách
window-hashset-format-seen = Nhận ra định dạng: { $format }.
window-hashset-format-unseen = Chưa nhận ra định dạng. Nếu là bảng, hãy chọn cột.
window-hashset-file-more = Danh sách được đọc, không bị thay đổi.
window-hashset-listing-choose = Hãy chọn
window-hashset-listing-illegal-more = Nội dung bất hợp pháp đã được cơ quan có thẩm quyền xác định. Kết quả khớp xếp đầu tiên khi rà soát.
window-hashset-listing-alert-more = Nội dung cần chú ý, chưa chắc là bất hợp pháp. Kết quả khớp xếp sau danh mục bất hợp pháp.
window-hashset-listing-known-good-more = Tệp của hệ điều hành, phần mềm… đã biết là vô hại. Tệp khớp được ẩn khi rà soát, số lượng luôn được ghi rõ.
window-hashset-listing-unsaid = Quyết định kết quả khớp có nghĩa gì.
window-hashset-name-more = Để trống thì lấy tên tệp.
window-hashset-dated-more = Như ghi trong danh sách: ngày/tháng/năm.
window-hashset-kind = Tệp này là
window-hashset-whole = Danh sách mới, đầy đủ
window-hashset-whole-more = Thay toàn bộ nội dung của bộ băm.
window-hashset-difference = Phần thay đổi
window-hashset-difference-more = Chỉ thêm, sửa hoặc bớt những gì ghi trong tệp; phần còn lại giữ nguyên.
window-hashset-choose-columns = Chọn cột…
window-hashset-columns = Cột của bảng
window-hashset-columns-auto = Tự nhận theo tiêu đề.
window-hashset-columns-chosen = Sẽ đọc: { $columns }.
window-hashset-meanings-more = Không bắt buộc. Ghi mã như trong danh sách, ví dụ 1, và nội dung, ví dụ “tài liệu xâm hại trẻ em”.
window-hashset-category = Mã phân loại
window-hashset-meaning = Ý nghĩa
window-columns-title = Chọn cột của bảng
window-columns-act = Dùng các cột này
window-columns-more = Những dòng đầu của tệp. Trên mỗi cột, hãy chọn cột đó chứa gì; ít nhất một cột phải là giá trị băm.
window-columns-one = Cột { $number }
window-column-is = cột { $place } là { $field }
window-column-none = không đọc
window-column-hash = giá trị băm (tự nhận loại)
window-column-md5 = MD5
window-column-sha1 = SHA-1
window-column-sha256 = SHA-256
window-column-pdq = PDQ
window-column-quality = chất lượng PDQ
window-column-phash = pHash
window-column-dhash = dHash
window-column-type = loại giá trị băm
window-column-size = kích thước tệp
window-column-category = phân loại
error-window-no-listing = Chưa chọn danh mục: bất hợp pháp, cảnh báo, hay đã biết là vô hại.
error-window-no-hash-column = Chưa cột nào được chọn là giá trị băm.
error-window-column-twice = “{ $field }” được chọn cho nhiều cột; mỗi loại chỉ chọn một cột.
error-window-hashset-exists = Đã có bộ băm tên “{ $name }”. Hãy đặt tên khác, hoặc đóng hộp thoại này rồi cập nhật bộ cũ.
error-window-list-is-difference = Tệp này chỉ ghi phần thay đổi so với một danh sách khác. Hãy đóng hộp thoại này, chọn bộ băm cần thay đổi rồi bấm Cập nhật.
error-window-list-unknown = Không nhận ra định dạng của danh sách. Hãy chọn định dạng; nếu là bảng, hãy chọn cột.

## Câu hỏi về loại 0
window-zero-title = Loại 0 nghĩa là gì?
window-zero-asked = Danh sách “{ $name }” có bản ghi thuộc loại 0 nhưng không cho biết loại 0 nghĩa là gì. Các nước dùng loại 0 khác nhau, nên chương trình không tự đoán.
window-zero-facts = Danh sách tự ghi: phiên bản { $version }, quốc gia { $country }, phần mềm { $application }.
window-zero-unknown = không ghi
window-zero-non-pertinent = 0 = không liên quan
window-zero-non-pertinent-more = Đã có người xem và thấy không thuộc diện nào. Loại 0 được giữ như danh sách ghi.
window-zero-uncategorised = 0 = chưa phân loại
window-zero-uncategorised-more = Chưa ai xem. Các bản ghi này được nạp như không có phân loại.
window-zero-unsure = Nếu không chắc, hãy hỏi nơi cung cấp danh sách. Chưa nạp gì; có thể nạp lại bất cứ lúc nào.
window-zero-later = Để sau
window-zero-waiting = Danh sách “{ $name }” đang chờ trả lời một câu hỏi ở trang Bộ băm.
window-zero-left = Chưa nạp “{ $name }”: chưa rõ loại 0 nghĩa là gì.

## Nạp xong, dừng
window-hashset-adding = Nạp bộ băm “{ $name }”
window-hashset-updating = Cập nhật bộ băm “{ $name }”
window-hashset-stopped = Đã dừng nạp “{ $name }”; chưa có gì thay đổi. Nạp lại đúng tệp này sẽ tiếp tục từ chỗ dừng.
window-hashset-stopped-late = Đã dừng nạp “{ $name }”; chưa có gì thay đổi. Lần nạp sau bắt đầu lại từ đầu.
window-hashset-added = Đã nạp “{ $name }”: { $count } giá trị, khớp { $matched } nội dung đã lưu.
window-told-title = Đã nạp “{ $name }”
window-told-entries = { $count } giá trị khác nhau, từ { $read } dòng đọc được; { $duplicates } dòng trùng.
window-told-gone = { $count } dòng báo bỏ giá trị.
window-told-broken = { $broken } dòng hỏng bị bỏ qua; { $mended } dòng hỏng một phần vẫn dùng được phần đúng.
window-told-sound = Không có dòng hỏng.
window-told-stays-off = Bộ băm đang tắt và vẫn tắt sau khi cập nhật: kết quả đối chiếu không được tính cho đến khi bật lại.
window-told-matched = Khớp { $count } nội dung đã lưu trong không gian làm việc.
window-told-same = Giống hệt bộ băm “{ $name }” đã có trong thư viện.
window-told-show = Xem dòng hỏng
window-broken-title = Dòng hỏng của “{ $name }”
window-broken-place = Ở đâu
window-broken-reason = Vì sao
window-broken-kept = Phần còn lại
window-broken-used = vẫn dùng
window-broken-lost = bỏ qua
window-broken-some = { $shown } chỗ đầu tiên trong số { $total }.
window-broken-copy = Chép các dòng này

## Kết quả khớp và tệp vô hại được ẩn
window-match-category = Phân loại theo nơi cung cấp
window-match-meaning = { $category } – { $meaning }
window-match-entry = Giá trị trong bộ băm
window-known-hidden = { $count ->
   *[other] Ẩn { $shown } ô đã biết là vô hại
}
window-known-shown = { $count ->
   *[other] Đang hiện cả { $shown } ô đã biết là vô hại
}
window-known-show = Hiện ra
window-known-hide = Ẩn lại
