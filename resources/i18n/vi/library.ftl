# Bộ giá trị băm: danh sách đã biết từ trước.

error-library-list-empty = Tệp danh sách trống, không có giá trị băm nào để nạp.
error-library-list-unknown = Không nhận ra định dạng của danh sách. Các định dạng đọc được: { $known }. Có thể chỉ rõ bằng --format.
error-library-list-unlike = Danh sách được yêu cầu đọc theo định dạng “{ $format }” nhưng không giống định dạng đó, và không đọc được gì theo cách này. Chưa nạp gì vào thư viện; hãy để chương trình tự nhận định dạng (auto) hoặc chọn đúng định dạng.
error-library-list-layout = Đây là cơ sở dữ liệu SQLite nhưng không phải bộ dữ liệu tham chiếu NSRL theo cấu trúc mà chương trình biết: không thấy bảng FILE hay METADATA có các cột giá trị băm. Có thể là cấu trúc mới hơn, dữ liệu của phần mềm khác, hoặc tệp bị cắt cụt. Chưa nạp gì vào thư viện; hãy kiểm tra lại tệp, cập nhật chương trình, hoặc xuất các giá trị băm ra CSV.
error-library-list-unusable = Danh sách không có giá trị băm nào dùng được ({ $broken } dòng hỏng). Chưa nạp gì vào thư viện.
error-library-list-cut-off = Danh sách bị cắt cụt ngay trước mục trọn vẹn đầu tiên, thiếu phần cuối. Chưa nạp gì vào thư viện; hãy sao chép lại tệp rồi đối chiếu với giá trị băm do nơi phát hành công bố.
error-library-list-of-nothing = Danh sách chỉ có giá trị băm của tệp rỗng, tệp rỗng nào cũng sẽ khớp. Chưa nạp gì vào thư viện.
error-library-list-dim = Danh sách chỉ có dấu vân tay ảnh chất lượng từ 49 trở xuống, không đủ để phân biệt ảnh. Chưa nạp gì vào thư viện.
error-library-list-left-out = Cả { $count } mục trong danh sách đều không hợp với danh mục này: không liên quan trong danh mục cần tìm, hoặc cần tìm hay chưa được phân loại trong danh mục vô hại. Chưa nạp gì vào thư viện; hãy chọn danh mục khác.
error-library-set-emptied = Phần thay đổi này gỡ mọi mục của bộ băm, không còn gì để đối chiếu. Chưa thay đổi gì; nếu đúng là như vậy, hãy gỡ bộ băm khỏi thư viện.
error-library-list-damaged = Cơ sở dữ liệu bị hỏng hoặc bị cắt cụt nên không đọc được trọn vẹn (đã đọc { $rows } hàng). Chưa nạp gì vào thư viện; hãy sao chép hoặc giải nén lại tệp rồi đối chiếu với giá trị băm do nơi phát hành công bố.
error-library-format-unknown = Không có định dạng “{ $format }”. Các định dạng có thể chọn: { $known }.
error-library-option-elsewhere = { $option } chỉ dùng cho danh sách dạng “{ $format }”. Hãy bỏ tùy chọn này hoặc chỉ rõ định dạng đó bằng --format.
error-library-columns-malformed = “{ $columns }” chưa nêu rõ cần đọc cột nào. Hãy ghi --columns "sha256=3,category=Loại": tên trường, dấu =, rồi số thứ tự cột (tính từ 1) hoặc tiêu đề cột; mỗi trường một lần.
error-library-columns-field = Không có trường “{ $field }” để đọc cột. Các trường: { $known }.
error-library-columns-no-hash = --columns chưa nêu cột nào chứa giá trị băm. Cần ít nhất một trong các trường: { $known }.
error-library-column-missing = Bảng không có cột “{ $column }” đọc được. Các cột hiện có: { $there }.
error-library-zero-unsaid = Danh sách có bản ghi thuộc loại 0 nhưng không cho biết loại 0 nghĩa là gì (phiên bản { $version }, quốc gia { $country }, phần mềm { $application }). Chưa nạp gì vào thư viện. Hãy hỏi nơi cung cấp rồi làm lại với --zero non-pertinent (không liên quan) hoặc --zero uncategorised (chưa phân loại).
error-library-list-doctype = Danh sách XML có kèm khai báo kiểu tài liệu (DOCTYPE), thứ mà loại danh sách này không cần và có thể gây hại. Chưa nạp gì; hãy đề nghị cung cấp lại danh sách.
error-library-not-written = Không ghi được bộ băm vào thư viện: { $reason }. Chưa nạp gì; hãy giải phóng dung lượng hoặc kiểm tra quyền ghi rồi làm lại.
error-library-set-missing = Thiếu tệp bộ băm { $set } trong thư viện của không gian làm việc. Hãy khôi phục từ bản sao lưu hoặc nạp lại danh sách.
error-library-set-damaged = Tệp bộ băm { $set } đã bị hỏng, bị sửa đổi hoặc không thuộc không gian làm việc này. Không sử dụng tệp đó; hãy khôi phục từ bản sao lưu hoặc nạp lại danh sách.
error-library-set-newer = Tệp bộ băm được ghi bởi phiên bản mới hơn của chương trình (dạng { $version }). Hãy cập nhật chương trình.
error-library-set-older = Tệp bộ băm { $set } được ghi bởi phiên bản cũ hơn của chương trình. Hãy nạp lại danh sách.

library-place-line = Dòng { $line }
library-place-record = Bản ghi { $record } (dòng { $line })

library-broken-length = độ dài không phải của MD5, SHA-1, SHA-256 hay dấu vân tay ảnh
library-broken-hex = không phải giá trị băm dạng thập lục phân
library-broken-algorithm = thuật toán băm không được hỗ trợ
library-broken-shape = không đúng cấu trúc của định dạng
library-broken-too-long = dòng quá dài
library-broken-no-hash = không có giá trị băm
library-broken-quotes = dấu ngoặc kép đặt sai
library-broken-size = kích thước tệp không hợp lệ
library-broken-quality = chất lượng dấu vân tay không nằm trong khoảng 0–100
library-broken-category = phân loại không hợp lệ
library-broken-contradiction = hai giá trị băm cùng loại mâu thuẫn nhau
library-broken-json = JSON sai cú pháp
library-broken-xml = XML sai cú pháp
library-broken-signal = loại dấu hiệu không thể đối chiếu tại đây
library-broken-mended = JSON sai cú pháp, đã đọc được sau khi sửa lỗi quen thuộc của phần mềm xuất dữ liệu
library-broken-truncated = tệp bị cắt cụt, thiếu phần cuối
library-broken-empty-file = giá trị băm của tệp rỗng, không nói lên điều gì nên không đối chiếu
library-broken-unread = các giá trị băm khác trên dòng chưa được đọc, vì không rõ thuộc tệp nào
library-broken-categories = có hai phân loại mâu thuẫn nhau, đã lấy phân loại nghiêm trọng hơn
library-broken-low-quality = dấu vân tay ảnh có chất lượng từ 49 trở xuống, không đủ để phân biệt ảnh nên không đối chiếu

# Phải làm gì với ảnh thì ảnh mới khớp; nối nhau bằng dấu phẩy.
variant-turned = bản đã xoay
variant-mirrored = bản lật ngược như soi gương
variant-trimmed = khớp sau khi bỏ viền
variant-widened = có thể là bản đã cắt mép
variant-part = chỉ một phần của ảnh khớp
