"""Our matcher beside its rivals: `python -m tests.bench.matching --help`."""
