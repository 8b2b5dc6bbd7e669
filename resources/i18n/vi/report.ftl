# Báo cáo: mẫu, ký, kiểm tra chữ ký.

report-manifest-json = Danh mục dữ liệu liên quan, dạng JSON
report-manifest-csv = Danh mục dữ liệu liên quan, dạng bảng CSV


report-stamp-signer = Ký bởi: { $name }
report-stamp-unit = Đơn vị: { $unit }
report-stamp-time = Thời gian ký: { $time }
report-stamp-demo = DEMO – không có giá trị

# --- Mẫu và câu trả lời

error-report-form-unknown = Không có mẫu báo cáo “{ $form }”.
error-report-form-not-printed = Mẫu “{ $form }” chỉ để nhập liệu, không in thành báo cáo.
error-report-form-broken = Tệp mẫu báo cáo có lỗi tại { $place }: { $detail }.
error-report-answers-unreadable = Không đọc được tệp câu trả lời: { $detail }.
error-report-answers-too-large = Tệp câu trả lời quá lớn.
error-report-answers-broken = Tệp câu trả lời không đúng định dạng TOML: { $detail }.
error-report-answers-other-form = Tệp câu trả lời dành cho mẫu “{ $form }”, không phải mẫu này.
error-report-answer-unknown = Mẫu không có mục “{ $field }”.{ report-more }
error-report-answer-type = Mục “{ $field }” không đúng kiểu; cần kiểu { $detail }.{ report-more }
error-report-answer-too-many = Mục “{ $field }” có quá nhiều dòng; nhiều nhất { $detail } dòng.{ report-more }
error-report-answer-too-long = Mục “{ $field }” quá dài; nhiều nhất { $detail } ký tự.{ report-more }
error-report-answer-control = Mục “{ $field }” chứa ký tự điều khiển không nhìn thấy được.{ report-more }
error-report-answer-pattern = Mục “{ $field }” không đúng khuôn dạng { $detail }.{ report-more }
error-report-answer-choice = Mục “{ $field }” chỉ nhận một trong các giá trị: { $detail }.{ report-more }
error-report-answer-range = Mục “{ $field }” phải nằm trong khoảng { $detail }.{ report-more }
report-more = { $more ->
    [0] {""}
   *[other] {" "}Còn { $more } lỗi khác.
}

# --- Lập và ghi báo cáo

error-report-time-without-zone = Thời điểm phải ghi kèm múi giờ, ví dụ 2026-11-21T10:00:00+07:00.
error-report-font-damaged = Tệp phông chữ { $font } bị thiếu hoặc không đúng bản đi kèm chương trình.
error-report-write = Không ghi được tệp: { $detail }.

warning-report-blanks = { $count } mục bắt buộc chưa có câu trả lời, được in thành dòng chấm: { $fields }.
warning-report-form-version = Câu trả lời được lập theo phiên bản { $given } của mẫu; mẫu hiện tại là phiên bản { $form }.
warning-report-exhibits-undescribed = Chưa ghi tình trạng niêm phong của: { $exhibits }.
warning-report-secrecy = Chương trình chưa được chấp thuận để soạn thảo, lưu giữ bí mật nhà nước.
warning-report-no-illegal-list = Chưa nạp danh mục nội dung bất hợp pháp: không có kết quả trùng khớp không có ý nghĩa loại trừ.
warning-report-unwitnessed = { $count } nội dung trùng khớp danh mục chưa được ai ở đây mở xem hoặc phân loại: danh mục là thông tin do nơi khác cung cấp, hãy tự xem trước khi kết luận.

# --- Ký

error-report-p12-unreadable = Không đọc được tệp khóa: { $detail }.
error-report-p12-broken = Tệp khóa không phải là tệp PKCS#12 hợp lệ.
error-report-p12-password = Sai mật khẩu của tệp khóa.
error-report-p12-empty = Tệp khóa không chứa khóa riêng kèm chứng thư.
error-report-certificate-expired = Chứng thư không có hiệu lực vào lúc này (thời hạn đến { $until }).
error-report-certificate-use = Chứng thư không được cấp để ký.
error-report-certificate-weak = Khóa { $bits } bit quá yếu để ký.
error-report-token-address = Địa chỉ thiết bị phải có dạng pkcs11:TÊN-THIẾT-BỊ/TÊN-KHÓA.
error-report-token-driver-unset = Chưa chỉ ra thư viện điều khiển thiết bị (INSPECTOR_PKCS11).
error-report-token-driver = Không nạp được thư viện điều khiển thiết bị.
error-report-token-missing = Không tìm thấy thiết bị “{ $token }”.
error-report-token-twice = Có nhiều thiết bị cùng tên “{ $token }”; hãy chỉ cắm một thiết bị.
error-report-token-failed = Thiết bị không hoạt động: { $detail }.
error-report-token-key-missing = Thiết bị không có khóa “{ $key }”.
error-report-token-certificate-missing = Thiết bị không có chứng thư của khóa “{ $key }”.
error-report-pin-wrong = Sai mã PIN. Chương trình không thử lại; nhập sai nhiều lần thiết bị sẽ bị khóa.
error-report-pin-locked = Thiết bị đã bị khóa do nhập sai mã PIN; hãy liên hệ nơi cấp thiết bị.
error-report-signing-failed = Ký không thành công: { $detail }.
error-report-pdf-unreadable = Không đọc được tệp PDF: { $detail }.
error-report-pdf-too-large = Tệp PDF quá lớn.
error-report-not-pdf = Tệp này không phải là PDF.
error-report-damaged = Tệp PDF bị hỏng.
error-report-no-field = Tệp PDF không có ô ký dành cho { report-role-name }.
error-report-role-signed = Ô ký của { report-role-name } đã có chữ ký.
error-report-four-eyes = Chứng thư này đã ký ở ô của { report-role-name }; mỗi vai trò phải do một người khác ký.
error-report-sign-altered = Chữ ký của { report-role-name } không còn đúng với nội dung tệp; không ký tiếp lên tệp này.
report-role-name = { $role ->
    [examiner] người kiểm tra
    [reviewer] người kiểm tra lại
    [approver] người ký duyệt
   *[other] ô ký “{ $role }”
}
report-other-role-name = { $other ->
    [examiner] người kiểm tra
    [reviewer] người kiểm tra lại
    [approver] người ký duyệt
   *[other] ô ký “{ $other }”
}

