# Loại nơi lưu trữ: vì sao một bản sao nằm ở nơi đó.

place-deleted = đã xóa
place-unallocated = vùng trống chưa cấp phát
place-thumbnail = ảnh thu nhỏ do hệ thống tạo
place-cache = bộ nhớ đệm
place-received = nhận qua ứng dụng
place-camera = do máy ảnh, điện thoại tạo
place-saved = người dùng lưu
place-system = tệp hệ thống

error-library-places-broken = Quy tắc xác định loại nơi lưu trữ bị lỗi tại { $place }: { $detail }. Hãy sửa tệp hoặc cài lại chương trình.
