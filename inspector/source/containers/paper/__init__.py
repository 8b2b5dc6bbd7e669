"""Documents and saved web pages: the pictures and files in them, and their words."""
