# Dòng lệnh.

command-about = Kiểm tra dữ liệu điện tử ngoại tuyến để bảo vệ trẻ em trên môi trường mạng. Không kèm lệnh: mở cửa sổ chương trình.
command-help-workspace = thư mục của không gian làm việc (hoặc INSPECTOR_WORKSPACE)
command-help-user = tài khoản đăng nhập (hoặc INSPECTOR_USER)
command-help-lang = ngôn ngữ (hoặc INSPECTOR_LANG; mặc định: vi)
command-help-json = in một tài liệu JSON
command-help-full-name = họ và tên
command-help-exhibit = nhãn vật chứng; mặc định: nhãn đã có của nguồn này hoặc số VC kế tiếp
command-help-look = quick: tìm nhanh dữ liệu đã biết trước; full: theo thứ tự trong nguồn
command-help-engine = dask://MÁY:CỔNG: đọc bằng các máy của phòng giám định (có mở kết nối mạng; mặc định không dùng)
command-help-archive-passwords = tệp văn bản, mỗi dòng một mật khẩu để thử mở tệp nén có mật khẩu
command-help-inside = chỉ những mục nằm trong tệp chứa có số này, ở mọi cấp
command-help-category = chỉ các mục có mã phân loại này (để trống: chưa phân loại)
command-help-text = tìm trong tên tệp và nội dung chữ; có hoặc không dấu
command-help-as = mã phân loại; để trống: rút lại phân loại đang có
command-help-detail = chi tiết kèm theo, ví dụ age=u13
command-help-anchor = giá trị đầu chuỗi đã ghi lại bên ngoài

