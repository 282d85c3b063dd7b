"""The shape of every closed list: a word for the machine and a label for the reader."""

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A closed list whose members carry the msgid of their label.

    A member is written ``MISSED = "MISSED", N_("Missed")``. Its value, its text and what the
    store keeps are the word alone; the label is asked for by name.
    """

    _value_: str
    label: str

    def __new__(cls, word: str, label: str = "") -> Self:
        """Make one member: the word is the value, the msgid of the label stays beside it."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.label = label
        return member
