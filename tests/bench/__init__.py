"""Measurements, one script a bar; each prints its figures. pytest collects only tests of `matching/`."""