command-init = tạo không gian làm việc mới được mã hóa
command-user = thêm hoặc liệt kê tài khoản
command-user-add = thêm tài khoản (cụm mật khẩu: INSPECTOR_NEW_PASSPHRASE)
command-user-list = liệt kê tài khoản
command-case = lập, liệt kê, xem vụ việc
command-case-new = lập vụ việc mới
command-case-list = liệt kê các vụ việc
command-case-show = xem một vụ việc
command-ingest = tiếp nhận dữ liệu vào vụ việc (chỉ đọc)
command-items = liệt kê các mục của vụ việc
command-item = xem hoặc sao chép một mục
command-item-show = xem mọi thông tin của một mục
command-item-open = sao chép nội dung một mục ra tệp mới
command-categorise = phân loại các mục
command-hashset = thêm, liệt kê, gỡ bộ băm
command-hashset-add = thêm danh sách giá trị băm
command-hashset-columns = các cột của bảng cần đọc, theo số thứ tự hoặc tiêu đề: sha256=3,category=Loại
command-hashset-zero = loại 0 trong danh sách có phân loại (VICS, Griffeye, bảng CSV) nghĩa là gì
command-hashset-list = liệt kê các bộ băm đang dùng
command-hashset-update = cập nhật bộ băm bằng danh sách mới hơn hoặc bằng phần thay đổi
command-hashset-show = xem mọi thông tin của một bộ băm
command-hashset-off = giữ bộ băm trong thư viện nhưng thôi đối chiếu
command-hashset-on = dùng lại bộ băm để đối chiếu
command-hashset-difference = tệp chỉ ghi phần thay đổi; mục có nêu trong tệp được thay theo tệp, mục không nêu được giữ nguyên
command-hashset-dated = ngày của danh sách do nơi cung cấp ghi: 1/9/2026, 9/2026, 2026 hoặc 2026-09-01
command-hashset-meaning = ý nghĩa của một mã phân loại trong danh sách; có thể ghi nhiều lần
command-hashset-remove = gỡ một bộ băm
command-hashset-export = xuất một phân loại của vụ việc thành bộ băm
command-help-export-category = mã phân loại của các nội dung cần xuất
command-help-digest = giá trị băm trong danh sách thường (plain)
command-help-vics-category = nhóm VICS, khi bảng quy đổi còn để ngỏ
command-hashset-publish = công bố danh mục riêng của đơn vị: phần kế tiếp, có ký số
command-hashset-trust = tin chứng thư mà một đơn vị dùng để ký danh mục của mình
command-hashset-distrust = thôi tin chứng thư của một đơn vị, ví dụ khi khóa bị mất
command-help-list-name = tên danh mục
command-help-office = tên đơn vị mình; mỗi máy công bố dùng một tên riêng
command-help-since = ghi lại cả các dòng đã công bố từ số này, cho nơi còn thiếu
command-help-office-trust = chứng thư (PEM) của đơn vị ký danh mục, chỉ tin cho lần nạp này
command-verify-evidence = đọc lại toàn bộ dữ liệu gốc và đối chiếu với giá trị đã ghi nhận
command-audit = kiểm tra, xem nhật ký
command-audit-verify = kiểm tra toàn bộ chuỗi nhật ký
command-audit-head = in giá trị đầu chuỗi để ghi vào biên bản
command-audit-show = xem nhật ký
command-demo = chạy toàn bộ quy trình trên vụ việc thực hành do chương trình vẽ ra
command-report = lập báo cáo từ vụ việc
command-sign = ký số vào báo cáo
command-verify = kiểm tra chữ ký và tính toàn vẹn của báo cáo
command-help-answers = tệp TOML chứa nội dung trả lời biểu mẫu
command-help-at = thời điểm lập báo cáo (ISO 8601); mặc định: bây giờ
command-help-key = khóa ký: tệp .p12 hoặc pkcs11:TÊN_TOKEN/TÊN_KHÓA
command-help-role = ký với tư cách nào
command-help-trust = chứng thư gốc tin cậy (PEM); có thể lặp lại
command-pin = Mã PIN của token:
command-p12-password = Mật khẩu của tệp khóa:
command-report-done = Đã lập báo cáo { $path } (SHA-256 { $sha256 }).
command-sign-done = { $signer } đã ký; báo cáo có { $count } chữ ký.
command-verify-signature = { $role }: { $signer } (cấp bởi { $issuer }), { $at } { $clock } — { $intact }, { $trusted }
command-verify-ok = Báo cáo nguyên vẹn, mọi chữ ký hợp lệ.
command-verify-not-ok = Báo cáo KHÔNG đạt kiểm tra.
command-clock-claimed = theo đồng hồ máy người ký
command-clock-timestamp = theo dấu thời gian
command-intact-yes = nguyên vẹn
command-intact-no = KHÔNG nguyên vẹn
command-trusted-yes = tin cậy
command-trusted-no = CHƯA tin cậy
command-tip = tiếp nhận và xem tin báo
command-tip-new = ghi nhận tin báo không kèm tệp (điện thoại, trực tiếp, thư)
command-tip-add = tiếp nhận tin báo dạng tệp (thư điện tử, PDF, văn bản)
command-tip-list = liệt kê tin báo
command-tip-show = xem một tin báo
command-help-channel = kênh tiếp nhận, ví dụ 111
command-tip-registered = Đã ghi nhận tin báo số { $number }.
command-tip-same-file = Cùng tệp này đã có trong tin báo: { $numbers }.
command-tip-none = Chưa có tin báo nào.

