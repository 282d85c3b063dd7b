"""The whole thread as a script: every step through its page, by the role that takes it."""

import io
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from dmi.access.models.records import Approval, Move
from dmi.checkins.models import CheckIn
from dmi.jobs.schedule import run_job
from dmi.kernel.local_time import to_local
from dmi.policy.states import ApprovalStatus, CheckInStatus
from tests.conftest import Clock
from tests.people import Town
from tests.walk.hands import Hands

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ZONE = "America/Santiago"
CONSENTS = (
    "share_attendance",
    "share_progress",
    "share_job_office",
    "contact_employer",
    "share_drug_service",
    "contact_family",
    "messages",
    "research",
)
BECAUSE = "Visto en terreno y anotado en la carpeta de la cohorte, con fecha y nombre."
REASONS = (
    "Los antecedentes reunidos, vistos uno por uno, llevan a esta conclusion fundada y escrita."
)


@dataclass
class Thread:
    """One cohort and the people in it, walked by hands."""

    town: Town
    clock: Clock
    hands: Hands
    app: Flask
    visited: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=lambda: {"ruc": "2600000001-8"})

    # -- small words -------------------------------------------------------------------------
    def at(self, **ago: float) -> str:
        """Return a moment before now as people type it."""
        return f"{to_local(self.clock() - timedelta(**ago), ZONE):%d-%m-%Y %H:%M}"

    def soon(self, **span: float) -> str:
        """Return a coming moment as people type it."""
        return f"{to_local(self.clock() + timedelta(**span), ZONE):%d-%m-%Y %H:%M}"

    def day(self, days: float = 0) -> str:
        """Return a day as people type it."""
        return f"{to_local(self.clock() + timedelta(days=days), ZONE):%d-%m-%Y}"

    def user(self, name: str) -> UUID:
        """Return a user's id."""
        return self.town.users[name].id

    def take(self, user: str, path: str, **typed: Any) -> str:
        """Take one step and return the id in the address that follows."""
        self.clock.move(minutes=1)
        where = self.hands.take(user, path, typed)
        self.visited += [path, where]
        found = ID.findall(where)
        return str(found[-1]) if found else ""

    def find(self, user: str, path: str, slug: str) -> str:
        """Return the first id behind a link of ``slug`` on a page."""
        found = re.findall(rf"/{slug}/({ID.pattern})", self.hands.look(user, path))
        assert found, f"no {slug} on {path}"
        return str(found[0])

    def two(self, first: str, second: str, path: str, **typed: Any) -> None:
        """Propose a step as one person and confirm it as another."""
        self.take(first, path, **typed)
        self.town.session.expire_all()
        waiting = self.town.session.scalars(
            select(Approval)
            .where(Approval.status == ApprovalStatus.PROPOSED)
            .order_by(Approval.proposed_at.desc())
        ).first()
        assert waiting is not None
        where = f"/approvals/{waiting.id}"
        self.clock.move(minutes=1)
        self.step_up(second)
        self.hands.press(second, where, f"{where}/confirm")
        self.town.session.expire_all()
        assert self.town.session.get(Approval, waiting.id).status is ApprovalStatus.EXECUTED

    def step_up(self, user: str) -> None:
        """Prove again who one is."""
        self.hands.take(user, "/confirm-it-is-you", {})

    def steps_walked(self) -> set[str]:
        """Return every machine step in the history."""
        self.town.session.expire_all()
        rows = self.town.session.execute(select(Move.machine, Move.step))
        return {f"{machine}.{step}" for machine, step in rows if machine}

    # -- the place ---------------------------------------------------------------------------
    def state(self, user: str, guard: str) -> None:
        """Sign one statement at a gate."""
        self.take(user, f"/cohorts/{self.ids['cohort']}/statements", guard=guard, text=BECAUSE)

    def place(self) -> None:
        """Walk from the sector to a cohort that looks for people."""
        self.take("ter1", "/sectors/new", name="Colon", kind="NEIGHBOURHOOD")
        self.ids["market"] = self.take(
            "ter1",
            "/markets/new",
            code="M-01",
            name="Colon Oriente",
            market_type="STREET",
            public_name="sector Colon Oriente",
        )
        self.ids["cohort"] = self.take(
            "jef1",
            f"/markets/{self.ids['market']}/propose-cohort",
            name="Primera",
            public_programme_name="Segunda Oportunidad",
            start_on=self.day(),
        )
        cohort = f"/cohorts/{self.ids['cohort']}"
        for guard in (
            "commitments_current",
            "deputies_named",
            "training_complete",
            "readiness_list_complete",
        ):
            self.state("jef1", guard)
        self.take("jef1", f"{cohort}/commit-cohort")
        for guard in ("two_markets_scored", "baseline_frozen"):
            self.state("jef1", guard)
        self.two(
            "ana1",
            "jef1",
            f"{cohort}/choose-market",
            ranking_reason=REASONS,
            alternatives_considered=REASONS,
        )
        self.take(
            "jef1",
            f"{cohort}/begin-identifying",
            survey_plan=BECAUSE,
            report_channels=["RESIDENT"],
        )
        for by, user, ground in (
            ("jef1", "fis1", "PROSECUTOR"),
            ("jef1", "fis2", "PROSECUTOR"),
            ("fis1", "hnd1", "HANDLER"),
            ("fis1", "pol1", "PRINCIPAL_ANALYST"),
            ("fis1", "pol2", "PRINCIPAL_ANALYST"),
        ):
            self.take(by, f"{cohort}/assign", user_id=self.user(user), ground=ground)

    # -- the evidence ------------------------------------------------------------------------
    def authorise(self) -> None:
        """Walk from the case number to an authorisation in force and a cohort that builds."""
        cohort = f"/cohorts/{self.ids['cohort']}"
        self.ids["investigation"] = self.take(
            "fis1", f"{cohort}/record-investigation", ruc=self.ids["ruc"]
        )
        self.take(
            "fis1",
            f"/investigations/{self.ids['investigation']}/open-operation",
            code="OP-01",
            started_on=self.day(),
            lead=self.user("hnd1"),
            cleared=[self.user("hnd1"), self.user("pol1")],
            why=BECAUSE,
        )
        self.ids["operation"] = self.find("fis1", "/operations", "operations")
        self.take("hnd1", "/covert-codes/new", code="AG-0012", kind="UNDERCOVER")
        self.ids["authorisation"] = self.take(
            "fis1",
            f"/operations/{self.ids['operation']}/create-authorisation",
            reference="AUT-01",
            granted_by=self.user("fis1"),
            grantor_rank="PROSECUTOR",
            granted_at=self.at(minutes=30),
            mode="WRITTEN",
            valid_from=self.at(minutes=20),
            valid_to=self.soon(days=50),
            regime="L20000_25",
            technique="BUYER",
            codes="AG-0012",
            scope=BECAUSE,
            police_force="Brigada Antinarcoticos",
        )
        self.take("fis1", f"{cohort}/begin-building")

    def buy(self, number: int) -> None:
        """Record one buy with its item, its field test and its laboratory result."""
        self.clock.move(hours=3)
        buy = self.take(
            "hnd1",
            f"/authorisations/{self.ids['authorisation']}/record-buy",
            occurred_at=self.at(hours=1),
            ruc=self.ids["ruc"],
            seller="V-07",
            place="Pasaje Uno con Calle Dos",
            substance="COCA_BASE",
            gross_g="0,60",
            net_g="0,45",
            price="3000",
            officer_code="AG-0012",
            first_offer_by="PERSON",
            recording="VIDEO",
            offence_code="L20000_4",
            no_inducement=True,
            nue=f"12345{number}",
            holder_post="Custodia de la unidad",
            packaging="Bolsa transparente",
            seal_no=f"S-{number}",
            description="Papelillo con sustancia",
            quantity="1",
            unit="UNIT",
        )
        self.ids[f"buy{number}"] = buy
        item = self.find("hnd1", f"/buys/{buy}", "evidence-items")
        self.ids[f"item{number}"] = item
        path = f"/evidence-items/{item}"
        self.take(
            "hnd1",
            f"{path}/record-field-test",
            result="POSITIVE",
            substance="COCA_BASE",
        )
        post = "Custodia de la unidad"
        self.take(
            "hnd1",
            f"{path}/seal-item",
            at=self.at(),
            from_institution="POLICE",
            from_post=post,
            seal_no=f"S-{number}",
            packaging="Bolsa transparente",
        )
        self.take(
            "hnd1",
            f"{path}/deliver-to-laboratory",
            at=self.at(),
            from_institution="POLICE",
            from_post=post,
            to_institution="LABORATORY",
            to_post="Perito quimico",
            seal_state="INTACT",
        )
        self.clock.move(hours=2)
        self.take(
            "hnd1",
            f"{path}/record-laboratory-return",
            gross_g="0,60",
            net_g="0,45",
            at=self.at(),
            report_no=f"L-{number}",
            result="POSITIVE",
            substance="COCA_BASE",
            purity_pct="30",
            seal_no=f"S-{number}-B",
            to_post=post,
        )

    # -- the person --------------------------------------------------------------------------
    def person(self) -> None:
        """Walk from a nomination to a person whose buys are being built."""
        cohort = f"/cohorts/{self.ids['cohort']}"
        self.ids["person"] = self.take(
            "pol1",
            f"{cohort}/nominate",
            source_type="OFFICER_OBSERVATION",
            source_grade="B",
            information_grade="2",
            place="Pasaje Uno con Calle Dos",
            observed_on=self.day(-1),
            suspicion_basis=REASONS,
            in_market=True,
            given_names="Sara",
            surname_1="Muestra",
        )
        path = f"/pathways/{self.ids['person']}"
        self.take(
            "pol1",
            f"{path}/identify",
            identity_basis="RUN_DOCUMENT",
            run="12.345.678-5",
            given_names="Sara",
            surname_1="Muestra",
            surname_2="Silva",
            birth_date="04-05-1998",
        )
        self.take("hnd1", f"{path}/begin-buys")

    def certify(self) -> None:
        """Attribute the buys and certify the evidence."""
        path = f"/pathways/{self.ids['person']}"
        for number in (1, 2):
            self.take(
                "hnd1",
                f"{path}/attribute-buy",
                buy=self.ids[f"buy{number}"],
                role="SELLER",
                recognition="CERTAIN",
                basis=BECAUSE,
            )
        self.take("fis1", f"{path}/certify-evidence")

    # -- the decision ------------------------------------------------------------------------
    def review(self) -> None:
        """Walk from the open review to the prosecutor's decision."""
        path = f"/pathways/{self.ids['person']}"
        self.take("fis1", "/criteria")
        self.take("fis1", f"/cohorts/{self.ids['cohort']}/begin-reviewing")
        self.take(
            "fis1",
            f"{path}/open-review",
            police_reviewer_id=self.user("pol2"),
            prosecutor_id=self.user("fis1"),
            due_on=self.day(5),
            declared=["POLICE", "PROSECUTION"],
        )
        self.ids["review"] = self.find("fis1", "/reviews", "reviews")
        review = f"/reviews/{self.ids['review']}"
        answers = f"{review}/answers"
        typed: dict[str, str] = {}
        page = self.hands.look("fis1", answers)
        for name in sorted(set(re.findall(r'name="([qa]_[^"]+)"', page))):
            typed[name] = "NO"
        self.take("fis1", answers, **typed)
        self.take("pol2", f"{review}/give-opinion", choice="CANDIDATE", grounds=REASONS)
        self.take("fis1", f"{review}/give-opinion", choice="CANDIDATE", grounds=REASONS)
        self.take("fis1", f"{path}/decide-candidate", reasons=REASONS)

    # -- the case ----------------------------------------------------------------------------
    def bank(self) -> None:
        """Walk from the opened case to a person whose case is ready."""
        path = f"/pathways/{self.ids['person']}"
        self.ids["case"] = self.take(
            "fis1",
            f"{path}/open-case",
            investigation_id=self.ids["investigation"],
            offence_code="L20000_4",
        )
        case = f"/cases/{self.ids['case']}"
        self.take("fis1", f"{case}/certify-case", note=BECAUSE)
        self.take(
            "fis1",
            f"{case}/bank-case",
            kind="ARCH",
            reference="Archivo provisional 1-2026",
            resolved_on=self.day(),
            regional_approval_no="R-1",
            notice_text=BECAUSE,
            approval="APPROVED",
        )
        self.take("fis1", f"{path}/ready-case")
        self.take(
            "fis1",
            f"{path}/record-mandate",
            kind="PUBLIC",
            defender_id=self.user("def1"),
            from_on=self.day(),
            document=a_scan(),
        )
        self.take("fis1", f"{path}/tell-decision", told_at=self.at(minutes=5))

    # -- the call-in -------------------------------------------------------------------------
    def invite(self) -> None:
        """Walk from the planned meeting to a letter in the person's hand."""
        path = f"/pathways/{self.ids['person']}"
        cohort = f"/cohorts/{self.ids['cohort']}"
        self.ids["meeting"] = self.take(
            "sec1",
            f"{cohort}/plan-meeting",
            proposed_at=self.soon(days=10),
            duration_min="60",
            venue="Centro Comunitario",
            address="Avenida Colon 100",
            access_notes="Metro a dos cuadras",
            capacity="40",
            moderator_name="Julia Muestra",
            contact_name="Marcela Muestra",
            contact_phone="+56 9 8765 4321",
            contact_whatsapp="+56 9 8765 4321",
            reply_by=self.day(8),
            institutions_present="la Municipalidad y la Defensoria",
            services_announced="apoyo para trabajo y apoyo psicologico",
            safety_plan_id=a_scan(),
        )
        meeting = f"/meetings/{self.ids['meeting']}"
        self.take(
            "fis1",
            f"{meeting}/guarantee-safe-passage",
            scope=REASONS,
            exceptions=BECAUSE,
            valid_until=self.day(12),
        )
        for guard in ("slots_cover_invited", "defender_confirmed", "speakers_confirmed"):
            self.state("jef1", guard)
        self.two("jef1", "fis1", f"{cohort}/schedule-callin", callin_on=self.day(10))
        self.two("jef1", "fis1", f"{meeting}/fix-date", held_at=self.soon(days=10))
        self.take("jef1", f"{path}/list-person", meeting_id=self.ids["meeting"])
        self.take(
            "pol1",
            f"{path}/record-address",
            line="Pasaje Los Ejemplos 123",
            municipality=self.town.place.id,
        )
        self.take(
            "fis1",
            f"{path}/release-facts",
            sentence="P01R.01",
            zone="el sector Colon Oriente",
            recipients="la persona",
            valid_until=self.day(30),
        )
        self.take("fis1", f"{path}/check-warrants", checked_at=self.at(), result="NONE")
        listing = self.find("sec1", meeting, "listings")
        self.ids["listing"] = listing
        self.ids["letter"] = self.take(
            "sec1",
            f"/listings/{listing}/draft-letter",
            signatory_name="Pedro Muestra",
            signatory_post="Director de Seguridad",
        )
        letter = f"/letters/{self.ids['letter']}"
        self.take("jef1", f"{letter}/approve-letter")
        self.step_up("sec1")
        self.take("sec1", f"{meeting}/print-letters")
        self.take(
            "sec1",
            f"{letter}/hand-out-letter",
            deliverer_id=self.user("ts1"),
            second_deliverer_id=self.user("com1"),
            planned_on=self.day(1),
        )
        self.clock.move(hours=20)
        delivery = self.find("sec1", "/deliveries", "delivery-rounds")
        self.take(
            "sec1",
            f"/delivery-rounds/{delivery}/record-service",
            tried_at=self.at(minutes=10),
            method="HAND",
            outcome="DELIVERED_PERSON",
            receiver_name="Sara Muestra",
            receipt_id=a_scan(),
        )

    def attend(self) -> None:
        """Hold the meeting and sign its ledger by two."""
        meeting = f"/meetings/{self.ids['meeting']}"
        self.clock.move(days=9, hours=8)
        self.take("sec1", f"{meeting}/end-meeting", started_at=self.at(hours=2), ended_at=self.at())
        self.take("sec1", f"/listings/{self.ids['listing']}/mark-attendance", code="PRESENT")
        self.two("sec1", "jef1", f"{meeting}/sign-ledger")

    # -- the offer and the support -----------------------------------------------------------
    def enrol(self) -> None:
        """Walk from the explained offer to support with a first check-in."""
        path = f"/pathways/{self.ids['person']}"
        self.take("jef1", f"{path}/assign", ground="CASE_MANAGER", user_id=self.user("ts1"))
        self.take("jef1", f"{path}/assign", ground="DEPUTY", user_id=self.user("ts2"))
        self.take(
            "ts1",
            f"{path}/explain-offer",
            explained_at=self.at(minutes=5),
            rights_sheet_version="1",
            counsel="ACCEPTED",
            limits_told=True,
        )
        self.clock.move(hours=26)
        self.take(
            "ts1",
            f"{path}/sign-agreement",
            scan_id=a_scan(),
            voluntary=True,
            understood=True,
            limits_told=True,
            copy_given=True,
            first_code="WORK_OR_STUDY",
            first_text="Inscribirme en un curso",
            first_due_on=self.day(30),
            case_manager_id=self.user("ts1"),
            deputy_id=self.user("ts2"),
            first_checkin_at=self.soon(days=5),
            mode="IN_PERSON",
            place="Oficina del programa",
            **dict.fromkeys(CONSENTS, "NO"),
        )

    def support(self) -> None:
        """Walk from the first session to running support, with one missed check-in rescued."""
        path = f"/pathways/{self.ids['person']}"
        self.take("ts1", f"{path}/needs", done_on=self.day())
        self.session()
        self.take("ts1", f"{path}/begin-support", phase="INTENSIVE")
        self.miss_a_checkin()

    def session(self) -> None:
        """Record one session with its confidential note."""
        path = f"/pathways/{self.ids['person']}/sessions/new"
        self.take(
            "ts1",
            path,
            kind="SOCIAL",
            held_at=self.at(hours=1),
            happened="YES",
            attended="KEPT",
            mode="IN_PERSON",
            done=["INTERVIEW"],
            next_on=self.day(7),
            note=f"Conto llorando lo de su hermano. {MARKER}",
        )

    def dated(self, *keys: str) -> None:
        """Let the scheduler take its dated steps."""
        self.town.session.commit()
        for key in keys:
            run_job(self.app, key, self.clock())

    def miss_a_checkin(self) -> None:
        """Let a check-in pass, and rescue it."""
        self.clock.move(days=12)
        self.dated("C.open_window", "C.mark_missed")
        missed = self.town.session.scalars(
            select(CheckIn.id).where(CheckIn.status == CheckInStatus.MISSED)
        ).first()
        assert missed is not None
        path = f"/check-ins/{missed}"
        self.take(
            "ts1", f"{path}/rescue", way="CALL", tried_at=self.at(minutes=3), result="REACHED"
        )
        self.take("ts1", f"{path}/follow-up", reason=BECAUSE, reviewed_by_id=self.user("ts2"))

    def until_supported(self) -> None:
        """Walk everything up to running support."""
        self.place()
        self.authorise()
        self.buy(1)
        self.buy(2)
        self.person()
        self.certify()
        self.review()
        self.bank()
        self.invite()
        self.attend()
        self.enrol()
        self.support()

    # -- the violation -----------------------------------------------------------------------
    def violate(self) -> None:
        """Walk from a police report to a founded finding."""
        path = f"/pathways/{self.ids['person']}"
        self.take(
            "fis1",
            f"{path}/report-violation",
            kind="V1",
            source_kind="POLICE_REPORT",
            report_number="PP-77",
            alleged_at=self.at(hours=30),
            facts=REASONS,
            first_hand=True,
        )
        self.ids["report"] = self.find("jef1", "/violation-reports", "violation-reports")
        report = f"/violation-reports/{self.ids['report']}"
        self.take("jef1", f"{report}/accept-for-inquiry")
        self.take("jef1", f"{report}/check-identity", result="SAME", method="RUN_AND_PHOTO")
        self.take(
            "jef1",
            f"{report}/send-notice",
            body=REASONS,
            how="IN_PERSON",
            defender_notified_at=self.at(minutes=5),
        )
        self.take("def1", f"{report}/record-account", text=REASONS, given_by="DEFENDER")
        self.two("fis2", "jef2", f"{report}/find-founded", reasons=REASONS)

    def respond(self) -> None:
        """Set the response to a founded finding."""
        report = f"/violation-reports/{self.ids['report']}"
        self.take("jef1", f"{report}/set-response", level="L1", description=BECAUSE)

    def activate(self) -> None:
        """Ask for the filing of the banked case and confirm it by another prosecutor."""
        case = f"/cases/{self.ids['case']}"
        self.clock.move(days=20)
        page = self.hands.look("fis1", f"{case}/request-activation")
        finding = re.findall(rf'value="({ID.pattern})"', page)[0]
        self.take(
            "fis1",
            f"{case}/request-activation",
            finding=finding,
            reasons=REASONS,
            alternatives=REASONS,
            next_steps=REASONS,
        )
        self.two(
            "fis1",
            "fis2",
            f"{case}/confirm-filing",
            charge_ref="RUC 1",
            defender_notified_at=self.at(minutes=5),
        )

    def withdraw(self) -> None:
        """Let the person leave of their own will."""
        self.take(
            "ts1",
            f"/pathways/{self.ids['person']}/withdraw",
            own_words=BECAUSE,
            consequences_explained=True,
        )


MARKER = "palabra-reservada-7341"


def a_scan() -> tuple[io.BytesIO, str]:
    """Return a small PDF as a browser attaches it."""
    return io.BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"), "acta.pdf"
