# Lý do một mục nằm trong tệp chứa, hoặc chính tệp chứa, không xử lý được.
failure-encrypted = Được bảo vệ bằng mật khẩu chưa biết. Có thể cung cấp tệp mật khẩu khi tiếp nhận.
failure-segments-missing = Thiếu các phần tiếp theo của ảnh đĩa hoặc tệp nén này, hoặc các phần nằm trong một tệp nén không cho phép ghép lại; những gì đọc được mà không cần các phần ấy đã được giữ lại.
failure-only-changes = Ổ đĩa ảo này chỉ ghi những thay đổi so với một tệp gốc; chương trình không ghép hai tệp này. Cần xem bằng phần mềm chuyên dụng.
failure-missing-member = Không tìm lại được mục này trong tệp chứa: tệp chứa không còn như lúc ghi nhận.
failure-link-broken = Đây là liên kết bên trong tệp nén: tệp mà nó dùng chung nội dung không có trong tệp nén hoặc không đọc được.
failure-not-reached = Việc mở tệp chứa đã dừng trước khi mục này được đọc hết.
failure-image-differs = Nội dung ảnh đĩa không khớp giá trị băm được lưu trong tệp khi sao chép.
failure-image-unread = Không đọc được toàn bộ nội dung ảnh đĩa nên chưa đối chiếu được với giá trị băm lưu trong tệp.
failure-budget-ratio = Nội dung bung ra lớn bất thường so với kích thước tệp (bom nén); việc mở đã dừng, phần đã đọc được giữ nguyên.
failure-budget-entries = Số mục bên trong vượt giới hạn; các mục trong giới hạn được giữ nguyên.
failure-budget-depth = Tệp chứa lồng sâu quá giới hạn nên không được mở.
failure-budget-unfolded = Dung lượng bung ra từ các tệp nén của nguồn này vượt giới hạn; phần đã đọc được giữ nguyên.
