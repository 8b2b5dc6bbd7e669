# Nguồn tin: tệp, địa chỉ, kênh tiếp nhận.

failure-tip-file-large = Tệp lớn hơn mức đọc được, chỉ phần đầu được đọc. Tệp gốc vẫn được lưu nguyên vẹn.
failure-tip-format-unknown = Không phải thư điện tử, PDF hoặc văn bản nên không đọc được nội dung. Tệp gốc vẫn được lưu nguyên vẹn.
failure-tip-text-cut = Văn bản dài hơn mức lưu để tra cứu, phần sau không được lưu. Tệp gốc vẫn đầy đủ.
failure-tip-links-many = Tệp có nhiều liên kết hơn mức liệt kê, phần còn lại không được liệt kê.
failure-tip-addresses-many = Tin nêu nhiều địa chỉ hơn mức liệt kê, phần còn lại không được liệt kê.
failure-tip-mail-broken = Thư điện tử bị lỗi cấu trúc, chỉ đọc được một phần.
failure-tip-mail-deep = Thư điện tử lồng quá nhiều lớp, các lớp sâu hơn không được đọc.
failure-tip-mail-defects = Thư điện tử không đúng quy chuẩn, đã đọc những phần đọc được.
failure-tip-mail-headers = Tiêu đề thư quá nhiều hoặc quá dài, phần vượt mức không được lưu.
failure-tip-mail-parts = Thư điện tử có quá nhiều phần, các phần sau không được đọc.
failure-tip-pdf-broken = Tệp PDF bị hỏng, không đọc được.
failure-tip-pdf-locked = Tệp PDF được đặt mật khẩu, không đọc được. Hãy đề nghị người gửi cung cấp bản không đặt mật khẩu.
failure-tip-pdf-page = Có trang PDF bị hỏng, không đọc được chữ trên trang đó.
failure-tip-pdf-pages = Tệp PDF có nhiều trang hơn mức đọc được, các trang sau không được đọc.
failure-tip-attachment-broken = Không lấy được tệp đính kèm này ra khỏi tệp gốc.
failure-tip-attachment-large = Tệp đính kèm này lớn hơn mức lấy ra được. Tệp gốc vẫn được lưu nguyên vẹn.
failure-tip-attachments-many = Các tệp đính kèm quá nhiều hoặc quá lớn, phần vượt mức không được lấy ra. Tệp gốc vẫn được lưu nguyên vẹn.

error-tip-lists-broken = Tệp danh sách nhận biết địa chỉ { $file } bị lỗi. Hãy sửa tệp hoặc cài lại chương trình.
error-tip-channels-broken = Tệp danh sách kênh tiếp nhận { $file } bị lỗi. Hãy sửa tệp hoặc cài lại chương trình.

tips-address-url = Địa chỉ web
tips-address-email = Thư điện tử
tips-address-phone = Số điện thoại
tips-address-account = Tài khoản
tips-address-ip = Địa chỉ IP
tips-address-bank = Tài khoản ngân hàng

tips-format-mail = Thư điện tử
tips-format-pdf = Tệp PDF
tips-format-text = Văn bản
tips-format-other = Tệp khác