command-passphrase = Cụm mật khẩu:
command-new-passphrase = Cụm mật khẩu cho tài khoản mới:
command-init-done = Đã tạo không gian làm việc tại { $folder }, tài khoản { $user } giữ mọi vai trò.
command-user-added = Đã thêm tài khoản { $user }.
command-case-opened = Đã lập vụ việc số { $number }.
command-case-none = Chưa có vụ việc nào. Lập vụ việc bằng “inspector case new SỐ --title TÊN”.
command-case-line = { $number }  { $title } — { $items } mục, { $contents } nội dung khác nhau, { $size }; chưa đọc { $waiting }, lỗi { $failed }; khớp chính xác { $exact }, khớp gần { $near }; đã phân loại { $decided }
command-case-run = { $exhibit }: { $source } — { $started }, { $by }, { $state }
command-manifest = Bản kê { $path } ({ $kind }): kê { $claimed }; khớp { $matched }, không khớp { $mismatched }, thiếu { $missing }, ngoài bản kê { $extra }, chưa kiểm tra { $unchecked }.
command-manifest-problem = – { $verdict }: { $path }
command-manifest-more = – và { $count } dòng nữa.
command-no-illegal-list = Chưa nạp danh sách dữ liệu vi phạm đã biết nào: không có kết quả khớp không có nghĩa là không có vi phạm.
command-unwitnessed = { $count } nội dung trùng khớp danh mục chưa được ai ở đây mở xem hoặc phân loại.
command-known-good = { $count } mục đã biết là vô hại, được ẩn khi rà soát.
command-isolation-missing = Máy này thiếu lớp cách ly “{ $wall }” ({ $reason }).
command-ingest-done = { $exhibit }: { $entries } tệp, { $size }, { $contents } nội dung khác nhau; { $failures } mục có lỗi, { $skipped } mục không mở; khớp chính xác { $exact }, khớp gần { $near }; { $seconds }.
command-items-count = { $items } mục.
command-item-copied = Đã sao chép { $size }; giá trị băm khớp với hồ sơ.
command-categorised = Đã phân loại { $count } mục: { $code }.
command-hashset-none = Chưa có bộ băm nào.
command-hashset-number = Số hiệu
command-hashset-added = Đã nạp { $entries } dòng ({ $duplicates } dòng trùng); { $broken } dòng hỏng bị bỏ, { $mended } dòng hỏng một phần vẫn dùng được; { $matched } nội dung đã lưu khớp ngay.
command-hashset-broken-line = Dòng { $line }: { $reason }
command-hashset-is-off = đang tắt
command-hashset-is-incomplete = chưa đầy đủ
command-hashset-incomplete = Danh sách bị cụt: bộ băm được dùng và đánh dấu là chưa đầy đủ.
command-hashset-missed = Bộ băm được đánh dấu là chưa đầy đủ: có dòng mà phần thay đổi rút lại không có trong bộ băm, nghĩa là thiếu một bản phát hành ở giữa hoặc bộ băm thuộc bản khác. Hãy nạp bản phát hành đầy đủ.
command-hashset-stays-off = Bộ băm “{ $name }” đang tắt và vẫn tắt sau khi cập nhật: kết quả đối chiếu không được tính cho đến khi bật lại bằng lệnh “hashset on”.
command-hashset-left-out = { $count ->
   *[other] Đã bỏ { $count } mục thuộc phân loại không phù hợp với danh mục này (không liên quan trong danh mục cần tìm; cần tìm hoặc chưa được phân loại trong danh mục vô hại).
}
command-hashset-tools = { $count ->
   *[other] Đã bỏ { $count } dòng là tệp của các sản phẩm dùng để tấn công, theo dõi người khác, giấu hoặc xóa dữ liệu, để các tệp này không bị ẩn khi rà soát. Số sản phẩm như vậy trong bộ dữ liệu, theo loại: { $kinds }.
}
command-hashset-tools-unknown = Bộ dữ liệu không cho biết sản phẩm thuộc loại nào (bản đầy đủ, thiếu bảng PKG, hoặc RDS 2 không có NSRLProd.txt bên cạnh): tệp của công cụ tấn công vẫn nằm trong bộ băm và bị ẩn khi rà soát như mọi tệp khác. Hãy dùng bản tối thiểu (minimal), hoặc đặt NSRLProd.txt vào cùng thư mục.
command-hashset-kinds = Bộ băm được đánh dấu là chưa đầy đủ: phần thay đổi sửa loại của một sản phẩm đã có mà không nêu lại mọi tệp của sản phẩm đó. Hãy nạp bản phát hành đầy đủ.
command-hashset-empty-files = { $count ->
   *[other] { $count } chỗ ghi giá trị băm của tệp rỗng, tệp rỗng nào cũng sẽ khớp: giá trị này không được đối chiếu.
}
command-hashset-missing = { $count ->
   *[other] { $count } mục mà phần thay đổi rút lại không có trong bộ băm: phần thay đổi này có đúng phiên bản không?
}
command-hashset-unnamed = { $count ->
   *[other] Danh sách rút lại { $count } mục chỉ theo mã số riêng của danh sách, mà các mục có sẵn trong bộ băm này không lưu mã số: nếu có trong bộ băm thì các mục đó vẫn còn. Hãy xin toàn bộ danh sách rồi cập nhật; sau đó mới nạp được các phần thay đổi.
}
command-hashset-uncategorised = { $count ->
   *[other] Đã nạp { $count } mục chưa được danh sách phân loại (để trống, ghi là chưa phân loại, hoặc ghi 0 mà không rõ nghĩa): nơi cung cấp chưa kết luận gì về các mục này.
}
command-hashset-changed = { $count ->
   *[other] { $count } mục có sẵn trong bộ băm đã đổi phân loại theo danh sách này.
}
command-hashset-taken-back = { $count ->
   *[other] { $count } mục có sẵn trong bộ băm đã được gỡ, vì danh sách này rút lại hoặc xếp vào loại không thuộc danh mục.
}
command-hashset-in-part = { $count ->
   *[other] { $count } mục được sửa hoặc gỡ chỉ theo một phần giá trị băm. Bộ băm không lưu giá trị nào thuộc cùng một nội dung, nên các giá trị khác của chính nội dung đó, nếu có, vẫn khớp như cũ. Hãy cập nhật bằng toàn bộ danh sách.
}
command-hashset-same = Bộ băm “{ $name }” có nội dung giống hệt.
command-hashset-switched-off = Đã tắt bộ băm “{ $name }”: bộ này vẫn ở trong thư viện nhưng không được đối chiếu.
command-hashset-switched-on = Bộ băm “{ $name }” đang được dùng.
command-hashset-removed = Đã gỡ bộ băm “{ $name }”.
command-hashset-exported = Đã xuất { $entries } giá trị ra { $path } (SHA-256 { $sha256 }).
command-hashset-published = Đã công bố các dòng { $first }–{ $last } ra { $path }: xác nhận thêm { $confirmed }, rút { $withdrawn } (SHA-256 { $sha256 }).
command-hashset-trusted = Từ nay tin chữ ký của { $office } bằng chứng thư của { $holder } (SHA-256 { $sha256 }).
command-hashset-distrusted = Từ nay không nhận tệp của { $office } ký bằng chứng thư của { $holder } (SHA-256 { $sha256 }); những dòng đã nạp vẫn giữ.
command-hashset-merged = { $office }: { $count } dòng mới.
command-office-known = { $office }: đã có các dòng { $numbers }
command-office-missing = { $office }: CÒN THIẾU các dòng { $numbers }; danh mục chưa đầy đủ
command-office-confirmed = { $count } nội dung được { $offices } đơn vị xác nhận
command-match-bits = cách { $distance } bit
command-match-missing = thiếu { $distance } % khung hình
command-match-confirmations = ({ $offices } đơn vị xác nhận)
command-export-skipped = Không xuất { $count }: { $reason }.
command-export-pdq-name = Danh sách PDQ nên có tên kết thúc bằng .pdq: dòng của nó giống giá trị SHA-256 nên tên khác sẽ bị đọc nhầm.

