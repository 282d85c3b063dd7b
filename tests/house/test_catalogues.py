"""Spanish is complete: every message, every placeholder, one word for one thing."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from quality.catalogues import complaints, read
from quality.messages import Use, in_python, used
from tests.house.sources import ROOT

USE = Use("Saved.", "", "dmi/web/x.py", 1)


@pytest.mark.rule("C66")
def test_every_message_has_its_spanish() -> None:
    assert complaints(read(ROOT), used(ROOT)) == []


def catalogue_complaints(*sources: str) -> list[str]:
    catalogues = {
        f"part{number}": read_po(BytesIO(source.encode()), locale="es")
        for number, source in enumerate(sources)
    }
    return complaints(catalogues, [USE])


def test_this_guard_bites() -> None:
    assert catalogue_complaints('msgid "Saved."\nmsgstr "Guardado."\n') == []
    assert catalogue_complaints("") == ["dmi/web/x.py:1: no Spanish for 'Saved.'"]
    assert catalogue_complaints('msgid "Saved."\nmsgstr ""\n') == [
        "part0.po: 'Saved.' is not translated"
    ]
    assert catalogue_complaints('#, fuzzy\nmsgid "Saved."\nmsgstr "Guardado."\n') == [
        "part0.po: 'Saved.' is fuzzy"
    ]
    saved = 'msgid "Saved."\nmsgstr "Guardado."\n\n'
    assert catalogue_complaints(saved + 'msgid "%(n)s days"\nmsgstr "%(m)s días"\n') == [
        "part0.po: '%(n)s days' has other placeholders in Spanish"
    ]
    assert catalogue_complaints(saved + 'msgid "At least {min}"\nmsgstr "Al menos"\n') == [
        "part0.po: 'At least {min}' has other placeholders in Spanish"
    ]
    assert catalogue_complaints(saved, 'msgid "Saved."\nmsgstr "Listo."\n') == [
        "part1.po: 'Saved.' is said otherwise in part0.po"
    ]
    assert catalogue_complaints(saved + '#~ msgid "Old"\n#~ msgstr "Viejo"\n') == [
        "part0.po: obsolete entry 'Old'"
    ]


def test_messages_are_found_in_code() -> None:
    source = '_("One"); lazy_gettext("Two"); N_("Three"); ngettext("Four", "Fours", n); _(other)'
    assert [(use.msgid, use.plural) for use in in_python(source, "x.py")] == [
        ("One", ""),
        ("Two", ""),
        ("Three", ""),
        ("Four", "Fours"),
    ]
