"""Known films: what a list tells of them, and how they are asked by the frames they have in common."""