skipped-unread = mục chưa đọc được nội dung
skipped-disputed = nội dung đang có phân loại khác nhau
skipped-one-opinion = nội dung mới có ý kiến của một người
skipped-published = nội dung đã công bố rồi
skipped-no-fingerprint = nội dung không có dấu vân ảnh
skipped-low-quality = dấu vân ảnh chất lượng quá thấp để so sánh
command-evidence-ok = Dữ liệu gốc nguyên vẹn: { $checked } mục khớp với hồ sơ.
command-evidence-differs = Dữ liệu gốc KHÔNG khớp hồ sơ: đã kiểm { $checked } mục, thay đổi { $changed }, thiếu { $missing }.
evidence-changed = thay đổi
evidence-missing = thiếu
evidence-unread = không đọc được

run-running = đang chạy hoặc bị ngắt đột ngột
run-done = hoàn tất
run-stopped = đã dừng theo yêu cầu
run-broken = bị ngắt do sự cố

manifest-bag = túi BagIt
manifest-bag-tags = tệp mô tả của túi BagIt
manifest-sums = danh sách giá trị băm
manifest-hashdeep = hashdeep
manifest-matched = khớp
manifest-mismatched = không khớp
manifest-missing = thiếu
manifest-extra = ngoài bản kê
manifest-unchecked = chưa kiểm tra

