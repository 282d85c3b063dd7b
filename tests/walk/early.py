"""The thread from the sector to a person whose case is ready."""

import re

from tests.walk.ground import Ground
from tests.walk.walker import a_scan


class Early(Ground):
    """What police and prosecutors do before anybody is invited."""

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
            why=self.because,
        )
        self.ids["operation"] = self.find("fis1", "/operations", "operations")
        if self.holds("CovertCode.code"):
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
            valid_to=self.soon(days=28),
            regime=self.ways.regime,
            technique="BUYER",
            codes="AG-0012",
            scope=self.because,
            police_force=self.words["force"],
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
            place=self.words["place"],
            substance=self.ways.substance,
            gross_g="0,60",
            net_g="0,45",
            price="3000",
            officer_code="AG-0012",
            first_offer_by="PERSON",
            recording="VIDEO",
            offence_code=self.ways.offence,
            no_inducement=True,
            nue=f"12345{number}",
            holder_post=self.words["post"],
            packaging=self.words["packaging"],
            seal_no=f"S-{number}",
            description=self.words["item"],
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
            substance=self.ways.substance,
        )
        post = self.words["post"]
        self.take(
            "hnd1",
            f"{path}/seal-item",
            at=self.at(),
            from_institution="POLICE",
            from_post=post,
            seal_no=f"S-{number}",
            packaging=self.words["packaging"],
        )
        self.take(
            "hnd1",
            f"{path}/deliver-to-laboratory",
            at=self.at(),
            from_institution="POLICE",
            from_post=post,
            to_institution="LABORATORY",
            to_post=self.words["expert"],
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
            substance=self.ways.substance,
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
            place=self.words["place"],
            observed_on=self.day(-1),
            suspicion_basis=self.reasons,
            in_market=True,
            given_names=self.words["given"],
            surname_1=self.words["surname"],
        )
        path = f"/pathways/{self.ids['person']}"
        self.take(
            "pol1",
            f"{path}/identify",
            **self.ways.identity,
            given_names=self.words["given"],
            surname_1=self.words["surname"],
            surname_2=self.words["surname_2"],
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
                basis=self.because,
            )
        self.take("fis1", f"{path}/certify-evidence")

    # -- the decision ------------------------------------------------------------------------
    def review(self) -> None:
        """Walk from the open review to the prosecutor's decision."""
        self.open_review()
        self.opine("pol2")
        self.opine("fis1")
        self.take("fis1", f"/pathways/{self.ids['person']}/decide-candidate", reasons=self.reasons)

    def opine(self, user: str) -> None:
        """Give the opinion of one side."""
        path = f"/reviews/{self.ids['review']}/give-opinion"
        self.take(user, path, choice="CANDIDATE", grounds=self.reasons)

    def open_review(self) -> None:
        """Open the review and answer its questions."""
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

    # -- the case ----------------------------------------------------------------------------
    def bank(self) -> None:
        """Walk from the opened case to a person whose case is ready."""
        path = f"/pathways/{self.ids['person']}"
        self.ids["case"] = self.take(
            "fis1",
            f"{path}/open-case",
            investigation_id=self.ids["investigation"],
            offence_code=self.ways.offence,
        )
        case = f"/cases/{self.ids['case']}"
        self.take("fis1", f"{case}/certify-case", note=self.because)
        self.take(
            "fis1",
            f"{case}/bank-case",
            **self.ways.vehicle,
            resolved_on=self.day(),
            notice_text=self.because,
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
