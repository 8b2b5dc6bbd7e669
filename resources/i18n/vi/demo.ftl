# Vụ việc thực hành (inspector demo).

demo-help-folder = thư mục trống để thực hành; mặc định: inspector-demo tại nơi đang đứng
error-demo-not-a-folder = { $folder } không phải là thư mục. Hãy chọn một thư mục trống hoặc tên chưa có.

progress-drawing = Đang vẽ dữ liệu thực hành: { $items } tệp
progress-verifying = Đang kiểm tra báo cáo và nhật ký

demo-evidence = Dữ liệu thực hành (do chương trình vẽ, vô hại): { $folder } — { $entries } tệp
demo-lists = Danh mục thực hành: { $folder }
demo-workspace = Không gian làm việc: { $folder } — vụ việc { $case }, tài khoản { $user }
demo-matches = Đối chiếu: khớp chính xác { $exact } mục, khớp gần { $near } mục; đã phân loại { $decided } mục
demo-report = Báo cáo đã ký: { $path } — { $signatures } chữ ký
demo-verified = Đã kiểm tra: báo cáo và nhật ký nguyên vẹn.
demo-not-verified = Báo cáo hoặc nhật ký KHÔNG đạt kiểm tra.
demo-passphrase = Cụm mật khẩu của mọi tài khoản và khóa ký thực hành (chỉ hiện lần này): { $passphrase }
demo-check = Kiểm tra lại báo cáo:
demo-open = Mở cửa sổ chương trình trên vụ việc này:

demo-examiner = Nguyễn Thực Hành
demo-reviewer = Trần Kiểm Tra
demo-case = Vụ việc thực hành trên dữ liệu do chương trình vẽ
demo-list-digests = Danh mục thực hành: giá trị băm
demo-list-likenesses = Danh mục thực hành: dấu vân ảnh
demo-list-known = Tệp của chương trình đã biết
demo-note-listed = Trùng danh mục thực hành; nội dung chỉ là hình học.
demo-note-harmless = Phong cảnh vẽ, không có người.

demo-answer-parent-agency = CƠ QUAN THỰC HÀNH
demo-answer-agency = PHÒNG THỰC HÀNH
demo-answer-symbol = BC-TH
demo-answer-place = Hà Nội
demo-answer-requesting-body = Bộ phận đào tạo
demo-answer-request-document = Yêu cầu thực hành số 01/YC-TH
demo-answer-case-summary = Vụ việc thực hành. Toàn bộ dữ liệu do chương trình vẽ ra: hình học, biểu đồ, phong cảnh; không có người thật, sự việc thật.
demo-answer-received-from = Bộ phận đào tạo
demo-answer-results-remarks = Các mục trùng danh mục thực hành là hình học vẽ bằng công thức.
demo-answer-approver-name = Lê Phụ Trách
demo-answer-basis-procedure = Căn cứ Bộ luật Tố tụng hình sự ngày 27 tháng 11 năm 2015
demo-answer-basis-children = Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016
demo-exhibit-laptop = 01 máy tính xách tay (thực hành, dữ liệu là một thư mục)
demo-exhibit-telephone = 01 điện thoại di động (thực hành, dữ liệu là một thư mục)
demo-seal-laptop = Niêm phong thực hành còn nguyên vẹn
demo-seal-telephone = Niêm phong thực hành còn nguyên vẹn
demo-question-listed = Trong dữ liệu có tệp nào trùng với danh mục thực hành hay không?
demo-grounds-listed = Giá trị băm SHA-256 của các tệp trùng với danh mục thực hành; danh sách nêu tại phụ lục.
demo-question-all = Ngoài các tệp trùng danh mục, trong dữ liệu có nội dung nào khác cần xử lý hay không?
demo-grounds-all = Mới xem xét một phần hình ảnh; phần còn lại chưa có người xem.
