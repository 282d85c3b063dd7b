"""The shape of the sentence that a reader gets when a condition is not met."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuardText:
    """One condition: its name, its sentence and who judges it.

    Attributes:
        sentence: msgid with {placeholders}; the guard's answer fills them.
        feature: the feature that answers the condition.
        rules: ids of the rules that ask for it.
    """

    name: str
    sentence: str
    feature: str
    rules: tuple[str, ...]


def sentences(feature: str, *rows: tuple[str, str, str]) -> tuple[GuardText, ...]:
    """Read the rows of one feature: name, sentence, rules."""
    return tuple(
        GuardText(name, sentence, feature, tuple(rules.split())) for name, sentence, rules in rows
    )
