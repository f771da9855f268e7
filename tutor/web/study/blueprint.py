"""What is read without an account."""

from flask import Blueprint

pages = Blueprint("study", __name__)
