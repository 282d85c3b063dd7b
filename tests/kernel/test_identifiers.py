"""Numbers of people, cases, exhibits and places."""

import pytest
from stdnum.cl import rut

from dmi.kernel import identifiers
from dmi.kernel.identifiers import Malformed


@pytest.mark.rule("C16")
@pytest.mark.parametrize(
    "number",
    [
        *("12.345.678-5", "11.111.111-1", "30.686.957-4", "10.000.013-K"),
        *("10.000.004-0", "7.654.321-6", "5.126.663-3", "76.086.428-5"),
    ],
)
def test_published_numbers_pass(number: str) -> None:
    stored = identifiers.read_run(number)
    assert identifiers.format_run(stored) == number
    assert stored.replace("-", "") == rut.validate(number)


def test_check_digit_agrees_with_the_oracle() -> None:
    bodies = range(1_000_000, 99_000_000, 99_991)
    assert all(identifiers.mod11(str(body)) == rut.calc_check_digit(str(body)) for body in bodies)


@pytest.mark.rule("C16")
@pytest.mark.parametrize("digit", "012346789K")
def test_every_other_digit_of_a_run_is_refused(digit: str) -> None:
    with pytest.raises(Malformed) as refused:
        identifiers.read_run(f"12.345.678-{digit}")
    assert refused.value.sentence == identifiers.WRONG_DIGIT


@pytest.mark.parametrize(
    "typed", ["12345678-5", "012345678-5", " 12 345 678 5", "12.345.678\u20135"]
)
def test_a_run_is_read_in_every_form(typed: str) -> None:
    assert identifiers.read_run(typed) == "12345678-5"


@pytest.mark.parametrize("typed", ["", "K", "0-0", "12345678", "abc", "12A45678-5"])
def test_what_is_no_run_is_refused(typed: str) -> None:
    with pytest.raises(Malformed):
        identifiers.read_run(typed)


@pytest.mark.rule("C16")
def test_a_school_number_has_nine_digits() -> None:
    digit = identifiers.mod11("100000123")
    assert identifiers.read_school_number(f"100.000.123-{digit}") == f"100000123-{digit}"
    with pytest.raises(Malformed):
        identifiers.read_run(f"100000123-{digit}")
    with pytest.raises(Malformed):
        identifiers.read_school_number("12.345.678-5")
    wrong = identifiers.mod11("100000124")
    with pytest.raises(Malformed):
        identifiers.read_school_number(f"100000123-{wrong}")


@pytest.mark.rule("C16")
@pytest.mark.parametrize("country", ["", "  ", "PER", "1A"])
def test_a_foreign_document_needs_its_country(country: str) -> None:
    with pytest.raises(Malformed) as refused:
        identifiers.read_foreign_document("A1234567", country)
    assert refused.value.sentence == identifiers.COUNTRY_MISSING
    assert identifiers.read_foreign_document("a 123-4567", "pe") == "PE:A1234567"


def test_a_foreign_document_has_letters_and_digits() -> None:
    with pytest.raises(Malformed):
        identifiers.read_foreign_document("n/a?", "PE")


def test_company_numbers_are_told_apart() -> None:
    assert identifiers.is_company("76086428-5")
    assert not identifiers.is_company("12345678-5")


@pytest.mark.rule("C17")
def test_a_wrong_digit_of_a_ruc_only_warns() -> None:
    assert identifiers.read_ruc("0600293273-1", 2026).warning is None
    doubtful = identifiers.read_ruc("1.900.886.425-4", 2026)
    assert doubtful.number == "1900886425-4"
    assert doubtful.warning == identifiers.RUC_DIGIT_DIFFERS
    assert identifiers.format_ruc(doubtful.number) == "1.900.886.425-4"


@pytest.mark.rule("C17")
@pytest.mark.parametrize("typed", ["", "260000123-2", "26100001234-2", "2610000123", "RUC 1-9"])
def test_the_shape_of_a_ruc_is_enforced(typed: str) -> None:
    with pytest.raises(Malformed):
        identifiers.read_ruc(typed, 2026)


@pytest.mark.rule("C17")
def test_a_ruc_never_comes_from_the_future() -> None:
    with pytest.raises(Malformed) as refused:
        identifiers.read_ruc("2710000123-2", 2026)
    assert refused.value.sentence == identifiers.RUC_OF_THE_FUTURE


@pytest.mark.rule("C18")
def test_a_rit_is_unique_only_with_its_court() -> None:
    first = identifiers.read_docket("O-123-2026", "4º Juzgado de Garantía")
    again = identifiers.read_docket("o-0123-2026", " 4º  juzgado de garantía")
    elsewhere = identifiers.read_docket("O-123-2026", "8º Juzgado de Garantía")
    assert first == again
    assert first != elsewhere
    with pytest.raises(Malformed) as refused:
        identifiers.read_docket("O-123-2026", " ")
    assert refused.value.sentence == identifiers.COURT_MISSING


@pytest.mark.parametrize("typed", ["123", "O-123-1826", "ABC-1-2026", "O-1234567-2026"])
def test_what_is_no_rit_is_refused(typed: str) -> None:
    with pytest.raises(Malformed):
        identifiers.read_docket(typed, "4º Juzgado de Garantía")


def test_a_rit_without_letters_is_read() -> None:
    assert identifiers.read_docket("266-2006", "Corte").rit == "266-2006"


@pytest.mark.parametrize("typed", ["123", "1234567890123", "12A45"])
def test_what_is_no_nue_is_refused(typed: str) -> None:
    assert identifiers.read_nue(" 4.567.890 ") == "4567890"
    with pytest.raises(Malformed):
        identifiers.read_nue(typed)


@pytest.mark.rule("C19")
def test_a_comuna_exists_and_keeps_its_zero() -> None:
    known = {"05602", "13114"}
    assert identifiers.read_cut("5602", known) == "05602"
    assert identifiers.read_cut(" 13114 ", known) == "13114"
    with pytest.raises(Malformed) as refused:
        identifiers.read_cut("13999", known)
    assert refused.value.sentence == identifiers.CUT_NOT_KNOWN
    with pytest.raises(Malformed):
        identifiers.read_cut("Las Condes", known)
