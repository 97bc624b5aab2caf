"""The site search as a page offers it: a form, or a field whose script makes the address."""

from __future__ import annotations

import re

from crawler.extract.tree import Doc, Element, resolve, text_of
from evidence.marks import SearchForm

_FIELD = re.compile(
    r"(?i)^(?:q|qt|wd|kw|key|keys|keyword|keywords|query|querystring|search|searchword|search_?(?:word|key|text|value|content|input)\w*"
    r"|searchkey\w*|s|word|words|text|txt_?search\w*|tbsearch\w*|ss|ssnr|sousuo|gjc|title|allkeyword|showkeycode|lucenenewssearchkey\w*"
    r"|websitesearch\w*|fulltext\w*|content|wordss?|condition)$|search|keyw|sousuo|query",
)
_LONE = re.compile(r"(?i)search|keyw|sousuo|query|^(?:q|qt|kw)$")
_PAGE_LINKS = 10  # a form with so many links is the whole page's
_WORDS = re.compile(r"搜\s*索|检\s*索|查\s*询|查\s*找|关\s*键\s*[字词]|搜一下|智能搜|站内|请输入")
_OTHER = re.compile(
    r"(?i)邮箱|密码|用户名|账号|帐号|验证码|姓名|password|passwd|login|user_?name|captcha|查询码|身份证|申请编号|办件|受理号|编号|\bcode\b|信件"
)
_CHANGING = re.compile(r"(?i)viewstate|eventvalidation|csrf|token|__")
_NOT_HERE = re.compile(
    r"(?i)(?:^|[\s_/\-])(?:login|logon|register|subscribe|vote|comment|mail)(?:$|[\s_/\-.])"
)


def read_search(doc: Doc) -> SearchForm | None:
    """The first form of the page that searches it; a lone field with a button is told as ``scripted``."""
    for form in doc.body.iter("form"):
        field = _text_field(form)
        if field is not None and _is_search(form, field):
            return _form(doc, form, field)
    for field in doc.body.iter("input"):
        if _is_text(field) and _searches_alone(field):
            return SearchForm("", "GET", field.get("name") or field.get("id") or "", (), scripted=True)
    return None


def _searches_alone(field: Element) -> bool:
    """Whether a field outside every form, or in one around the whole page, is the site search by its own words."""
    form = next(field.iterancestors("form"), None)
    if form is not None and sum(1 for _ in form.iter("a")) < _PAGE_LINKS:
        return False
    named = any(_LONE.search(field.get(name) or "") for name in ("name", "id"))
    words = " ".join(field.get(name) or "" for name in ("placeholder", "value", "title"))
    return bool(named or _WORDS.search(words)) and not _OTHER.search(_said(field))


def _text_field(form: Element) -> Element | None:
    """The form's one field of words; None where there is none, or a password or a text beside it."""
    kinds = [(i.get("type") or "text").lower() for i in form.iter("input")]
    if "password" in kinds or form.find(".//textarea") is not None:
        return None
    fields = [i for i in form.iter("input") if _is_text(i)]
    named = [i for i in fields if _names_search(i)]
    return (named or fields)[0] if fields and len(fields) <= 3 else None


def _is_text(field: Element) -> bool:
    return (field.get("type") or "text").lower() in ("text", "search")


def _said(element: Element) -> str:
    names = ("name", "id", "class", "placeholder", "value", "title", "alt", "onclick", "action", "onfocus")
    return " ".join(element.get(name) or "" for name in names)


def _names_search(field: Element) -> bool:
    if any(_FIELD.search(field.get(name) or "") for name in ("name", "id")):
        return True
    words = " ".join(field.get(name) or "" for name in ("placeholder", "value", "title"))
    return bool(_WORDS.search(words))


def _is_search(form: Element, field: Element) -> bool:
    """Whether words, names or the address of a form say that it searches, and nothing that it is for something else."""
    if _OTHER.search(_said(field)) or _NOT_HERE.search(form.get("action") or ""):
        return False
    said = f"{_said(form)} {text_of(form)} " + " ".join(
        _said(i) for i in form.iter("input", "button", "a", "img")
    )
    searches = _WORDS.search(said) or re.search(r"(?i)search|sousuo|jsearch|query", said)
    return _names_search(field) and bool(searches)


def _form(doc: Doc, form: Element, field: Element) -> SearchForm:
    action = (form.get("action") or "").strip()
    name = field.get("name") or ""
    url = resolve(doc, action) if action else doc.url
    usable = bool(url and name) and not action.lower().startswith("javascript") and action != "#"
    fixed = tuple(
        (i.get("name"), i.get("value") or "")
        for i in form.iter("input")
        if (i.get("type") or "").lower() == "hidden" and i.get("name")
    )
    changing = any(_CHANGING.search(key) and value for key, value in fixed)
    submits = re.search(r"return\s+false|preventDefault", f"{form.get('onsubmit') or ''}")
    return SearchForm(
        url if usable and url else "",
        (form.get("method") or "GET").upper(),
        name or field.get("id") or "",
        fixed[:20],
        scripted=not usable or changing or bool(submits),
    )
