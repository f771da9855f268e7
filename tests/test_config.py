"""A wrong setting gets a sentence that says which and how to mend it."""

from pathlib import Path

import pytest

from config import ROOT, BadSetting, from_environment

NO_FILE = Path("/nowhere/secret")
GIVEN = {"SECRET_KEY": "x"}
TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_SENDER": "+1"}


def settings(**more):
    return from_environment(GIVEN | more, NO_FILE)


def test_missing_secret_names_the_command_that_makes_one():
    with pytest.raises(BadSetting, match="make install"):
        from_environment({}, NO_FILE)


def test_secret_is_read_from_the_instance_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET_KEY=from-the-file\n")

    assert from_environment({}, secret).secret_key == "from-the-file"


def test_environment_wins_over_the_file(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("SECRET_KEY=from-the-file\n")

    assert from_environment(GIVEN, secret).secret_key == "x"


def test_database_lies_in_the_instance_folder_by_default(tmp_path):
    assert settings(INSTANCE=str(tmp_path)).database_url == f"sqlite:///{tmp_path}/tutor.db"
    assert settings().database_url == f"sqlite:///{ROOT}/instance/tutor.db"


@pytest.mark.parametrize("url", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"])
def test_common_spellings_of_postgresql_mean_our_driver(url):
    assert settings(DATABASE_URL=url).database_url == "postgresql+psycopg://u@h/d"


def test_other_databases_are_refused():
    with pytest.raises(BadSetting, match="sqlite:/// or postgresql://"):
        settings(DATABASE_URL="mysql://u@h/d")


@pytest.mark.parametrize("url", ["tutor.example.jp", "https://x/y", "ftp://x", "https://"])
def test_public_address_must_be_a_plain_origin(url):
    with pytest.raises(BadSetting, match="PUBLIC_URL"):
        settings(PUBLIC_URL=url)


def test_cookies_are_secure_when_people_come_by_https():
    assert settings(PUBLIC_URL="https://tutor.example.jp/").secure_cookies
    assert not settings().secure_cookies


@pytest.mark.parametrize("missing", sorted(TWILIO))
def test_half_of_twilio_is_refused(missing):
    with pytest.raises(BadSetting, match="all of"):
        settings(**{key: value for key, value in TWILIO.items() if key != missing})


def test_whole_twilio_sends_for_real():
    assert settings(**TWILIO).sends_for_real
    assert not settings().sends_for_real


def test_number_that_rings_needs_an_account():
    assert settings(**TWILIO, TWILIO_CALLER="+1").twilio_caller == "+1"
    with pytest.raises(BadSetting, match="TWILIO_CALLER"):
        settings(TWILIO_CALLER="+1")


@pytest.mark.parametrize("name", sorted(TWILIO))
def test_demo_refuses_to_start_with_any_of_twilio(name):
    with pytest.raises(BadSetting, match="never sends"):
        settings(TUTOR_DEMO="1", **{name: TWILIO[name]})


def test_secrets_do_not_show_when_settings_are_printed():
    shown = repr(from_environment({"SECRET_KEY": "hidden-1", **TWILIO, "TWILIO_AUTH_TOKEN": "hidden-2"}))

    assert "hidden" not in shown


def test_stand_in_for_twilio_is_sent_to_and_only_on_this_machine():
    to_stand_in = settings(FAKE_TWILIO="http://127.0.0.1:4020/", TUTOR_DEMO="1")

    assert to_stand_in.sends_for_real
    assert to_stand_in.twilio_caller
    assert to_stand_in.fake_twilio == "http://127.0.0.1:4020"
    for elsewhere in ("http://10.0.0.1:4020", "https://api.twilio.com", "http://127.0.0.1:4020@x.jp:80"):
        with pytest.raises(BadSetting, match="FAKE_TWILIO"):
            settings(FAKE_TWILIO=elsewhere)
    with pytest.raises(BadSetting, match="takes the place"):
        settings(FAKE_TWILIO="http://127.0.0.1:4020", **TWILIO)
