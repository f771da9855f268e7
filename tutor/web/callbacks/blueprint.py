"""Addresses that Twilio calls. Each is open to everybody, and reads nothing before `signed.form`."""

from flask import Blueprint

pages = Blueprint("callbacks", __name__, url_prefix="/callbacks/twilio")
BECAUSE = "only what Twilio signed is read"
