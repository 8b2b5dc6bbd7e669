"""Chat exports: each conversation in one rendering of ours."""
