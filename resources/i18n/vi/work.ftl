# Tiến trình xử lý cách ly: vì sao một mục không xử lý được, lớp bảo vệ nào còn thiếu.

failure-crashed = Chương trình giải mã đã dừng đột ngột khi đọc tệp này.
failure-deadline = Phân tích tệp này vượt quá thời hạn cho phép nên đã bị dừng.
failure-memory = Phân tích tệp này cần nhiều bộ nhớ hơn mức cho phép.
failure-stalled = Tiến trình xử lý tệp này không còn phản hồi nên đã bị dừng.
failure-refused = Tệp này chưa được xử lý vì công việc đã bị dừng hoặc tệp không mở được ở chế độ chỉ đọc.
failure-lockdown = Tệp này chưa được xử lý vì không lập lại được đầy đủ các lớp cách ly.
failure-bad-reply = Tiến trình xử lý trả về kết quả không hợp lệ; kết quả đó đã bị loại bỏ.
failure-lost = Máy trong phòng giám định đang đọc mục này nhiều lần mất kết nối.
work-wall-no-network = không mở kết nối mạng
failure-task-failed = Không phân tích được tệp này.

error-work-not-started = Không khởi động được tiến trình xử lý cách ly ({ $reason }).
error-work-no-transport = Hệ điều hành này chưa được hỗ trợ để chạy tiến trình xử lý cách ly.

work-isolation-complete = Các tiến trình xử lý được cách ly đầy đủ.
work-isolation-missing = Máy này thiếu lớp cách ly: { $walls }. Vẫn làm việc được, nhưng tệp độc hại nguy hiểm hơn.
work-wall-parent-death = tự kết thúc cùng chương trình chính
work-wall-address-space = giới hạn bộ nhớ
work-wall-threads = giới hạn số luồng xử lý
work-wall-file-size = cấm ghi tệp
work-wall-open-files = giới hạn số tệp mở
work-wall-core-dump = cấm kết xuất bộ nhớ ra đĩa
work-wall-privacy = cấm tiến trình khác đọc bộ nhớ
work-wall-no-new-privileges = cấm nâng quyền
work-wall-landlock = cấm mở tệp theo tên (Landlock)
work-wall-seccomp = cấm gọi mạng và chạy chương trình (seccomp)
