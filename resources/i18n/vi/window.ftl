# Câu chữ của cửa sổ chương trình.

## Chung
window-ready = Sẵn sàng
window-cancel = Hủy
window-close = Đóng
window-copy = Chép
window-copied = Đã chép.
window-choose = Chọn…
window-help = Trợ giúp
window-quit = Thoát
window-stay = Ở lại
window-yes = Có
window-no = Không
window-quit-busy = Một công việc đang chạy. Thoát bây giờ sẽ dừng công việc đó; phần đã đọc vẫn được giữ và lần sau chạy tiếp từ chỗ dừng.
window-covered = Đã che màn hình. Nhấn Enter để xem lại.
window-lock = Khóa
window-locked-busy = Đã khóa. Công việc đang chạy vẫn tiếp tục; người bắt đầu công việc đăng nhập lại sẽ thấy tiến độ và kết quả.
window-theme-light = Nền sáng
window-theme-dark = Nền tối
window-go-to-cases = Mở danh sách vụ việc

## Các trang
window-page-cases = Vụ việc
window-page-review = Rà soát
window-page-tips = Tin báo
window-page-report = Báo cáo
window-page-hashsets = Bộ băm
window-page-audit = Nhật ký
window-page-settings = Cài đặt

## Thanh trạng thái
window-cancelled = Đã dừng: { $name }. Chạy lại sẽ tiếp tục từ chỗ dừng.
window-stopping = Đang dừng…
window-files-of = { $done }/{ $total } tệp
window-files = { $done } tệp
window-failures = { $count } lỗi đọc
window-matches = { $count ->
   *[other] { $shown } khớp
}
window-rate = { $size }/giây
window-ended = Đã kết thúc: { $name }
window-late-title = { $count ->
   *[other] { $count } công việc đã kết thúc trong lúc cửa sổ khóa
}
window-first-match = Kết quả khớp đầu tiên sau { $seconds } giây
window-see-matches = Xem kết quả khớp
window-entries-done = { $count ->
   *[other] { $shown } dòng
}
window-members = { $count ->
   *[other] { $shown } trong tệp chứa
}
window-members-listed = { $count ->
   *[other] { $shown } mục
}
window-no-list-short = Chưa nạp danh mục bất hợp pháp
window-left = còn { $time }
window-left-unknown = chưa rõ thời gian còn lại
window-standing = Đã phân loại { $share } % · { $waiting } chưa xử lý
window-stage-scouting = Đang tìm tệp có dung lượng đã biết
window-stage-walking = Đang liệt kê
window-stage-listing = Đang liệt kê bên trong tệp chứa
window-stage-reading = Đang đọc
window-stage-checking = Đang đối chiếu
window-stage-importing = Đang nạp danh sách
window-stage-storing = Đang ghi bộ băm
window-stage-matching = Đang đối chiếu dữ liệu đã lưu

## Lỗi: đối với chứng cứ nghĩa là gì, cần làm gì (theo mã thoát)
window-fault-means-1 = Dữ liệu đã lưu không bị thay đổi, nhưng một phép kiểm tra cho kết quả sai.
window-fault-means-2 = Chưa có gì được thực hiện; dữ liệu gốc và dữ liệu đã lưu không thay đổi.
window-fault-means-3 = Dữ liệu gốc không bị thay đổi; những gì đã ghi vẫn được giữ.
window-fault-means-4 = Tệp hoặc thư mục đưa vào không dùng được; dữ liệu gốc không bị thay đổi.
window-fault-means-5 = Chưa có gì được thực hiện: tài khoản này không có quyền.
window-fault-means-70 = Dữ liệu gốc không bị thay đổi. Thao tác dở dang đã được bỏ, không ghi một phần.
window-fault-act-1 = Hãy giữ nguyên hiện trạng và báo người phụ trách. Mã lỗi: { $code }
window-fault-act-2 = Hãy sửa phần đã nhập rồi thử lại. Mã lỗi: { $code }
window-fault-act-3 = Hãy kiểm tra máy, ổ đĩa hoặc cụm mật khẩu rồi thử lại. Mã lỗi: { $code }
window-fault-act-4 = Hãy kiểm tra đường dẫn và phương tiện lưu trữ rồi thử lại. Mã lỗi: { $code }
window-fault-act-5 = Hãy nhờ người có quyền, hoặc đề nghị quản trị cấp quyền. Mã lỗi: { $code }
window-fault-act-70 = Hãy chép nội dung này gửi nhóm phát triển, rồi thử lại. Mã lỗi: { $code }
error-window-no-folder = Chưa chọn thư mục.
error-window-no-source = Chưa chọn thư mục hoặc tệp dữ liệu.
error-window-no-file = Chưa chọn tệp.
error-window-no-case = Chưa mở vụ việc nào.
error-window-no-out = Chưa cho biết ghi báo cáo vào tệp nào.
error-window-no-title = Chưa ghi tiêu đề.
error-window-passphrases-differ = Hai lần nhập cụm mật khẩu không giống nhau.
error-window-note-too-long = Ghi chú dài quá { $most } ký tự.
error-folder-unreadable = Không mở được thư mục { $path }.

