report-manifest-json = Danh mục dữ liệu liên quan, dạng JSON
report-manifest-csv = Danh mục dữ liệu liên quan, dạng bảng CSV
