"""The thread from the call-in on: every step through its page, by the role that takes it."""

import re

from sqlalchemy import select

from dmi.checkins.models import CheckIn
from dmi.jobs.schedule import run_job
from dmi.policy.states import CheckInStatus
from tests.walk.early import Early
from tests.walk.walker import CONSENTS, ID, MARKER, a_scan


class Thread(Early):
    """One cohort and the people in it, walked by hands."""

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
            venue=self.words["venue"],
            address=self.words["address"],
            access_notes=self.words["access"],
            capacity="40",
            moderator_name=self.words["moderator"],
            contact_name=self.words["contact"],
            contact_phone=self.words["phone"],
            contact_whatsapp=self.words["phone"],
            reply_by=self.day(8),
            institutions_present=self.words["institutions"],
            services_announced=self.words["services"],
            safety_plan_id=a_scan(),
        )
        meeting = f"/meetings/{self.ids['meeting']}"
        self.take(
            "fis1",
            f"{meeting}/guarantee-safe-passage",
            scope=self.reasons,
            exceptions=self.because,
            valid_until=self.day(12),
        )
        for guard in ("slots_cover_invited", "defender_confirmed"):
            self.state("jef1", guard)
        self.find_speakers()
        self.two("jef1", "fis1", f"{cohort}/schedule-callin", callin_on=self.day(10))
        self.two("jef1", "fis1", f"{meeting}/fix-date", held_at=self.soon(days=10))
        self.take("jef1", f"{path}/list-person", meeting_id=self.ids["meeting"])
        self.take(
            "pol1",
            f"{path}/record-address",
            line=self.words["line"],
            municipality=self.town.place.id,
        )
        self.take(
            "fis1",
            f"{path}/release-facts",
            sentence="P01R.01",
            zone=self.words["zone"],
            recipients=self.words["recipients"],
            valid_until=self.day(30),
        )
        self.take("fis1", f"{path}/check-warrants", checked_at=self.at(), result="NONE")
        listing = self.find("sec1", meeting, "listings")
        self.ids["listing"] = listing
        self.ids["letter"] = self.take(
            "sec1",
            f"/listings/{listing}/draft-letter",
            signatory_name=self.words["signatory"],
            signatory_post=self.words["signatory_post"],
        )
        letter = f"/letters/{self.ids['letter']}"
        self.take("jef1", f"{letter}/approve-letter")
        self.step_up("sec1")
        self.take("sec1", f"{meeting}/print-letters")
        self.dated("work")
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
            receiver_name=f"{self.words['given']} {self.words['surname']}",
            receipt_id=a_scan(),
        )

    def find_speakers(self) -> None:
        """Write down as many voices as the call-in needs, with the day on which they agreed."""
        for number in range(self.town.acting("jef1").number("community_speakers_min")):
            self.take(
                "ter1",
                "/partners/new",
                name=f"{self.words['venue']} {number + 1}",
                kind="CLUB",
                is_speaker=True,
                consent_on=self.day(),
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
            first_text=self.words["commitment"],
            first_due_on=self.day(30),
            case_manager_id=self.user("ts1"),
            deputy_id=self.user("ts2"),
            first_checkin_at=self.soon(days=5),
            mode="IN_PERSON",
            place=self.words["office"],
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
            note=f"{self.words['note']} {MARKER}",
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
        self.take(
            "ts1",
            f"{path}/follow-up",
            reason=self.because,
            reviewed_by_id=self.user("ts2"),
        )

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
            facts=self.reasons,
            first_hand=True,
        )
        self.ids["report"] = self.find("jef1", "/violation-reports", "violation-reports")
        report = f"/violation-reports/{self.ids['report']}"
        self.take("jef1", f"{report}/accept-for-inquiry")
        self.take("jef1", f"{report}/check-identity", result="SAME", method="RUN_AND_PHOTO")
        self.take(
            "jef1",
            f"{report}/send-notice",
            body=self.reasons,
            how="IN_PERSON",
            defender_notified_at=self.at(minutes=5),
        )
        self.take("def1", f"{report}/record-account", text=self.reasons, given_by="DEFENDER")
        self.two("fis2", "jef2", f"{report}/find-founded", reasons=self.reasons)

    def respond(self) -> None:
        """Set the response to a founded finding."""
        report = f"/violation-reports/{self.ids['report']}"
        self.take("jef1", f"{report}/set-response", level="L1", description=self.because)

    def ask_for_activation(self) -> None:
        """Ask for the filing of the banked case."""
        case = f"/cases/{self.ids['case']}"
        self.clock.move(days=20)
        page = self.hands.look("fis1", f"{case}/request-activation")
        finding = re.findall(rf'value="({ID.pattern})"', page)[0]
        self.take(
            "fis1",
            f"{case}/request-activation",
            finding=finding,
            reasons=self.reasons,
            alternatives=self.reasons,
            next_steps=self.reasons,
        )

    def activate(self) -> None:
        """Ask for the filing of the banked case and confirm it by another prosecutor."""
        self.ask_for_activation()
        self.two(
            "fis1",
            "fis2",
            f"/cases/{self.ids['case']}/confirm-filing",
            charge_ref=self.words["charge"],
            defender_notified_at=self.at(minutes=5),
        )

    def expire(self) -> None:
        """Let the case's date pass, and release what its end is told with."""
        self.clock.move(days=366 * 11)
        self.dated("B.expire_case")
        self.take("fis1", f"/cases/{self.ids['case']}/release-expiry-notice")

    def withdraw(self) -> None:
        """Let the person leave of their own will."""
        self.take(
            "ts1",
            f"/pathways/{self.ids['person']}/withdraw",
            own_words=self.because,
            consequences_explained=True,
        )
