"""Tips: what comes in by telephone, paper, mail and file, and the addresses it names."""
