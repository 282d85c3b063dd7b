"""The thread from the sector to a cohort that looks for people."""

import re

from tests.walk.walker import ID, Walker


class Ground(Walker):
    """What manager, coordinator and analyst do before anybody is named."""

    def state(self, user: str, guard: str) -> None:
        """Sign one statement at a gate."""
        self.take(
            user,
            f"/cohorts/{self.ids['cohort']}/statements",
            guard=guard,
            text=self.because,
        )

    def place(self) -> None:
        """Walk from the sector to a cohort that looks for people."""
        self.take("ter1", "/sectors/new", name=self.words["sector"], kind="NEIGHBOURHOOD")
        self.ids["market"] = self.take(
            "ter1",
            "/markets/new",
            code="M-01",
            name=self.words["market"],
            market_type="STREET",
            public_name=self.words["public"],
        )
        self.ids["cohort"] = self.take(
            "jef1",
            f"/markets/{self.ids['market']}/propose-cohort",
            name="W-01",
            public_programme_name=self.words["programme"],
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
        self.compare()
        self.two(
            "ana1",
            "jef1",
            f"{cohort}/choose-market",
            ranking_reason=self.reasons,
            alternatives_considered=self.reasons,
        )
        self.take(
            "jef1",
            f"{cohort}/begin-identifying",
            survey_plan=self.because,
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

    def compare(self) -> None:
        """Score the market and another candidate, and freeze what was counted before."""
        self.ids["passed_over"] = self.take(
            "ter1",
            "/markets/new",
            code="M-02",
            name=self.words["sector"],
            market_type="STREET",
            public_name=self.words["public"],
        )
        for market in (self.ids["market"], self.ids["passed_over"]):
            path = f"/markets/{market}/score"
            asked = sorted(set(re.findall(r'name="(score|reason)_([a-z_]+)"', self.see(path))))
            typed = {f"{a}_{b}": "6" if a == "score" else self.because for a, b in asked}
            self.take("ana1", path, **typed)
        path = f"/markets/{self.ids['market']}/freeze-baseline"
        typed = dict(re.findall(r'name="(from_on|to_on)"[^>]*value="([^"]+)"', self.see(path)))
        sector = re.findall(rf'name="sectors" value="({ID.pattern})"', self.see(path))
        self.ids["baseline"] = self.take("jef1", path, **typed, sectors=sector[:1])

    def see(self, path: str) -> str:
        """Return a page as the analyst sees it."""
        return self.hands.look("ana1", path)
