"""Where a request may come from and where an answer may lead: this application, nowhere else."""

from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from dmi.settings import NotConfigured, Settings
from tests.pages import sign_in
from tests.people import Town

OWN = "http://localhost"
ELSEWHERE = (
    *("https://evil.example", "http://evil.example/", "//evil.example", "///evil.example"),
    *("////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example"),
    *("/\\/evil.example", "//\\evil.example", "/\t/evil.example", "/\n/evil.example"),
    *("/\r/evil.example", "\t//evil.example", " //evil.example", "/ /evil.example"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "mailto:a@evil.example"),
    *("http:evil.example", "https:/evil.example", "evil.example", "@evil.example", "/\x00/evil"),
    *("//evil.example@localhost", "//localhost@evil.example", "http://localhost.evil.example"),
    *("/x\r\nSet-Cookie: a=b", "//%65vil.example", "/\u2028/evil.example", "\u202e//evil.example"),
)


@pytest.mark.parametrize("where", ELSEWHERE)
@pytest.mark.rule("X26")
def test_no_way_back_leads_elsewhere(client: FlaskClient, town: Town, where: str) -> None:
    sign_in(client, town, "fis1")
    answers = [
        client.get("/language", query_string={"to": "en", "next": where}),
        client.post("/language", data={"to": "es", "next": where}),
        client.post("/confirm-it-is-you", data={"next": where}),
        client.post("/sign-in", data={"next": where, "sign_in_name": "x", "password": "x"}),
    ]
    for answer in answers[:3]:
        led = answer.headers["Location"]
        # A browser reads tabs and breaks as nothing and a backslash as a slash.
        read = led.replace("\\", "/").translate(dict.fromkeys(map(ord, "\t\r\n")))
        assert urlsplit(urljoin(f"{OWN}/language", read)).netloc == "localhost", led
        assert "evil" not in urlsplit(led).netloc
        assert answer.headers.getlist("Set-Cookie") == [
            kept for kept in answer.headers.getlist("Set-Cookie") if not kept.startswith("a=b")
        ]
    assert answers[3].status_code == 400


@pytest.mark.rule("X26")
def test_a_way_back_of_ours_is_kept(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "fis1")
    for where in ("/", "/cases", "/check-ins?day=23-11-2026&view=week"):
        answer = client.post("/confirm-it-is-you", data={"next": where})
        assert answer.headers["Location"] == where


@pytest.mark.rule("X26")
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:8000"])
def test_a_request_for_another_host_is_refused(client: FlaskClient, town: Town, host: str) -> None:
    sign_in(client, town, "fis1")
    for method, path in (("GET", "/"), ("GET", "/sign-in"), ("POST", "/language")):
        answer = client.open(path, method=method, headers={"Host": host})
        assert answer.status_code == 400, (method, path)
        assert "evil" not in answer.get_data(as_text=True)
    assert client.get("/sign-in", headers={"Host": "localhost:8000"}).status_code == 200


def test_the_names_of_the_application_are_settings() -> None:
    given = {"DMI_MODE": "demo", "DMI_HOSTS": "dmi.example.org, localhost"}
    assert Settings.from_env(given).hosts == ("dmi.example.org", "localhost")
    assert Settings.from_env({"DMI_MODE": "demo"}).hosts == ("localhost", "127.0.0.1", "[::1]")
    for wrong in ("https://dmi.example.org", "*", ",", "a b"):
        with pytest.raises(NotConfigured, match="DMI_HOSTS"):
            Settings.from_env({"DMI_MODE": "demo", "DMI_HOSTS": wrong})
