"""Invented ways through a cohort: named and identified by acts, carried on by the table.

Later steps are carried by the policy's table alone, with their moves, openings and log entries
but without their forms; what a page would have asked for is then written beside them.
"""

from datetime import date, timedelta
from typing import Any

from faker import Faker

from dmi.access import granting, moves
from dmi.access.audit import record_act
from dmi.access.models.grants import Assignment
from dmi.access.words import AssignmentGround, SubjectKind
from dmi.demo.staff import Stage as Play
from dmi.kernel.identifiers import mod11
from dmi.people.acts.nomination import identify, nominate
from dmi.people.models.pathway import Pathway
from dmi.people.words import IdentityBasis, InformationGrade, SourceGrade, SourceType
from dmi.policy import pathway as policy
from dmi.policy.states import GrantStatus, Stage
from dmi.territory.models.cohort import Cohort

SAW = "Se le vio entregar envoltorios y recibir dinero en la esquina, dos veces en una tarde."
LATER: tuple[tuple[str, str, str | None], ...] = (
    ("P.begin_buys", "pol1", None),
    ("P.certify_evidence", "fis1", None),
    ("P.open_review", "fis1", None),
    ("P.decide_candidate", "fis1", None),
    ("P.ready_case", "fis1", None),
    ("P.serve_letter", "sec1", None),
    ("P.mark_attended", "sec1", "jef1"),
    ("P.explain_offer", "ts1", None),
    ("P.sign_agreement", "ts1", None),
    ("P.begin_support", "ts1", None),
    ("P.graduate", "jef1", "fis1"),
)
INSTEAD: dict[Stage, tuple[int, tuple[tuple[str, str, str | None], ...]]] = {
    Stage.REMOVED: (0, (("P.remove", "pol1", "pol2"),)),
    Stage.PROSECUTION: (3, (("P.decide_prosecution", "fis1", None),)),
    Stage.YOUTH: (3, (("P.send_to_youth_track", "fis1", None),)),
    Stage.NOT_SERVED: (5, (("P.mark_not_served", "sec1", None),)),
    Stage.DESISTING: (
        8,
        (("P.record_decline", "ts1", None), ("P.mark_desisting", "sys1", None)),
    ),
    Stage.PAUSED: (10, (("P.pause_support", "ts1", None),)),
    Stage.WITHDRAWN: (10, (("P.withdraw", "ts1", None),)),
    Stage.TERMINATED: (10, (("P.terminate", "fis1", "jef1"),)),
    Stage.LEFT: (5, (("P.leave", "jef1", None),)),
}


class Ways:
    """Makes the people of a cohort and carries each to a stage."""

    def __init__(self, play: Play, seed: int) -> None:
        """Begin with a fixed seed, so that every demo invents the same people."""
        self.play = play
        self.names = Faker("es_CL")
        self.names.seed_instance(seed)
        self.number = seed * 1000

    def somebody(self, cohort: Cohort, stage: Stage) -> Pathway:
        """Name somebody, identify them unless they stay a code, and carry them to a stage."""
        play, began = self.play, self.play.at
        self.number += 1
        body = str(11_000_000 + self.number * 1237)
        acting = play.acting("pol1")
        pathway = nominate(
            acting,
            cohort,
            source_type=SourceType.OFFICER_OBSERVATION,
            source_grade=next(iter(SourceGrade)),
            information_grade=next(iter(InformationGrade)),
            place="Pasaje Ejemplo con Calle Muestra",
            observed_on=acting.today,
            suspicion_basis=SAW,
            in_market=True,
        )
        if stage is not Stage.NOMINATED:
            play.move(days=2)
            identify(
                play.acting("pol1"),
                pathway,
                identity_basis=IdentityBasis.RUN_AND_PHOTO,
                given_names=self.names.first_name(),
                surname_1=self.names.last_name(),
                surname_2=self.names.last_name(),
                birth_date=date(1994, 3, 2) + timedelta(days=97 * (self.number % 40)),
                run=f"{body}-{mod11(body)}",
                somebody_else=True,
            )
            self._carry_to(pathway, stage)
        play.at = began
        self._give(pathway, stage)
        return pathway

    def carry(self, row: Any, key: str, by: str, second: str | None = None) -> None:
        """Take a step of the table with its move, its openings and its line in the log."""
        acting = self.play.acting(by)
        if second is not None:
            acting = acting.second(self.play.actor(second))
        step = policy.step(key)
        before = str(getattr(row, row.__state__))
        row.stand(policy.after(step.machine, before, step.name))
        acting.session.flush()
        moves.record(acting, step, row, before, {}, wrote=[])
        granting.apply(acting, step, row)
        record_act(acting, step.verb, step.data_class, row, {})

    def _carry_to(self, pathway: Pathway, stage: Stage) -> None:
        upto, rest = INSTEAD.get(stage, (len(LATER), ()))
        for key, by, second in LATER[:upto]:
            if pathway.stage is stage:
                return
            self._after_days(pathway, key, by, second)
        for key, by, second in rest:
            self._after_days(pathway, key, by, second)
        if pathway.stage is not stage:
            pathway.stand(stage.value)

    def _after_days(self, pathway: Pathway, key: str, by: str, second: str | None) -> None:
        self.play.move(days=12)
        if key == "P.serve_letter":
            listed = policy.step("Y.list_person")
            granting.apply(self.play.acting("jef1"), listed, pathway)
        self.carry(pathway, key, by, second)

    def _give(self, pathway: Pathway, stage: Stage) -> None:
        """Give the person to prosecutor and analyst, and from the meeting on to a worker."""
        grounds = {
            "fis1": AssignmentGround.PROSECUTOR,
            "fis2": AssignmentGround.REVIEWER,
            "pol1": AssignmentGround.PRINCIPAL_ANALYST,
            "hnd1": AssignmentGround.HANDLER,
        }
        if stage in {Stage.ATTENDED, Stage.OFFERED, Stage.ENROLLED, Stage.ACTIVE, Stage.PAUSED}:
            grounds |= {"ts1": AssignmentGround.CASE_MANAGER, "psi1": AssignmentGround.DEPUTY}
            grounds |= {"lab1": AssignmentGround.DEPUTY}
        for name, ground in grounds.items():
            row = Assignment(
                user_id=self.play.users[name].id,
                subject_kind=SubjectKind.PATHWAY,
                subject_ref=pathway.id,
                ground=ground,
                since_on=self.play.at.date(),
            )
            row.stand(GrantStatus.IN_FORCE.value)
            self.play.acting("jef1").add(row, under=pathway)
        self.play.session.flush()