progress-scouting = Đang tìm tệp có dung lượng đã biết: đã xem { $items } tệp
progress-walking = Đang liệt kê: { $items } tệp, { $size }
progress-listing = Đang liệt kê bên trong tệp chứa: { $items } mục
progress-reading = Đang đọc: { $items }/{ $total } tệp, { $size }, { $rate }/giây, còn { $left }; lỗi { $failures }, khớp { $matches }
progress-checking = Đang đối chiếu: { $items } mục, { $size }, { $rate }/giây; sai lệch { $failures }
progress-importing = Đang nạp danh sách: { $items } dòng
progress-storing = Đang ghi bộ băm: { $items }/{ $total } giá trị
progress-matching = Đang đối chiếu dữ liệu đã lưu: { $items } nội dung, khớp { $matches }
progress-gathering = Đang gom nội dung để ghi: { $items }
progress-exporting = Đang ghi bộ băm: { $items }/{ $total } giá trị
progress-publishing = Đang ghi danh mục: { $items }/{ $total } dòng
progress-unknown = chưa rõ

audit-ok = Nhật ký nguyên vẹn: { $entries } dòng, đầu chuỗi { $head }
audit-not-ok = Nhật ký KHÔNG nguyên vẹn ({ $entries } dòng, đầu chuỗi tính được { $head }).
audit-not-witnessed = Các dòng { $first } đến { $last } chưa được ghi nhận bên ngoài: hãy ghi giá trị đầu chuỗi vào biên bản.
audit-row-missing = Thiếu dòng { $entry }.
audit-row-changed = Dòng { $entry } đã bị sửa.
audit-link-broken = Dòng { $entry } không nối tiếp dòng trước.
audit-tail-missing = Phần cuối nhật ký bị mất: sổ ghi nhớ đến dòng { $entry }.
audit-anchor-not-found = Giá trị neo ở dòng { $entry } không có trong nhật ký này.
audit-decision-differs = Một quyết định khác với nhật ký (dòng { $entry }).
audit-decision-missing = Một quyết định ghi trong nhật ký (dòng { $entry }) không còn.
audit-accounts-differ = Tài khoản hoặc vai trò bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-cases-differ = Vụ việc, tang vật, nguồn hoặc lần tiếp nhận dữ liệu bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-items-differ = Mục dữ liệu điện tử hoặc lỗi ghi kèm bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-contents-differ = Giá trị băm, kết quả phân tích hoặc ảnh thu nhỏ của nội dung bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-matches-differ = Bộ giá trị băm hoặc kết quả đối chiếu bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-office-lists-differ = Danh mục do các đơn vị công bố hoặc chứng thư được tin bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-reports-differ = Sổ đăng ký bản kết luận, báo cáo bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-tips-differ = Tin báo hoặc tệp kèm theo bị sửa mà nhật ký không ghi (đối chiếu tại dòng { $entry }).
audit-library-differs = Tệp của một bộ băm đang dùng bị thiếu, bị hỏng hoặc không còn đúng như khi nạp vào (đối chiếu tại dòng { $entry }).
audit-holdings-differ = Dữ liệu đang lưu không đúng như dòng { $entry } của nhật ký đã ghi.

act-account-add = thêm tài khoản
act-case-new = lập vụ việc
act-ingest-start = bắt đầu tiếp nhận
act-entries-found = ghi nhận tệp
act-items-read = đọc và phân tích
act-container-listed = liệt kê nội dung tệp chứa
act-encrypted-again = thử mở lại tệp có mật khẩu
act-source-again = đọc lại những gì trước đó không đọc được
act-workspace-brought-up = nâng cấp kho dữ liệu theo phiên bản chương trình mới
act-ingest-end = kết thúc tiếp nhận
act-hashset-add = nạp bộ băm
act-hashset-off = tắt bộ băm
act-hashset-on = dùng lại bộ băm
act-groups-settled = xếp nhóm ảnh, video gần giống
act-hashset-remove = gỡ bộ băm
act-hashset-export = xuất bộ băm
act-list-not-placed = tệp danh sách đã ghi nhật ký nhưng không đặt được vào chỗ
act-office-trust = tin chứng thư của đơn vị
act-office-distrust = thôi tin chứng thư của đơn vị
act-office-list-merge = nạp danh mục của đơn vị
act-office-list-publish = công bố danh mục của đơn vị
act-decide = phân loại
act-item-open = mở dữ liệu gốc
act-evidence-check = kiểm tra dữ liệu gốc
act-report-make = lập báo cáo
act-report-sign = ký báo cáo
act-tip-add = ghi nhận tin báo
