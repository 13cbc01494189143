"""Writes Tests/DataQualityTests/Fixtures/personal.json: personal data as other programs make and check it.

Run by hand:  python3 -m venv venv && venv/bin/pip install python-stdnum==2.2 faker==40.63.0
              venv/bin/python Tests/Oracles/personal.py

`numbers` holds, for each number with a checksum, values that python-stdnum says are valid, and the same with one
character changed so that it says they are not. `columns` holds columns of a table: what kind they are, and values that
Faker invents; `lookalikes` are columns that are none of it. Nothing is about anybody.
"""

import json
import pathlib
import random

from faker import Faker
from stdnum import ean, iban, imei, isbn, luhn
from stdnum.be import nn
from stdnum.br import cpf
from stdnum.ca import sin
from stdnum.ch import ssn as ahv
from stdnum.cn import ric
from stdnum.de import idnr
from stdnum.dk import cpr
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.in_ import aadhaar
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.no import fodselsnummer
from stdnum.pl import pesel
from stdnum.se import personnummer
from stdnum.us import ssn
from stdnum.za import idnr as za

OUT = pathlib.Path(__file__).resolve().parents[1] / "DataQualityTests" / "Fixtures" / "personal.json"
ROWS = 40
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

draw = random.Random(7)


def digits(count):
    return "".join(draw.choice(DIGITS) for _ in range(count))


def letters(count, of=LETTERS):
    return "".join(draw.choice(of) for _ in range(count))


def date(form):
    year, month, day = draw.randint(1940, 1999), draw.randint(1, 12), draw.randint(1, 28)
    return form.format(y=year, yy=f"{year % 100:02}", m=f"{month:02}", d=f"{day:02}")


def completed(is_valid, body, ends):
    """The first of the ends that makes a body valid."""
    return next((body + end for end in ends if is_valid(body + end)), None)


def made(is_valid, body, ends):
    while True:
        value = completed(is_valid, body(), ends)
        if value:
            return value


TWO = [f"{n:02}" for n in range(100)]
ITALIAN = "AAAAAADDADDADDD"

MAKERS = {
    "unitedStates": (ssn.is_valid, lambda: f"{digits(3)}-{digits(2)}-{digits(3)}", DIGITS),
    "canada": (sin.is_valid, lambda: digits(8), DIGITS),
    "nationalHealth": (nhs.is_valid, lambda: digits(9), DIGITS),
    "germany": (idnr.is_valid, lambda: digits(10), DIGITS),
    "france": (nir.is_valid, lambda: draw.choice("12") + date("{yy}{m}") + f"{draw.randint(1, 95):02}" + digits(6), TWO),
    "spain": (lambda v: dni.is_valid(v) or nie.is_valid(v), lambda: draw.choice(DIGITS + "XYZ") + digits(7), LETTERS),
    "italy": (
        codicefiscale.is_valid,
        lambda: letters(6, "BCDFGLMNPRST") + date("{yy}") + draw.choice("ABCDEHLMPRST") + date("{d}") + "H501", LETTERS),
    "netherlands": (bsn.is_valid, lambda: draw.choice("123456789") + digits(7), DIGITS),
    "belgium": (nn.is_valid, lambda: date("{yy}{m}{d}") + f"{draw.randint(1, 997):03}", TWO),
    "switzerland": (ahv.is_valid, lambda: f"756.{digits(4)}.{digits(4)}.{digits(1)}", DIGITS),
    "poland": (pesel.is_valid, lambda: date("{yy}{m}{d}") + digits(4), DIGITS),
    "sweden": (personnummer.is_valid, lambda: date("{yy}{m}{d}") + "-" + digits(3), DIGITS),
    "norway": (fodselsnummer.is_valid, lambda: date("{d}{m}{yy}") + f"{draw.randint(0, 499):03}", TWO),
    "denmark": (cpr.is_valid, lambda: date("{d}{m}{yy}") + "-" + str(draw.randint(0, 3)) + digits(2), DIGITS),
    "finland": (hetu.is_valid, lambda: date("{d}{m}{yy}") + "-" + f"{draw.randint(2, 899):03}", DIGITS + LETTERS),
    "brazil": (cpf.is_valid, lambda: digits(9), TWO),
    "india": (aadhaar.is_valid, lambda: draw.choice("23456789") + digits(10), DIGITS),
    "china": (ric.is_valid, lambda: "110101" + date("{y}{m}{d}") + digits(3), DIGITS + "X"),
    "southAfrica": (za.is_valid, lambda: date("{yy}{m}{d}") + digits(4) + "08", DIGITS),
    "iban": (
        iban.is_valid, lambda: "", None),
    "card": (luhn.is_valid, lambda: draw.choice(["4" + digits(14), "5" + draw.choice("12345") + digits(13), "37" + digits(12)]), DIGITS),
}


