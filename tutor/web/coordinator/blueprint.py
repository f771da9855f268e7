"""The coordinator's pages: one blueprint, one module a group of pages."""

from flask import Blueprint

pages = Blueprint("coordinator", __name__, url_prefix="/office")
