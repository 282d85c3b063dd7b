"""The one blueprint of the evidence."""

from flask import Blueprint

bp = Blueprint("evidence", __name__)