## Đăng nhập
window-sign-in = Đăng nhập
window-sign-in-more = Chương trình làm việc hoàn toàn trên máy này, không nối mạng.
window-sign-in-folder = Thư mục làm việc
window-sign-in-user = Tài khoản
window-sign-in-full-name = Họ và tên
window-sign-in-passphrase = Cụm mật khẩu
window-sign-in-again = Nhập lại cụm mật khẩu
window-sign-in-new = Tạo không gian làm việc mới
window-sign-in-open = Mở không gian đã có
window-sign-in-create = Tạo và đăng nhập
window-sign-in-working = Đang mở khóa…

## Chọn tệp, thư mục
window-chooser-choose = Chọn
window-chooser-takes = Sẽ chọn: { $path }
window-chooser-up = Lên một cấp
window-chooser-path = Đường dẫn
window-chooser-name = Tên tệp
window-chooser-more = Thư mục quá lớn: còn { $count } mục không hiển thị. Hãy gõ đường dẫn.

## Vụ việc
window-case-none = Chưa mở vụ việc
window-case-new = Vụ việc mới
window-case-create = Tạo vụ việc
window-case-open = Rà soát
window-case-number = Số vụ việc
window-case-number-more = Ví dụ: 12/2026
window-case-title = Trích yếu
window-case-kind = Loại
window-case-kind-criminal = Vụ án
window-case-kind-inspection = Cuộc kiểm tra
window-case-kind-tip = Tin báo
window-case-items = Tệp
window-case-contents = Nội dung
window-case-matches = Khớp đúng · gần
window-case-decided = Đã phân loại
window-case-failed = Lỗi đọc
window-case-waiting = Chưa xử lý
window-empty-cases = Chưa có vụ việc nào
window-empty-cases-more = Mỗi vụ việc giữ dữ liệu điện tử, quyết định phân loại và báo cáo của mình. Hãy tạo vụ việc đầu tiên rồi tiếp nhận dữ liệu.
window-empty-cases-others = Chưa có vụ việc nào
window-empty-cases-others-more = Người kiểm tra tạo vụ việc và tiếp nhận dữ liệu; vụ việc sẽ hiện ở đây.
window-cases-counts-only = Tài khoản này chỉ xem được danh sách và số liệu của vụ việc, không mở được nội dung. Việc tạo vụ việc, tiếp nhận và rà soát thuộc người kiểm tra; việc được giao cho tài khoản này ở các trang bên trái.

## Tiếp nhận
window-ingest-start = Tiếp nhận dữ liệu
window-ingest-title = Tiếp nhận dữ liệu vào vụ việc { $case }
window-ingest-name = Tiếp nhận vào vụ việc { $case }
window-ingest-source = Nguồn dữ liệu (thư mục hoặc tệp)
window-ingest-source-more = Thư mục sao chép, nơi gắn thiết bị qua bộ chặn ghi; hoặc một tệp: ảnh đĩa (phần đầu, nếu chia nhiều phần), tệp nén, hộp thư, bản trích xuất điện thoại.
window-ingest-look = Cách xem
window-look-full = Toàn bộ
window-look-full-more = Đọc mọi tệp theo thứ tự liệt kê.
window-look-quick = Xem nhanh
window-look-quick-more = Trước hết là tệp có dung lượng trùng dữ liệu đã biết, rồi thư mục người dùng, hình và video, tệp mới; sau đó tự xem tiếp toàn bộ.
window-ingest-passwords = Tệp mật khẩu (không bắt buộc)
window-ingest-passwords-more = Văn bản UTF-8, mỗi dòng một mật khẩu, để thử mở tệp nén có mật khẩu.
window-ingest-no-list = Chưa nạp danh mục nội dung bất hợp pháp: không khớp không có nghĩa là không có. Xem nhanh chỉ xếp theo nơi lưu, loại tệp và thời gian.
window-ingest-exhibit = Ký hiệu vật chứng
window-ingest-exhibit-more = Để trống thì chương trình đặt ký hiệu kế tiếp.
window-ingest-promise = Dữ liệu gốc chỉ được đọc, không bao giờ bị ghi. Có thể dừng bất cứ lúc nào; chạy lại sẽ tiếp tục từ chỗ dừng.
window-ingest-done = Vụ việc { $case }: đã tiếp nhận { $entries } tệp, { $failures } lỗi đọc.

