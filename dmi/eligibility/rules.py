"""What the evidence amounts to and what answered questions weigh: no database, no page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dmi.eligibility.words import Answer, CriterionKind, OpinionKey, Outcome, Shortfall

OPINION_CHARS = 40
DECISION_CHARS = 50
FACTS_CHARS = 20
KEYS = frozenset(OpinionKey)


@dataclass(frozen=True, slots=True)
class EvidencePicture:
    """What counts against one person.

    Attributes:
        usable: linked buys that were neither annulled nor outside their authorisation.
        valid: those of them that nobody questions.
        recorded: those of them with video or audio.
        laboratory: positive laboratory results in items of usable buys.
    """

    usable: int
    valid: int
    recorded: int
    laboratory: int

    def shortfalls(self, buys_needed: int) -> list[Shortfall]:
        """Return what is missing; a questioned buy alone supports nothing."""
        lacking = {
            Shortfall.USABLE_BUYS: self.usable < buys_needed,
            Shortfall.VALID_BUY: self.valid == 0,
            Shortfall.RECORDING: self.recorded == 0,
            Shortfall.LABORATORY: self.laboratory == 0,
        }
        return [shortfall for shortfall, is_lacking in lacking.items() if is_lacking]

    def as_met(self) -> dict[str, int]:
        """Return the counts that a certificate keeps."""
        return {
            "usable": self.usable,
            "valid": self.valid,
            "recorded": self.recorded,
            "laboratory": self.laboratory,
        }


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its answer, if there is one."""

    code: str
    kind: CriterionKind
    answer: Answer | None


def unanswered(questions: Iterable[Question]) -> list[str]:
    """Return the codes of questions without a yes, a no or a "not known"."""
    return [question.code for question in questions if question.answer is None]


def standing_exclusions(questions: Iterable[Question], cleared: frozenset[str]) -> list[str]:
    """Return exclusions answered yes that no pair of prosecutors has set aside."""
    return [
        question.code
        for question in questions
        if question.kind is CriterionKind.EXCLUSION
        and question.answer is Answer.YES
        and question.code not in cleared
    ]


def weighing_codes(questions: Iterable[Question], aggravators: Mapping[str, Answer]) -> list[str]:
    """Return the codes that spoke for or against: what a decision keeps beside its reasons."""
    answered = [question.code for question in questions if question.answer is Answer.YES]
    letters = [f"19{letter}" for letter, answer in aggravators.items() if answer is Answer.YES]
    return answered + sorted(letters)


def are_both_in(keys: Iterable[OpinionKey]) -> bool:
    """Tell whether police and prosecution have both given their opinion."""
    return frozenset(keys) == KEYS


def are_equal(choices: Iterable[Outcome]) -> bool:
    """Tell whether every opinion says the same."""
    return len(set(choices)) == 1
