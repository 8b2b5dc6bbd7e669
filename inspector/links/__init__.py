"""What belongs together: near-duplicates and cameras, inside a case and across cases."""
