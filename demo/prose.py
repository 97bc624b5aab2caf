"""Deterministic text: titles and bodies put together from demo/data/prose.toml."""

from functools import cache
from random import Random
from typing import Any

from demo.plan import Article
from demo.spec import ColumnSpec, UnitSpec, load


@cache
def _data() -> dict[str, Any]:
    return load("prose")


def topics(unit: UnitSpec) -> list[str]:
    """What the unit's pages are about."""
    found: list[str] = _data()["topics"][unit.theme]
    return found


def titles(unit: UnitSpec, spec: ColumnSpec, wanted: int) -> list[str]:
    """Distinct titles for one column, the same every time."""
    data = _data()["titles"]
    patterns = data.get(spec.kind, data["other"])
    pairs = [(pattern, topic) for pattern in patterns for topic in topics(unit)]
    Random(f"{unit.id}/{spec.dir}").shuffle(pairs)
    if len(pairs) < wanted:
        raise ValueError(f"{unit.id}/{spec.dir}: only {len(pairs)} titles for {wanted} entries")
    return [pattern.format(topic=topic, unit=unit.short or unit.name) for pattern, topic in pairs[:wanted]]


def old_policy_title(unit: UnitSpec, index: int) -> str:
    """Title of a policy from years ago."""
    subjects = topics(unit)
    return f"关于印发云溪区{subjects[index % len(subjects)]}三年行动方案的通知"


def superior_title(index: int) -> str:
    """Title of an interpretation of a policy that is not of this district."""
    found: list[str] = _data()["superior"]
    return found[index % len(found)]


def paragraphs(article: Article, unit: UnitSpec) -> list[str]:
    """Body of an entry: sections of an interpretation, parts of a policy, else plain paragraphs."""
    data, draw = _data()["sentences"], Random(article.seed)
    drawn = draw.choice(topics(unit))
    topic = next((name for name in topics(unit) if name in article.title), drawn)
    if article.kind == "interpretation":
        return _sections(data, draw, topic, article.cites)
    kind = article.kind if article.kind in data else "other"
    heads: list[str] = data["heads"] if kind == "policy" else [""] * draw.randint(6, 9)
    return [head + _paragraph(data[kind] + data["common"], draw, topic, unit) for head in heads]


def _paragraph(pool: list[str], draw: Random, topic: str, unit: UnitSpec) -> str:
    chosen = draw.sample(pool, min(len(pool), draw.randint(4, 7)))
    return _fill(chosen, draw, topic, unit.short or unit.name)


def _fill(sentences: list[str], draw: Random, topic: str, name: str) -> str:
    facts = {"topic": topic, "unit": name, "n": draw.randint(3, 96), "m": draw.randint(2, 9)}
    return "".join(sentence.format(**facts) for sentence in sentences)


def _sections(data: dict[str, list[str]], draw: Random, topic: str, cites: str) -> list[str]:
    pool = data["policy"] + data["common"]
    opening = f"近日，{cites or '有关文件'}公开发布。为便于公众理解，现解读如下。"
    return [opening, *(head + _fill(draw.sample(pool, 5), draw, topic, "我区") for head in data["sections"])]