# --- Kiểm tra chữ ký

error-report-trust-unreadable = Không đọc được tệp chứng thư: { $detail }.
error-report-trust-broken = Tệp này không chứa chứng thư hợp lệ nào.

report-problem-damaged = Tệp PDF bị hỏng, không phân tích được.
report-problem-unsigned = Tệp không có chữ ký số nào.
report-problem-signature-broken = Chữ ký của { report-role-name } không khớp với nội dung tệp: nội dung đã ký bị thay đổi hoặc chữ ký bị hỏng.
report-problem-signature-gap = Chữ ký của { report-role-name } không bao trùm trọn vẹn phiên bản mà nó ký.
report-problem-altered-after-signing = Sau chữ ký của { report-role-name }, tệp đã bị thêm thay đổi không được phép.
report-problem-bytes-appended = Sau chữ ký của { report-role-name }, tệp bị nối thêm dữ liệu lạ.
report-problem-page-replaced = Nội dung trang đã bị thay đổi sau khi ký.
report-problem-annotation-added = Chú thích, lớp phủ trên trang đã bị thêm, bớt sau khi ký.
report-problem-manifest-swapped = Tệp đính kèm đã bị thay đổi sau khi ký.
report-problem-metadata-changed = Thông tin mô tả của tệp (tiêu đề, tác giả…) đã bị thay đổi sau khi ký.
report-problem-signature-painted = Ô ký của { report-role-name } có hình chữ ký nhưng không có chữ ký số.
report-problem-revoked-signer = Chứng thư của { $signer } ({ report-role-name }) đã bị thu hồi.
report-problem-untrusted-signer = { $roots ->
    [none] Chưa có chứng thư gốc để đối chiếu, nên chưa tin cậy được chữ ký của { $signer } ({ report-role-name }). Hãy chỉ ra chứng thư gốc bằng --trust.
   *[given] Chứng thư của { $signer } ({ report-role-name }) không dẫn đến chứng thư gốc nào được tin cậy.
}
report-problem-timestamp-untrusted = Dấu thời gian của tệp không hợp lệ hoặc không dẫn đến chứng thư gốc được tin cậy.
report-problem-manifest-unreadable = Không đọc được danh mục manifest.json đính kèm.
report-problem-manifest-missing = Trang báo cáo ghi giá trị băm của manifest.json nhưng tệp không đính kèm danh mục này.
report-problem-manifest-not-printed = Báo cáo không in giá trị băm của danh mục manifest.json đính kèm.
report-problem-manifest-mismatch = Danh mục manifest.json đính kèm không khớp với giá trị băm in trong báo cáo.
report-problem-manifest-table-mismatch = Bảng manifest.csv đính kèm không khớp với giá trị băm ghi trong manifest.json.

report-warning-revocation-unchecked = Không kiểm tra được tình trạng thu hồi chứng thư của { $signer } ({ report-role-name }) khi không kết nối mạng.
report-warning-certificate-expired = Chứng thư của { $signer } ({ report-role-name }) nay đã hết hạn; còn hiệu lực vào thời điểm ký mà người ký khai.
report-warning-time-claimed = Thời điểm ký của { $signer } ({ report-role-name }) lấy theo đồng hồ của người ký, không có dấu thời gian.
report-warning-demo-certificate = { $signer } ({ report-role-name }) ký bằng chứng thư DEMO, chỉ để thử nghiệm.
report-warning-no-manifest = Tệp không kèm danh mục của Inspector.
report-warning-field-unsigned = Chưa có chữ ký của { report-role-name }.
report-warning-same-signer = Hai ô ký, { report-role-name } và { report-other-role-name }, do cùng một người ký.
report-warning-added-after-signing = Sau chữ ký cuối cùng, tệp có thêm dữ liệu được phép bổ sung để lưu trữ lâu dài.
error-report-same-account = Tài khoản { $user } đã ký báo cáo này; mỗi vai trò phải do một người khác ký bằng tài khoản và chứng thư của mình.
