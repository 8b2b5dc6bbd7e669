"""What was known before: hash sets read from the lists of others, kept encrypted, looked up by digest and likeness."""