## Rà soát
window-gallery = Lưới hình
window-tiles = { $count ->
   *[other] { $shown } ô
}
window-no-illegal-list = Chưa nạp danh mục nội dung bất hợp pháp: không khớp không có nghĩa là không có.
window-empty-review = Chưa mở vụ việc
window-empty-review-more = Rà soát hiển thị dữ liệu của một vụ việc. Hãy chọn vụ việc trong danh sách.
window-empty-case = Vụ việc chưa có dữ liệu
window-empty-case-more = Hãy tiếp nhận thư mục hoặc tệp dữ liệu ở trang Vụ việc. Hình xuất hiện ở đây, luôn mờ và xám cho đến khi giữ phím Space.
window-empty-filter = Không có mục nào hợp bộ lọc
window-empty-filter-more = Hãy bớt điều kiện lọc.
window-looks-only = Tài khoản này chỉ xem, không phân loại.
window-filter = Bộ lọc
window-filter-clear = Bỏ lọc
window-filter-words = Tìm tên tệp, văn bản
window-filter-scheme = Thang phân loại
window-filter-match = Khớp dữ liệu đã biết
window-filter-kind = Loại tệp
window-filter-category = Phân loại
window-filter-failed = Chỉ mục có lỗi đọc
window-filter-known-good = Hiện cả tệp đã biết vô hại
window-inside-only = Chỉ hiện những gì nằm trong:
window-inside-remove = Bỏ giới hạn này
window-list-changed = Danh sách đã thay đổi: xếp lại (F5)
window-match-all = Tất cả
window-match-exact = Khớp chính xác
window-match-near = Khớp gần
window-match-any = Khớp bất kỳ
window-category-all = Tất cả
window-category-none = Chưa phân loại
window-kind-all = Tất cả
window-kind-image = Hình ảnh
window-kind-video = Video
window-kind-audio = Âm thanh
window-kind-document = Tài liệu
window-kind-archive = Tệp nén
window-kind-mail = Thư điện tử
window-kind-chat = Hội thoại
window-kind-other = Khác
window-listing-illegal = bất hợp pháp
window-listing-alert = cảnh báo
window-listing-known-good = đã biết, vô hại
window-decided = Đã phân loại { $count } ô ({ $files } tệp): { $name }. Nhấn Z để lấy lại.
window-undone = Đã lấy lại quyết định của { $count } tệp (ghi thành quyết định mới).
window-undo-note = lấy lại quyết định vừa rồi
window-nothing-to-undo = Không còn quyết định nào để lấy lại trong phiên này.
window-no-such-key = Thang phân loại này không có phím { $key }.
window-decide = Ghi quyết định
window-decide-title = Phân loại { $count } ô
window-decide-note = Ghi chú
window-decide-unsaid = Không ghi

