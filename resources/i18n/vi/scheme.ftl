# Khung phân loại.

error-library-scheme-unknown = Không có khung phân loại “{ $scheme }”. Các khung có thể chọn: { $known }.
error-library-scheme-broken = Tệp khung phân loại bị lỗi tại { $place }: { $detail }. Hãy sửa tệp hoặc cài lại chương trình.
error-library-scheme-no-category = Khung phân loại { $scheme } không có mã “{ $category }”. Các mã có thể chọn: { $known }.
error-library-scheme-no-detail = Khung phân loại { $scheme } không ghi nhận thông tin “{ $detail }”.
error-library-scheme-no-mapping = Không có bảng chuyển đổi từ khung phân loại { $source } sang { $target }.
