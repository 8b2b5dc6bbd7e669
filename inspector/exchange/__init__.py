"""What goes out to other programs and offices and comes in from them: digests and fingerprints, never names."""
