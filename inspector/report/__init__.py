"""Reports: form and answers become a document, the document a PDF, the PDF is signed and can be verified by anybody."""
