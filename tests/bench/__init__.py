"""Measurements, one script a bar. Not collected by pytest; each prints its figures."""
