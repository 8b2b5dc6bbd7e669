"""Qt models over plain records and id lists."""