def account():
    """A German or Dutch account whose check digits python-stdnum accepts."""
    country, body = draw.choice([("DE", digits(18)), ("NL", "INGB" + digits(10)), ("GB", "WEST" + digits(14))])
    check = next(two for two in TWO if iban.is_valid(country + two + body, check_country=False))
    return country + check + body


def spoilt(value, is_valid):
    """The value with one character changed, so that it is not valid."""
    while True:
        place = draw.randrange(len(value) - 1) if len(value) > 4 else 0
        if not value[place].isdigit():
            continue
        changed = value[:place] + draw.choice(DIGITS) + value[place + 1:]
        if changed != value and not is_valid(changed):
            return changed


def numbers():
    result = {}
    for name, (is_valid, body, ends) in MAKERS.items():
        if name == "iban":
            check = lambda v: iban.is_valid(v, check_country=False)
            valid = [account() for _ in range(ROWS)]
        else:
            check = is_valid
            valid = [made(is_valid, body, ends) for _ in range(ROWS)]
        result[name] = {"valid": valid, "wrong": [spoilt(value, check) for value in valid]}
    return result


def columns(known):
    """Columns of personal data: kind, name, values."""
    people = {locale: Faker(locale) for locale in ["en_US", "de_DE", "fr_FR", "es_ES"]}
    for number, faker in enumerate(people.values()):
        faker.seed_instance(7 + number)
    us, de, fr, es = people.values()

    def many(make):
        return [make() for _ in range(ROWS)]

    spaced = lambda v: " ".join(v[i:i + 4] for i in range(0, len(v), 4))
    listed = [
        ("email", "email", many(us.email)), ("email", "contact", many(de.email)),
        ("email", "x7", [f"{us.name()} <{us.email()}>" for _ in range(ROWS)]),
        ("phone", "phone", many(lambda: us.numerify("(4%#) 5%#-####").replace("(4", "(4"))),
        ("phone", "mobile", many(lambda: us.numerify("017%#######"))), ("phone", "x1", many(lambda: us.numerify("+49 17# %######"))),
        ("card", "card_number", known["card"]["valid"]), ("card", "x2", [spaced(v) for v in known["card"]["valid"]]),
        ("iban", "account", known["iban"]["valid"]), ("iban", "x3", [spaced(v) for v in known["iban"]["valid"]]),
        ("ip_address", "client_ip", many(us.ipv4)), ("ip_address", "x4", many(us.ipv6)), ("ip_address", "x5", many(us.ipv4)),
        ("mac_address", "x6", many(us.mac_address)), ("mac_address", "device", [v.upper().replace(":", "-") for v in many(us.mac_address)]),
        ("birth_date", "date_of_birth", [str(us.date_of_birth()) for _ in range(ROWS)]),
        ("birth_date", "dob", [de.date_of_birth().strftime("%d.%m.%Y") for _ in range(ROWS)]),
        ("person_name", "first_name", many(es.first_name)), ("person_name", "lastName", many(fr.last_name)),
        ("person_name", "name", many(us.name)), ("person_name", "customer", many(us.name)),
        ("address", "address", many(lambda: us.address().replace("\n", ", "))), ("address", "street", many(de.street_address)),
        ("coordinates", "latitude", [float(us.latitude()) for _ in range(ROWS)]),
        ("coordinates", "place", [f"{us.latitude()}, {us.longitude()}" for _ in range(ROWS)]),
        ("free_text", "notes", [f"Please call me at {us.numerify('4%#-5%#-####')} about the order from {us.city()}." for _ in range(ROWS)]),
        ("free_text", "comment", [f"The bill was sent to {us.email()} and is still not paid." for _ in range(ROWS)]),
        ("free_text", "remark", [f"was charged on {spaced(v)} and wants it back soon" for v in known["card"]["valid"]]),
    ]
    listed += [("national_id", f"person_{name}", entry["valid"]) for name, entry in known.items()
               if name not in ["card", "iban", "unitedStates", "canada", "nationalHealth", "netherlands", "denmark"]]
    listed += [("national_id", "ssn", known["unitedStates"]["valid"]), ("national_id", "bsn", known["netherlands"]["valid"]),
               ("national_id", "sin", known["canada"]["valid"]), ("national_id", "nhs_number", known["nationalHealth"]["valid"]),
               ("national_id", "cpr", known["denmark"]["valid"])]
    return [{"kind": kind, "name": name, "values": values} for kind, name, values in listed]