## Chi tiết
window-detail = Chi tiết
window-detail-none = Chưa chọn ô nào
window-detail-content = Nội dung
window-detail-kind = Loại
window-detail-type = Kiểu MIME
window-detail-size = Dung lượng
window-detail-pixels = Kích thước
window-detail-duration = Thời lượng
window-detail-created = Tạo lúc
window-detail-modified = Sửa lần cuối
window-detail-state = Tình trạng
window-state-waiting = chưa xử lý
window-detail-failures = Lỗi đọc
window-detail-conversation = Cuộc trò chuyện
window-detail-matches = Khớp
window-detail-history = Lịch sử quyết định
window-detail-places = Nơi có nội dung này ({ $count })
window-detail-more = … và { $count } nơi khác
window-detail-digests = Giá trị băm
window-detail-container = Tệp chứa
window-detail-reader = Bộ đọc
window-detail-unfolding = Tình trạng mở
window-detail-inside = Bên trong
window-detail-image = Đối chiếu ảnh đĩa
window-detail-volumes = Phân vùng ({ $count })
window-detail-chain = Nằm trong
window-act-go = Đến tệp chứa
window-act-inside = Xem bên trong
window-place-failed = có lỗi đọc
window-unfolding-listing = đang liệt kê, chưa xong
window-unfolding-listed = đã liệt kê; từng mục được đọc riêng
window-unfolding-read = đã đọc hết cùng với tệp
window-inside-count = { $count ->
   *[other] { $shown } mục
}
window-inside-more = { $count ->
   *[other] hơn { $shown } mục
}
window-inside-waiting = { $count ->
   *[other] { $shown } chưa xử lý
}
window-image-ok = Khớp: nội dung ảnh đĩa đúng với giá trị băm lưu khi sao chép.
window-image-differs = KHÔNG KHỚP: nội dung ảnh đĩa khác với giá trị băm lưu khi sao chép.
window-image-without = Ảnh đĩa không lưu giá trị băm nào nên không có gì để đối chiếu; giá trị dưới đây do chương trình tính.
window-image-unchecked = Chưa đối chiếu nội dung với giá trị băm lưu trong ảnh đĩa.
window-image-not-checked = Không đối chiếu được ảnh đĩa. { $why }
window-image-stored = { $name } lưu trong ảnh đĩa
window-image-computed = { $name } tính lại

## Tệp chứa: bộ đọc, và điều tệp chứa cho biết về mình
window-reader-version = { $reader }, phiên bản { $version }
window-reader-unfold = Mở tệp chứa
window-reader-zip = Tệp nén ZIP
window-reader-tar = Tệp gói TAR
window-reader-packed = Tệp nén (7z, RAR, ISO…)
window-reader-streamed = Tệp nén đọc tuần tự
window-reader-compressed = Tệp nén đơn (GZ, XZ…)
window-reader-disk = Ảnh đĩa
window-reader-eml = Thư điện tử
window-reader-mbox = Hộp thư MBOX
window-reader-msg = Thư Outlook MSG
window-reader-pst = Hộp thư Outlook PST
window-reader-telegram = Hội thoại Telegram
window-reader-meta = Hội thoại Facebook, Instagram
window-reader-whatsapp = Hội thoại WhatsApp
window-reader-zalo = Hội thoại Zalo
window-reader-zalo-conversations = Danh sách hội thoại Zalo
window-reader-chrome-blocks = Bộ nhớ đệm Chrome
window-reader-chrome-cache = Bộ nhớ đệm Chrome
window-reader-firefox-cache = Bộ nhớ đệm Firefox
window-reader-sqlite-blobs = Cơ sở dữ liệu SQLite
window-reader-thumbcache = Ảnh thu nhỏ Windows
window-reader-thumbs-db = Ảnh thu nhỏ Thumbs.db
window-reader-thumbdata = Ảnh thu nhỏ Android
window-reader-mhtml = Trang web lưu (MHTML)
window-reader-html = Trang web lưu (HTML)
window-reader-warc = Kho lưu trang web (WARC)
window-reader-office = Tài liệu văn phòng
window-reader-pdf = Tài liệu PDF
window-fact-files = Số tệp ghi bên trong
window-fact-packing = Cách nén
window-fact-form = Dạng ảnh đĩa
window-fact-media-size = Dung lượng đĩa
window-fact-sector-size = Cỡ cung từ
window-fact-partition-table = Bảng phân vùng
window-fact-acquired = Sao chép lúc
window-fact-software = Phần mềm
window-fact-system = Hệ điều hành
window-fact-start = từ byte
window-fact-size = dung lượng
window-fact-unallocated = chưa cấp phát
window-fact-deleted = đã xóa
window-fact-times = giờ ghi theo
window-fact-subject = Tiêu đề
window-fact-from = Người gửi
window-fact-to = Người nhận
window-fact-cc = Đồng gửi
window-fact-date = Ngày ghi trong thư
window-fact-date-utc = Gửi lúc
window-fact-message-id = Mã thư
window-fact-attachments = Tệp đính kèm
window-fact-messages = Số tin, thư
window-fact-lines-unquoted = Dòng “From” đã bỏ dấu
window-fact-conversations = Số hội thoại
window-fact-groups = Số nhóm
window-fact-date-order = Thứ tự ngày tháng
window-fact-date-guessed = Thứ tự ngày là phỏng đoán
window-fact-title = Tên tài liệu
window-fact-author = Tác giả
window-fact-first-author = Tác giả đầu tiên
window-fact-last-author = Người sửa cuối
window-fact-created = Tạo lúc
window-fact-modified = Sửa lần cuối
window-fact-producer = Chương trình tạo
window-fact-creator = Phần mềm soạn
window-fact-pages = Số trang
window-fact-scripts = Có mã lệnh
window-fact-address = Địa chỉ trang
window-fact-saved = Lưu lúc
window-fact-saved-by = Lưu bằng
window-fact-records = Số bản ghi
window-fact-hostname = Máy lưu
window-fact-ispartof = Thuộc bộ
window-fact-url = Địa chỉ
window-fact-status = Trả lời của máy chủ
window-fact-type = Kiểu nội dung
window-fact-packed = Cách nén
window-fact-version = Phiên bản
window-fact-catalog = Mục trong danh mục
window-fact-tables = Số bảng
window-match-line-exact = Khớp chính xác { $signal }
window-match-line-near = { $signal }, cách { $distance } bit
window-match-line-film = VPDQ, trùng { $share } % khung hình
window-decision-taken-back = lấy lại, chưa phân loại
window-finding-app = Ứng dụng
window-finding-title = Tên
window-finding-sort = Loại
window-finding-participants = Người tham gia
window-finding-part = Phần
window-finding-messages = Số tin nhắn
window-finding-local-clock = Đồng hồ không rõ múi giờ
window-finding-date-order = Thứ tự ngày tháng
window-finding-date-guessed = Thứ tự ngày tháng là suy đoán
window-finding-first = Tin đầu
window-finding-last = Tin cuối
window-finding-make = Hãng máy
window-finding-model = Kiểu máy
window-finding-serial = Số máy
window-finding-software = Phần mềm
window-finding-description = Mô tả
window-finding-artist = Tác giả
window-finding-owner = Chủ máy
window-finding-lens-make = Hãng ống kính
window-finding-lens-model = Ống kính
window-finding-lens-serial = Số ống kính
window-finding-picture-id = Mã ảnh
window-finding-taken = Chụp lúc
window-finding-taken-utc = Chụp lúc (UTC)
window-finding-digitised = Số hóa lúc
window-finding-changed = Sửa lúc
window-finding-orientation = Hướng
window-finding-latitude = Vĩ độ
window-finding-longitude = Kinh độ
window-finding-altitude-m = Độ cao (m)
window-finding-gps-utc = Giờ GPS (UTC)
window-finding-format = Định dạng
window-finding-frames = Số khung
window-finding-codec = Bộ mã
window-finding-quality = Chất lượng

