"""The roof: makes the application and is the only module that knows every page."""

import importlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_login import LoginManager, UserMixin
from flask_wtf.csrf import CSRFProtect

from dmi.access import database_rights, triggers
from dmi.accounts.views import signing
from dmi.kernel import clock
from dmi.profiles.profile import Profile, load
from dmi.settings import Settings, beside
from dmi.store import migrate
from dmi.store.database import db, prepare
from dmi.store.keys import Vault, make_root_key, opened, read_root_key
from dmi.web import extra, faults, frame, guard, headers, naming, refused

ROOT = Path(__file__).resolve().parent.parent
LARGEST_REQUEST = 8 * 1024 * 1024
LARGEST_FIELD = 512 * 1024

BLUEPRINTS = (
    "dmi.accounts.views.pages",
    "dmi.territory.views.pages",
    "dmi.territory.views.choice",
    "dmi.community.views.pages",
    "dmi.evidence.views.pages",
    "dmi.people.views.pages",
    "dmi.eligibility.views.criteria",
    "dmi.cases.views.pages",
    "dmi.callin.views.steps",
    "dmi.checkins.views.steps",
    "dmi.support.views.steps",
    "dmi.support.views.feedback",
    "dmi.violations.views.activation",
    "dmi.closing.views.pages",
    "dmi.outcomes.views.judgments",
    "dmi.outcomes.views.pages",
    "dmi.programme.views.pages",
    "dmi.programme.views.checking",
    "dmi.desk.views",
    "dmi.notes.views.pages",
    "dmi.exchange.views",
    "dmi.privacy.views.pages",
    "dmi.web.style",
)


class Visitor(UserMixin):  # type: ignore[misc]
    """What Flask-Login calls the current user: the session's actor."""

    def __init__(self, key: str) -> None:
        """Keep the user's id."""
        self.id = key


def create_app(settings: Settings, now: Callable[[], datetime] = clock.now) -> Flask:
    """Make the application for one installation; ``now`` is the only clock it reads."""
    app = faults.QuietFlask(
        "dmi",
        root_path=str(ROOT / "dmi"),
        template_folder=str(beside("templates")),
        static_folder=str(ROOT / "dmi" / "static"),
    )
    place = load(settings.profile)
    person_keys = settings.instance / "person_keys.sqlite3"
    if settings.is_demo and not person_keys.exists():
        make_root_key(settings.key_file)
    root_key = read_root_key(settings.key_file)
    settings.instance.mkdir(parents=True, exist_ok=True)
    vault = Vault(root_key, person_keys)
    _configure(app, settings, vault, place)
    app.extensions.update(
        dmi_now=now,
        dmi_settings=settings,
        dmi_vault=vault,
        dmi_zone=place.time_zone,
    )
    _wire(app, vault)
    _register(app)
    guard.check_declared(app)
    return app


def _configure(app: Flask, settings: Settings, vault: Vault, place: Profile) -> None:
    app.config.update(
        SECRET_KEY=vault.secret("flask").hex(),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # A failed statement is reported without what somebody typed into it.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        TRUSTED_HOSTS=list(settings.hosts),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELD,
        BOOTSTRAP_SERVE_LOCAL=True,
        WTF_CSRF_TIME_LIMIT=None,
        SESSION_COOKIE_NAME="dmi_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        BABEL_DEFAULT_LOCALE=place.locales[place.language_for()],
        **_catalogues(),
    )


def _wire(app: Flask, vault: Vault) -> None:
    app.wsgi_app = _Opened(app.wsgi_app, vault)  # type: ignore[method-assign]
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
        migrate.check_if_built(db.engine)
        triggers.check_if_built(db.engine)
        database_rights.check_if_built(db.engine)
    CSRFProtect(app)
    Bootstrap5(app)
    Babel(app, locale_selector=_locale)
    login = LoginManager(app)
    login.request_loader(_visitor)
    app.before_request(guard.begin_request)
    app.before_request(signing.load_actor)
    app.before_request(signing.require_sign_in)
    frame.install(app)
    naming.install(app)
    headers.install(app)
    extra.install(app)
    refused.install(app)
    faults.install(app)


def _register(app: Flask) -> None:
    for name in BLUEPRINTS:
        app.register_blueprint(importlib.import_module(name).bp)


class _Opened:
    """Opens the vault around every request."""

    def __init__(self, inner: Any, vault: Vault) -> None:
        """Keep the application and its vault."""
        self.inner = inner
        self.vault = vault

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer with the vault open."""
        with opened(self.vault):
            return self.inner(environ, start_response)


def _catalogues() -> dict[str, str]:
    folder = ROOT / "dmi" / "translations"
    domains = sorted({path.stem for path in folder.glob("*/LC_MESSAGES/*.po")}) or ["messages"]
    return {
        "BABEL_DOMAIN": ";".join(domains),
        "BABEL_TRANSLATION_DIRECTORIES": ";".join([str(folder)] * len(domains)),
    }


def _locale() -> str:
    place = load(current_app.extensions["dmi_settings"].profile)
    chosen = request.cookies.get("dmi_language")
    acting = g.get("acting")
    if chosen not in place.locales:
        chosen = acting.by.language if acting is not None else None
    if chosen is None:
        chosen = request.accept_languages.best_match(place.languages)
    return place.locales[place.language_for(chosen)]


def _visitor(_request: Any) -> Visitor | None:
    acting = g.get("acting")
    return Visitor(str(acting.by.id)) if acting is not None else None