def lookalikes():
    """Columns that look like personal data and are none."""
    us = Faker("en_US")
    us.seed_instance(11)

    def many(make):
        return [make() for _ in range(ROWS)]

    listed = {
        "order_number": many(lambda: digits(16)), "invoice": many(lambda: f"{digits(3)}-{digits(2)}-{digits(4)}"),
        "sku": many(lambda: f"{letters(2)}{digits(8)}"), "price": many(lambda: round(draw.uniform(1, 999), 2)),
        "version": many(lambda: f"{draw.randint(0, 9)}.{draw.randint(0, 20)}.{draw.randint(0, 30)}.{draw.randint(0, 9)}"),
        "timestamp": many(lambda: draw.randint(1_500_000_000, 1_700_000_000)),
        "millis": many(lambda: draw.randint(1_500_000_000_000, 1_700_000_000_000)),
        "created": [str(us.date_time_this_decade()) for _ in range(ROWS)], "day": many(lambda: date("{y}{m}{d}")),
        "ean": many(lambda: made(ean.is_valid, lambda: digits(12), DIGITS)),
        "imei": many(lambda: made(imei.is_valid, lambda: "35" + digits(12), DIGITS)),
        "isbn": many(lambda: made(isbn.is_valid, lambda: digits(9), DIGITS)),
        "uuid": many(lambda: str(us.uuid4())), "duration": many(lambda: f"{digits(1)}:{draw.randint(10, 59)}:{draw.randint(10, 59)}"),
        "amount": many(lambda: draw.randint(1, 99_999_999)), "temperature": many(lambda: round(draw.uniform(-20, 40), 2)),
        "city": many(us.city), "product": many(lambda: draw.choice(["red chair", "blue table", "desk lamp", "oak shelf"]) + f" {digits(3)}"),
        "storm": ["Amy", "Caroline", "Doris", "Eve", "Fanny", "Gladys", "Hallie", "Isabel", "Anna", "Bertha"] * 4,
        "retina": many(lambda: f"icon{digits(3)}@2x.png"), "handle": many(lambda: "@" + us.user_name()),
        "review": many(lambda: us.sentence(nb_words=12)), "email_opt_in": many(lambda: draw.choice(["yes", "no"])),
        "phone_service": many(lambda: draw.choice([0, 1])), "cell": many(lambda: draw.randint(1, 400)),
        "tail": many(lambda: f"N{draw.randint(100, 999)}{letters(2)}"), "flight": many(lambda: f"{letters(2)}{digits(4)}"),
        "birth_weight": many(lambda: round(draw.uniform(1.5, 5), 2)), "card_type": many(lambda: draw.choice(["visa", "amex"])),
        "colour": many(lambda: "#" + "".join(draw.choice("0123456789abcdef") for _ in range(6))),
        "hash": many(lambda: us.md5()), "ratio": many(lambda: f"{draw.randint(1, 9)}/{draw.randint(10, 99)}"),
        "postcode": many(us.postcode), "company": many(us.company), "job": many(us.job),
    }
    return [{"name": name, "values": values} for name, values in listed.items()]


def main():
    known = numbers()
    fixture = {"numbers": known, "columns": columns(known), "lookalikes": lookalikes()}
    OUT.write_text(json.dumps(fixture, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
