"""The pipeline: walk, read once in isolated workers, match, store, and go on where it stopped."""
