"""Numbers of persons as pages hold them in the tests of the privacy checks: masked, with proof and doubt."""

from __future__ import annotations

from evidence.marks import NumberKind, PersonalNumber


def identity(masked: str = "37*************231", *doubt: str, length: int = 18) -> PersonalNumber:
    return PersonalNumber(NumberKind.IDENTITY, masked, f"身份证号{masked}", "", ("checksum",), doubt, length)


def card(
    masked: str = "***************3445", *doubt: str, proof: str = "luhn prefix labelled"
) -> PersonalNumber:
    return PersonalNumber(NumberKind.BANK_CARD, masked, masked, "", tuple(proof.split()), doubt, 19)


def phone(masked: str = "138****8000", *doubt: str, proof: str = "") -> PersonalNumber:
    return PersonalNumber(NumberKind.PHONE, masked, masked, "", tuple(proof.split()), doubt, 11)
