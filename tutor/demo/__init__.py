"""The fictional town and its clock; nothing else knows of them."""

from flask import Flask


def init_app(app: Flask) -> None:
    pass
