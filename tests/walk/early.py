"""The thread from the sector to a person whose case is ready."""

import re

from tests.walk.walker import BECAUSE, REASONS, Walker, a_scan


class Early(Walker):
    """What police and prosecutors do before anybody is invited."""

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
