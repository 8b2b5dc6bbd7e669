report-manifest-json = Relevant items as JSON
report-manifest-csv = Relevant items as a CSV table
