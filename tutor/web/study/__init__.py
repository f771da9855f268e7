"""Units to read alone: in big type, one thing at a time."""
