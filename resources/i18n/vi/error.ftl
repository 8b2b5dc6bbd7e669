# Lỗi: điều gì đã xảy ra, do đâu, cần làm gì.

error-usage =
    { $what ->
        [missing] Còn thiếu: { $names }.
        [unknown] Không có tham số này: { $names }.
        [choice] { $names }: không nhận { $given }. Có thể chọn: { $choices }.
        [value] { $names }: giá trị { $given } không hợp lệ.
        [empty] { $names }: chưa có giá trị.
       *[other] { $message }
    }
    Cách dùng: { $usage }
error-interrupted = Đã dừng theo yêu cầu (Ctrl-C). Những gì đã ghi vẫn được giữ; chạy lại cùng lệnh để làm tiếp.
error-not-text = Một giá trị đã nhập không phải là chữ đọc được (UTF-8). Hãy nhập lại.
error-which-workspace = Chưa cho biết thư mục làm việc. Hãy thêm --workspace THƯ_MỤC hoặc đặt biến INSPECTOR_WORKSPACE.
error-which-user = Chưa cho biết tài khoản. Hãy thêm --user TÊN hoặc đặt biến INSPECTOR_USER.
error-bad-user = Tên đăng nhập không được để trống, chỉ gồm ký tự in được và dài không quá 200 ký tự.
error-no-passphrase = Chưa có cụm mật khẩu. Hãy nhập khi được hỏi hoặc đặt biến môi trường; cụm mật khẩu không được để trống.
error-wrong-passphrase = Sai tên đăng nhập hoặc cụm mật khẩu. Dữ liệu không bị ảnh hưởng; hãy thử lại.
error-no-workspace = Không tìm thấy không gian làm việc tại { $folder }. Hãy kiểm tra đường dẫn hoặc tạo mới bằng lệnh “inspector init”.
error-workspace-exists = Tại { $folder } đã có không gian làm việc. Hãy chọn thư mục khác.
error-folder-not-empty = Thư mục { $folder } không trống. Hãy chọn thư mục trống để tạo không gian làm việc.
error-workspace-newer = Không gian làm việc này do phiên bản chương trình mới hơn tạo ra. Hãy dùng phiên bản đó; phiên bản này không thay đổi gì.
error-workspace-damaged = Tệp dữ liệu của không gian làm việc bị hỏng hoặc không phải của chương trình. Hãy khôi phục từ bản sao lưu.
error-workspace-busy = Một chương trình khác đang ghi vào không gian làm việc này. Không có gì bị mất; hãy thử lại sau ít phút.
error-workspace-read-only = Không gian làm việc chỉ cho phép đọc. Hãy kiểm tra quyền ghi của thư mục.
error-keys-damaged = Tệp khóa keys.json bị hỏng. Hãy khôi phục tệp này từ bản sao lưu.
error-ingest-running = Một lượt tiếp nhận khác đang chạy trên không gian làm việc này. Hãy đợi lượt đó kết thúc rồi chạy lại.
error-import-running = Một lượt nạp bộ băm khác đang chạy trên không gian làm việc này. Hãy đợi lượt đó kết thúc rồi chạy lại.
error-disk-full = Ổ đĩa đã đầy. Những gì đã ghi vẫn được giữ; hãy giải phóng dung lượng rồi chạy lại lệnh.
error-disk-error = Không đọc hoặc ghi được tệp dữ liệu. Hãy kiểm tra ổ đĩa và quyền truy cập.
error-not-writable = Không có quyền ghi vào nơi đã chọn. Hãy chọn nơi khác hoặc kiểm tra quyền truy cập.
error-workspace-read-only-drive = Ổ đĩa chứa không gian làm việc { $folder } chỉ cho phép đọc: ổ được gắn ở chế độ chỉ đọc, gạt khóa chống ghi, hoặc hệ điều hành đã chuyển sang chỉ đọc vì ổ có lỗi. Không có gì bị thay đổi. Hãy gắn lại ổ ở chế độ ghi, hoặc chép nguyên thư mục sang một ổ ghi được rồi mở ở đó.
error-workspace-not-permitted = Không mở được không gian làm việc: người dùng máy tính hiện tại không có quyền đọc và ghi { $path }, thuộc người dùng “{ $owner }”. Không có gì bị thay đổi. Hãy đăng nhập máy bằng người dùng đó, hoặc nhờ quản trị máy trao lại cả thư mục cho người dùng hiện tại.
error-read-only-place = Nơi đã chọn nằm trên ổ chỉ cho phép đọc. Chưa ghi gì; hãy chọn nơi khác, hoặc gắn lại ổ ở chế độ ghi.
error-system = Hệ điều hành báo lỗi ({ $reason }). Dữ liệu đã ghi không bị ảnh hưởng; hãy thử lại.
error-account-exists = Đã có tài khoản { $user }.
error-no-right = Tài khoản { $user } không có quyền làm việc này ({ $right }). Hãy đề nghị người quản trị cấp vai trò phù hợp.
error-case-exists = Đã có vụ việc số { $number }.
error-bad-case-number = Số vụ việc không được để trống, chỉ gồm ký tự in được và dài không quá { $longest } ký tự.
error-bad-case-title = Tên vụ việc không được để trống và dài không quá { $longest } ký tự.
error-no-case = Không có vụ việc số { $number }. Dùng “inspector case list” để xem danh sách.
error-no-item = Không có mục số { $id }.
error-items-of-several-cases = Các mục đã chọn thuộc nhiều vụ việc khác nhau. Hãy phân loại từng vụ việc.
error-bad-look = Không có cách xem “{ $look }”. Hãy chọn quick hoặc full.
error-bad-engine = Địa chỉ của phòng giám định có dạng dask://MÁY:CỔNG, không phải "{ $address }".
error-lab-missing = Chưa cài phần làm việc với nhiều máy: cài inspector[lab].
error-lab-unreached = Không kết nối được phòng giám định tại { $address }, hoặc chưa có máy nào sẵn sàng với đúng phiên bản chương trình này.
error-lab-not-shared = Có máy trong phòng giám định không thấy nguồn này giống như máy này. Hãy gắn cùng một nguồn vào cùng một đường dẫn trên mọi máy, hoặc tiếp nhận mà không dùng --engine.
error-source-missing = Không tìm thấy nguồn dữ liệu: { $path }
error-source-unreadable = Không có quyền đọc nguồn dữ liệu: { $path }
error-source-holds-workspace = Không gian làm việc nằm ngay trong nguồn dữ liệu này. Không bao giờ ghi lên dữ liệu điện tử được thu giữ: hãy để không gian làm việc ở nơi khác.
error-out-in-evidence = Vị trí này nằm trong thư mục đã tiếp nhận làm chứng cứ. Không bao giờ ghi lên chứng cứ: hãy chọn nơi khác.
error-source-not-a-file = Nguồn không phải là tệp hay thư mục nên không mở: { $path }
error-evidence-missing = Không mở được dữ liệu gốc của mục số { $id }. Hãy gắn lại thiết bị hoặc thư mục nguồn rồi thử lại.
error-evidence-changed = Dữ liệu gốc của mục số { $id } không còn khớp giá trị băm đã ghi nhận. Bản sao không được giữ lại; hãy lập biên bản về thay đổi này.
error-file-exists = Tệp đích đã tồn tại. Hãy chọn tên khác; chương trình không ghi đè.
error-folder-missing = Thư mục chứa tệp đích không tồn tại. Hãy chọn thư mục khác.
error-copy-failed = Không ghi được bản sao ({ $reason }).
error-bad-anchor = Giá trị neo không đúng dạng. Dạng đúng: SỐ:GIÁ_TRỊ_BĂM, như “inspector audit head” in ra.
error-hashset-exists = Đã có bộ băm tên “{ $name }”. Hãy chọn tên khác bằng --name, cập nhật bộ cũ bằng lệnh “hashset update” hoặc gỡ bộ cũ.
error-hashset-on-other-list = Bộ băm “{ $name }” đang thuộc danh sách { $list }. Không nạp gì; hãy nạp với --list { $list } hoặc gỡ bộ này trước.
error-hashset-off = Bộ băm “{ $name }” đang tắt sẵn.
error-hashset-meaning = “{ $text }” chưa nêu ý nghĩa của mã phân loại. Hãy ghi theo dạng MÃ=NỘI DUNG, ví dụ 1="tài liệu xâm hại trẻ em".
error-hashset-label = Tên, nguồn cung cấp, phiên bản, ngày của bộ băm và nội dung ghi cho mã phân loại chỉ gồm ký tự nhìn thấy được trên một dòng, dài không quá { $longest } ký tự: “{ $text }”
error-hashset-dated = “{ $text }” không phải ngày của danh sách. Hãy ghi ngày, tháng hoặc năm, ví dụ 1/9/2026, 9/2026, 2026 hoặc 2026-09-01.
error-hashset-on = Bộ băm “{ $name }” đang được dùng sẵn.
error-no-hashset = Không có bộ băm tên “{ $name }”.
error-export-nothing = Vụ việc không có nội dung nào thuộc phân loại { $category } có thể xuất.
error-export-format = Không có định dạng “{ $format }”. Có thể chọn: { $known }.
error-export-which-vics = Phân loại { $category } chỉ có thể quy đổi sang nhóm VICS: { $candidates }. Hãy chọn một nhóm (dòng lệnh: --vics-category).
error-office-file-broken = Tệp danh mục của đơn vị bị hỏng hoặc bị sửa (dòng { $line }; 0 là dòng chữ ký). Không nạp gì; hãy xin lại tệp.
error-office-file-newer = Tệp danh mục của đơn vị thuộc phiên bản mới hơn chương trình này. Hãy nâng cấp chương trình.
error-signature-broken = Chữ ký không đúng với nội dung tệp: tệp bị hỏng, bị sửa hoặc do người khác ký. Không nạp gì.
error-office-unknown = Chưa ai xác nhận chứng thư { $certificate } là của đơn vị { $office }. Hãy đối chiếu với đơn vị đó rồi tin chứng thư ấy: trang Bộ băm, “Chứng thư các đơn vị” (dòng lệnh: “inspector hashset trust” hoặc --trust).
error-office-certificate-unknown = Chứng thư { $certificate } chưa từng được tin là của đơn vị { $office }.
error-office-contradicts = Đơn vị { $office } đã ký hai nội dung khác nhau cho cùng dòng số { $number } hoặc các dòng trước đó. Không nạp gì; hãy hỏi lại đơn vị này.
error-office-not-ours = Ở đây đơn vị { $office } được biết bằng chứng thư khác. Hãy chọn tên đơn vị khác, hoặc tin chứng thư này trước: trang Bộ băm, “Chứng thư các đơn vị” (dòng lệnh: “inspector hashset trust”).
error-bad-office-name = Tên danh mục, tên đơn vị không được để trống, chỉ gồm ký tự in được, không bắt đầu hay kết thúc bằng dấu cách và dài không quá { $longest } ký tự.
error-office-list-named = Danh mục này tên là “{ $name }” theo chính tệp; không đặt tên khác được.
error-list-unsigned = --trust chỉ dùng cho danh mục có chữ ký của một đơn vị; danh sách này không có chữ ký. Không nạp gì.
error-hashset-of-offices = “{ $name }” là danh mục của các đơn vị: nạp tệp của đơn vị bằng “hashset add”, chương trình tự ghép.
error-publish-not-placed = Các dòng { $first }–{ $last } đã công bố và ghi vào nhật ký, nhưng không đặt được tệp vào chỗ đã chọn: nơi ghi bị rút ra, hoặc đã có tệp cùng tên. Hãy kiểm tra nơi ghi rồi ghi lại từ dòng số { $first }.
error-publish-nothing = Không có gì mới để công bố trong phân loại { $category }: cần hai người cùng ý kiến và chưa công bố (đã bỏ qua { $skipped }).
error-publish-since = Không ghi lại được từ dòng { $since }: ở đây chỉ có đủ các dòng liền nhau đến { $last }.
error-list-changed = Danh sách { $path } đã thay đổi trong khi đọc hoặc sau lần nạp bị ngắt. Hãy nạp lại.
error-list-is-difference = Danh sách ({ $format }) chỉ ghi phần thay đổi so với một danh sách khác. Hãy dùng lệnh “hashset update TÊN TỆP” với bộ băm cần thay đổi.
error-list-not-later = Danh sách thuộc bản { $told }, nhưng bộ băm “{ $name }” đã là bản { $version }. Không thay đổi gì.
error-list-release-unsaid = Cả tên tệp lẫn nội dung phần thay đổi đều không cho biết dùng để lên bản phát hành nào, nên không biết được bộ băm “{ $name }” (bản { $version }) đã có phần thay đổi này hay chưa. Không thay đổi gì; hãy giữ nguyên tên tệp như khi được công bố, hoặc nêu rõ số của bản phát hành bằng --set-version, ví dụ 2026.12.1.
error-list-release-contradicted = Phần thay đổi dùng để lên bản { $told }, nhưng --set-version lại ghi { $given }. Không thay đổi gì; hãy bỏ --set-version, hoặc kiểm tra lại xem đây là phần thay đổi của bản nào.
error-list-delta-cut = Phần thay đổi bị cụt ở dòng { $line }, thiếu phần cuối. Không thay đổi gì; hãy tải lại, đối chiếu với giá trị băm do nơi phát hành công bố rồi cập nhật bằng tệp đầy đủ.
error-list-update-cut = Danh sách bị cụt ở dòng { $line }, thiếu phần cuối. Bộ băm “{ $name }” đang đầy đủ nên được giữ nguyên, vì thay bằng danh sách này sẽ mất dữ liệu. Hãy tải hoặc sao chép lại danh sách, đối chiếu với giá trị băm do nơi phát hành công bố rồi cập nhật bằng tệp đầy đủ.
error-list-update-shorter = Danh sách bị cụt, giống như danh sách đã dùng để tạo bộ băm “{ $name }”, mà không có nhiều mục hơn: { $came } mục thay cho { $known } mục. Bộ băm được giữ nguyên. Hãy tải hoặc sao chép lại danh sách, đối chiếu với giá trị băm do nơi phát hành công bố rồi cập nhật bằng tệp đầy đủ.
error-list-of-another = Phần thay đổi thuộc bộ dữ liệu { $told }, còn bộ băm “{ $name }” là { $known }. Hãy dùng phần thay đổi của đúng bộ dữ liệu.
error-list-tools-inside = Bộ băm “{ $name }” được tạo từ trước khi chương trình bỏ tệp của công cụ tấn công khỏi danh mục vô hại, nên không dùng được phần thay đổi. Hãy cập nhật một lần bằng cả bản phát hành.
error-list-words-broken = Tệp từ ngữ của các danh sách ({ $file }) không hợp lệ. Hãy sửa tệp này hoặc cài lại chương trình.
error-tools-broken = Danh sách loại công cụ trong NSRL ({ $file }) bị sai.
error-list-not-counted = Phần thay đổi này ({ $format }) chỉ dùng cho một bản phát hành của NSRL, còn bộ băm này không được tạo từ bản phát hành đó. Hãy nạp chính bản phát hành trước.
error-list-unreadable = Không đọc được danh sách { $path } ({ $reason }).
error-list-no-file = { $path } không phải tệp mà là đường ống hoặc thiết bị, không thể đọc danh sách từ đó. Hãy lưu danh sách thành tệp rồi chọn tệp ấy.
error-list-packed = { $path } là tệp nén ({ $kind }), không phải danh sách; chưa nạp gì vào thư viện. Hãy giải nén rồi chọn danh sách bên trong. Bảng tính (XLSX, ODS) phải được lưu sang CSV trước.
error-passwords-unreadable = Tệp mật khẩu { $path } không phải văn bản UTF-8 mỗi dòng một mật khẩu, hoặc quá dài.
error-bad-detail = Chi tiết phải có dạng TÊN=GIÁ_TRỊ, không phải “{ $given }”.
error-bad-time = Thời điểm “{ $given }” không đúng dạng ISO 8601, ví dụ 2026-11-21T09:00:00+07:00.
error-no-tip = Không có tin báo số { $id }.
error-tip-unreadable = Không đọc được tệp tin báo { $path } ({ $reason }).
error-tip-too-large = Tệp tin báo { $path } quá lớn. Hãy tiếp nhận như dữ liệu của vụ việc bằng “inspector ingest”.
error-no-memory-files = Hệ điều hành này chưa hỗ trợ đọc tệp lưu trữ trong bộ nhớ.
error-bug = Chương trình gặp lỗi của chính nó ({ $kind } tại { $place }). Dữ liệu đã ghi không bị ảnh hưởng; hãy báo lại dòng này cho nhóm phát triển.

# Vì sao một mục không được xử lý (phần của nguồn dữ liệu).
failure-changed = Tệp thay đổi trong khi đang đọc; giá trị băm là của những byte đã đọc.
failure-changed-since = Tệp đã thay đổi so với lần ghi nhận đầu tiên; kết quả cũ được giữ nguyên.
failure-vanished = Tệp không còn ở nguồn khi đến lượt đọc.
failure-read-error = Thiết bị báo lỗi khi đọc tệp này.
failure-sparse = Tệp thưa có kích thước ảo quá lớn so với dung lượng thật nên không đọc.
