"""Bank cards (银行卡): length, check digit, and the issuer's prefix (发卡行标识代码).

The prefixes are those of cards that the large banks, the joint-stock banks and rural credit unions give to
persons, as public tables of prefixes have them (no bank's own list was at hand); each with the lengths it is
issued in. ISO/IEC 7812: the last digit makes
the sum of Luhn end in nought.
"""

from __future__ import annotations

from collections.abc import Iterator

_SIXTEEN_TO_NINETEEN = range(16, 20)


def _spread(text: str) -> Iterator[int]:
    """``622260-622262 622258``: every prefix named."""
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


# 19 digits: debit cards of 工、农、中、建、邮储、交, and of joint-stock and local banks
_NINETEEN = frozenset(_spread(
    "620058 620200 620302 620402-620404 620406-620407 620409-620412 621225-621227 621240 621281 621288 621292-621294 "
    "621558-621562 621618 621670 621720-621724 621761-621762 621765 622200 622202-622203 622208 955880-955882 955888 "  # 工
    "620059 621282 621336 621619 621671 622820-622828 622840-622841 622843-622849 623018 623052 623206 955950 955990 "  # 农
    "456351 601382 620061 621215 621256 621283 621330-621334 621568-621569 621620 621660-621663 621665-621669 "
    "621672 621725 621741 621756-621759 621785-621790 623208 623571-623573 623575 "  # 中
    "436742 620060 621080-621082 621284 621466-621467 621488 621499 621598 621621 621673 621700 622280 622700 622966 622988 "
    "623211 623251 623668 "  # 建
    "620062 621095-621096 621098-621099 621285 621582 621599 621622 621674 621797-621799 622150-622151 622181 622187-622189 "
    "622199 623218-623219 955100 "  # 邮储
    "621002 621069 621335 621436 622258-622262 601428 623261 "  # 交
    "621691 621773 622319 622568 622908 622909 622938 621700 623078 623190 623191 621521 621690 623668 "  # 其他
    "622478 622478-622480 622609 622613-622617 622622 622660-622665 622667-622673 620518 621489 621492"
))  # fmt: skip
# 16 digits: cards of the joint-stock banks, and quasi-credit and credit cards
_SIXTEEN = frozenset(_spread(
    "622575-622582 622588 622598 622609 621286 621299 621483 621485-621486 410062 468203 512425 524011 "  # 招商
    "433670 433680 442729-442730 620082 621767-621768 621770-621773 622690-622692 622696 622698 622998-622999 "  # 中信
    "620535 621489 621492 622657-622673 "  # 光大
    "622600-622603 622615-622622 621691 472067-472068 415599 421393 421865 427570-427571 "  # 民生
    "622155-622157 622298 622535-622536 622538-622539 622983 622986 622989 621626 623058 602907 "  # 平安
    "622516-622518 622521-622523 622176-622177 622500 622276-622277 621351-621352 621390 621792-621796 984301 "  # 浦发
    "622630-622633 622636-622638 623020-623023 621222 539867-539868 "  # 华夏
    "622555-622560 622568 621462 436768-436771 "  # 广发
    "438588-438589 451289-451290 622901-622902 622922 "  # 兴业
    "622230-622232 622234-622235 622237-622240 622210-622215 622220 622225 622229 622245 427010 427018-427020 427028-427030 "
    "438125-438126 451804 451810-451811 458071 489734-489736 510529 548259 "  # 工（信用卡）
    "622836-622838 622830 403361 404117-404121 463758 514027 519412-519413 520082-520083 535910-535919 552599 558730 "  # 农
    "622752-622756 622757-622765 622770-622772 622788 356833 356835 409665-409672 438088 514957-514958 518377-518379 "  # 中
    "622166 622168 622708 436718 436728 436738 436745 436748 489592 532450 532458 544033 552245 552801 553242 558895 "  # 建
    "622250-622254 622656 520169 521899 522964 552853 434910 458123-458124 "  # 交
    "622810-622812 625919 518905"  # 邮储
))  # fmt: skip
_SEVENTEEN = frozenset(_spread("405512 601428 622258-622262 620521 622284"))  # 交
_EIGHTEEN = frozenset(_spread("623090 620405 620408 620502-620503 620512 621721"))
_BY_LENGTH = {16: _SIXTEEN, 17: _SEVENTEEN, 18: _EIGHTEEN, 19: _NINETEEN}
_UNION = "62"


def is_bank_card(digits: str) -> bool:
    """Whether digits have the length, the beginning and the check digit of a bank card."""
    if len(digits) not in _SIXTEEN_TO_NINETEEN or not digits.isdecimal():
        return False
    if digits.startswith(_UNION) or int(digits[:6]) in _BY_LENGTH[len(digits)]:
        return luhn(digits)
    return False


def is_listed(digits: str) -> bool:
    """Whether the prefix is one that a bank is known to issue in this length; UnionPay's 62 alone is less."""
    return len(digits) in _BY_LENGTH and int(digits[:6]) in _BY_LENGTH[len(digits)]


def luhn(digits: str) -> bool:
    """Whether the check digit holds: from the right, every second digit doubled."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