## Báo cáo
window-report-language = Ngôn ngữ báo cáo
window-key-kind = Ký bằng
window-key-file = Tệp chứng thư số (.p12)
window-key-token = USB token, thẻ (PKCS#11)
window-key-driver = Thư viện thiết bị (.so, .dll)
window-key-token-name = Tên thiết bị
window-key-name = Tên khóa
window-key-pin = Mã PIN
window-key-pin-more = Chỉ thử một lần; sai nhiều lần thiết bị tự khóa.
window-report-key = Chứng thư số (.p12)
window-report-key-more = Để trống thì lập bản chưa ký.
window-report-password = Mật khẩu chứng thư
window-report-role = Ký với tư cách
window-report-out = Ghi vào tệp
window-report-file = bao-cao.pdf
window-report-stem = bao-cao
window-report-make = Lập báo cáo
window-report-making = Đang lập báo cáo…
window-report-name = Lập báo cáo vụ việc { $case }
window-report-stopped = Đã dừng: chưa ghi báo cáo nào.
window-stage-making = Đang lập báo cáo
window-report-made = Đã ghi báo cáo: { $path }
window-report-signed = Người ký: { $signer }
window-report-unsigned = Báo cáo chưa được ký.
window-report-required = Mục có dấu * là bắt buộc; để trống thì in dòng chấm.
window-report-sign-title = In và ký
window-empty-report = Chưa mở vụ việc
window-empty-report-more = Báo cáo được lập cho một vụ việc. Hãy chọn vụ việc trong danh sách.
window-choice-none = (chưa chọn)
window-date-pattern = ngày/tháng/năm
window-row-add = Thêm dòng
window-row-remove = Bỏ dòng này

## Nhật ký
window-audit-verify = Kiểm tra nhật ký
window-audit-anchor = Giá trị neo ghi bên ngoài (không bắt buộc)
window-audit-checking = Đang kiểm tra toàn bộ chuỗi…
window-audit-whole = Nhật ký nguyên vẹn: { $count } dòng.
window-audit-anchored = Đã được chứng thực bên ngoài đến dòng { $row }.
window-audit-unanchored = Chưa có giá trị neo bên ngoài nào chứng thực.
window-audit-broken = Nhật ký KHÔNG nguyên vẹn: { $count } điểm sai.
window-audit-shown = Hiển thị { $shown } dòng mới nhất trong { $total } dòng.
window-audit-at = Thời điểm
window-audit-who = Người làm
window-audit-action = Việc
window-audit-object = Đối tượng
window-audit-hash = Giá trị băm

## Tin báo
window-tip-new = Ghi tin báo
window-tip-add = Nạp tệp tin báo
window-tip-adding = Nạp tệp tin báo
window-tip-number = Số
window-tip-title = Nội dung tóm tắt
window-tip-channel = Nguồn tin
window-tip-channel-more = Ví dụ: Tổng đài 111, thư điện tử, người dân trình báo.
window-tip-received = Tiếp nhận lúc
window-tip-state = Tình trạng
window-tip-text = Nội dung tin
window-tip-urgency = Độ khẩn
window-tip-case = Vụ việc liên quan
window-tip-case-none = (không gắn vụ việc)
window-tip-file = Tệp tin báo
window-tip-file-more = Thư .eml, tệp PDF hoặc văn bản. Tệp được giữ nguyên kèm giá trị băm.
window-tip-save = Ghi nhận
window-tip-saved = Đã ghi nhận tin báo { $number }.
window-tip-addresses = Địa chỉ tìm thấy
window-tip-hashes = Giá trị băm tìm thấy
window-tip-files = Tệp kèm theo
window-tip-fields = Thông tin tin báo
window-tip-none = Chưa chọn tin báo nào
window-tip-find = Tìm trong tin báo
window-tip-history = Lịch sử
window-tip-same = Trùng tệp với tin
window-tip-state-received = Mới tiếp nhận
window-address-url = Liên kết
window-address-email = Thư điện tử
window-address-phone = Điện thoại
window-address-account = Tài khoản
window-address-ip = Địa chỉ IP
window-address-bank = Tài khoản ngân hàng
window-empty-tips = Chưa có tin báo nào
window-empty-tips-more = Tin báo đến qua điện thoại thì ghi tay; thư điện tử, PDF và văn bản thì nạp tệp. Mỗi tin có số, nguồn và thời điểm tiếp nhận.

## Cài đặt
window-settings-look = Giao diện
window-settings-language = Ngôn ngữ
window-settings-theme = Màu nền
window-settings-account = Tài khoản
window-settings-name = Họ và tên
window-settings-login = Tên đăng nhập
window-settings-roles = Vai trò
window-settings-folder = Thư mục làm việc
window-role-examiner = Người kiểm tra
window-role-reviewer = Người kiểm tra lại
window-role-approver = Người duyệt
window-role-inspector = Công chức kiểm tra
window-role-administrator = Quản trị
window-role-auditor = Người giám sát nhật ký

## Phím
window-keys = Các phím
window-keys-short = Phím (?)
window-keys-review = Khi rà soát
window-keys-everywhere = Ở mọi nơi
window-key-space = Giữ để xem rõ một hình
window-key-digits = Phân loại rồi sang ô kế tiếp
window-key-zero = Phân loại kèm chi tiết, ghi chú
window-key-undo = Lấy lại quyết định vừa rồi
window-key-arrows = Đi giữa các ô
window-key-select = Chọn nhiều ô
window-key-size = Ô nhỏ hơn · lớn hơn
window-key-detail = Hiện, ẩn bảng chi tiết
window-key-filter = Tìm trong vụ việc
window-key-refresh = Xếp lại danh sách
window-key-pages = Sang trang
window-key-lock = Khóa ngay
window-key-hide = Che màn hình ngay
window-key-keys = Danh sách phím này
window-key-help = Trợ giúp của trang
window-key-theme = Nền sáng, nền tối
window-key-quit = Thoát
