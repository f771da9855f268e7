"""What must be there before anybody can sign in, entered by commands."""

import re

import pytest

from tests import make
from tutor.actor import Role
from tutor.database import begin_reading, db
from tutor.office.models import Municipality, Programme
from tutor.people.models import RoleGrant
from tutor.people.search_keys import PersonKey

CITY = ["office", "municipality", "99999", "みどり野市", "みどりのし", "--telephone", "0191-21-8633"]


@pytest.fixture
def run(app, client):
    """A command, as typed; gives its exit code and what it said."""
    runner = app.test_cli_runner()

    def command(*words: str):
        done = runner.invoke(args=list(words))
        begin_reading(False)
        return done.exit_code, done.output

    return command


def kept(app, table):
    with app.app_context():
        return db.session.query(table).count()


def test_city_contract_and_coordinator_are_enough_to_sign_in(app, client, run):
    assert run(*CITY)[0] == 0
    assert run("office", "programme", "99999", "スマホ訪問", "120")[0] == 0
    code, said = run("office", "staff", "coordinator", "小田島", "由紀", "--city", "99999")
    assert code == 0
    number, password = re.search(r"number (\w+)  password (\S+)", said).groups()

    assert client.post("/enter", data={"number": number, "password": password}).location == "/office/"
    assert "のこり120／120回" in client.get("/office/requests/new").get_data(as_text=True)


def test_city_entered_twice_is_refused_with_a_sentence(app, run):
    run(*CITY)

    code, said = run(*CITY)

    assert code == 1
    assert "もう登録されています" in said
    assert kept(app, Municipality) == 1


@pytest.mark.parametrize("code5", ["1234", "abcde", "１２３４５"])
def test_city_code_must_be_five_digits(app, run, code5):
    code, said = run("office", "municipality", code5, "町", "まち", "--telephone", "0191-21-8633")

    assert code == 1
    assert "5けたの数字" in said
    assert kept(app, Municipality) == 0


def test_wrong_telephone_enters_no_city(app, run):
    code, said = run("office", "municipality", "99999", "町", "まち", "--telephone", "12")

    assert code == 1
    assert "市外局番から" in said
    assert kept(app, Municipality) == 0


def test_contract_of_an_unknown_city_is_refused(app, run):
    code, said = run("office", "programme", "00000", "スマホ訪問", "120")

    assert code == 1
    assert "まだ登録されていません" in said
    assert kept(app, Programme) == 0


def test_contract_year_begins_in_april(app, run):
    run(*CITY)
    run("office", "programme", "99999", "スマホ訪問", "120", "--year", "2027")

    with app.app_context():
        made = db.session.query(Programme).one()
        assert (str(made.starts_on), str(made.ends_on)) == ("2027-04-01", "2028-03-31")


def test_officer_without_a_city_is_refused_and_nobody_is_entered(app, run):
    code, said = run("office", "staff", "officer", "大和田", "浩")

    assert code == 1
    assert "--city" in said
    assert kept(app, RoleGrant) == 0


def test_coordinator_without_a_city_reaches_all(app, run):
    run("office", "staff", "coordinator", "岩渕", "真理")

    with app.app_context():
        held = db.session.query(RoleGrant).one()
        assert (held.role, held.municipality_id) == (Role.COORDINATOR, None)
        make.municipality()


def test_search_keys_are_made_again(app, run):
    with app.app_context():
        make.person()
        db.session.commit()
        keys = db.session.query(PersonKey)
        made = keys.count()
        keys.delete()
        db.session.commit()

    assert run("office", "search-keys") == (0, "1 people can be found.\n")
    assert kept(app, PersonKey) == made > 0
