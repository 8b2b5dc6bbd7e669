# Vì sao một bước phân tích không thực hiện được. Các mã nằm trong inspector/analyse/unreadable.py.
failure-unreadable = Không đọc được hết tệp nên chưa có giá trị băm. Hãy kiểm tra phương tiện lưu trữ và đọc lại.
failure-truncated = Tệp bị cắt cụt. Phần giải mã được vẫn hiển thị, phần còn lại không có.
failure-in-part = Chỉ xem được một phần của phim hoặc ảnh động này; còn một đoạn dài không có khung hình nào được xem. Cần xem trực tiếp.
failure-damaged = Tệp bị hỏng hoặc không đúng định dạng đã ghi, không giải mã được đầy đủ.
failure-too-large = Tệp đòi hỏi bộ nhớ vượt mức cho phép đối với một tệp nên không được giải mã. Cần xem xét thủ công.
failure-no-decoder = Chương trình không giải mã được loại tệp này. Cần xem bằng phần mềm chuyên dụng.
