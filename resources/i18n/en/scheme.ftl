# Category schemes.

error-library-scheme-unknown = There is no category scheme "{ $scheme }". Those to choose from: { $known }.
error-library-scheme-broken = A category scheme's file is wrong at { $place }: { $detail }. Mend the file or install the program again.
error-library-scheme-no-category = The category scheme { $scheme } has no code "{ $category }". Those to choose from: { $known }.
error-library-scheme-no-detail = The category scheme { $scheme } does not record "{ $detail }".
error-library-scheme-no-mapping = There is no mapping from the category scheme { $source } to { $target }.
