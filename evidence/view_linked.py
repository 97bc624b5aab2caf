"""Where the links of catalogues lead, and what stands there: looked up in every file of the district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from evidence.catalogues import LinkedPage
from evidence.district import DistrictFiles
from evidence.hostfile import HostFile, PageRow
from evidence.records import ListState, PageFacts, PageKind, Region
from evidence.units import Look

_SAID_CHARS = 30_000
_FILE_CHARS = 8_000  # of one file that a page offers
_MAX_FILES = 10
_LITTLE = 40  # characters: a page that says less shows a picture, a frame or nothing


@dataclass(slots=True)
class Linker:
    """Reads pages once each; looks at addresses are asked for all together."""

    files: DistrictFiles
    brief: bool = False  # whether pages answer is all that is wanted
    answered: set[int] = field(default_factory=set)
    looks: dict[int, list[Look]] = field(default_factory=dict)
    pages: dict[str, LinkedPage] = field(default_factory=dict)

    def prepare(self, bearers: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Look up how the addresses answered that pages link to: (page, addresses), all at once."""
        by_file: dict[str, set[int]] = {}
        for page, urls in bearers:
            file = self.files.file_of(page)
            keys = {self.files.key_of(url) for url in urls if "://" in url}
            if file is not None and keys:
                by_file.setdefault(file.netloc, set()).update(keys)
        wanted = set().union(*by_file.values())
        for netloc, file in self.files.files.items() if wanted else ():
            self.answered |= file.answered(by_file.get(netloc, ()))
            for key, looks in file.looks(wanted).items():
                self.looks.setdefault(key, []).extend(looks)

    def page(self, url: str, words: str, head: str = "") -> LinkedPage:
        """What a link leads to."""
        met = self.pages.get(url)
        if met is None:
            met = self.pages[url] = self._read(url)
        return replace(met, words=words, head=head)

    def _read(self, url: str) -> LinkedPage:
        found = self.files.page(url) if "://" in url else None
        if found is None:
            return self._unread(url)
        file, row = found
        if self.brief:
            return LinkedPage(url, title=row.title, read=True, answered=True)
        facts = file.facts(row, links=True)
        doubts = list(self._doubts(facts))
        said = self._said(file, row, facts, doubts)
        called = facts.consultation
        return LinkedPage(
            url, title=row.title, said=said, read=True, answered=_is_content(facts), doubt="；".join(doubts[:2]),
            published=row.published_on, is_policy=row.is_policy,
            has_feedback=called.feedback is not None if called else None,
        )  # fmt: skip

    def _unread(self, url: str) -> LinkedPage:
        key = self.files.key_of(url) if "://" in url else 0
        looks = sorted(dict.fromkeys(self.looks.get(key, ())), key=lambda look: look.at)
        answered = key in self.answered
        return LinkedPage(url, answered=answered, looks=tuple(looks), doubt="链接指向的页面未读取")

    def _doubts(self, facts: PageFacts) -> Iterator[str]:
        """Why a page may show more than was read of it (Chinese)."""
        if facts.says_missing:
            yield "页面提示内容不存在"
        elif facts.kind is PageKind.HOME:
            yield "链接转到首页"
        elif facts.file_type and facts.file_why:
            yield facts.file_why
        elif facts.list_state is ListState.SCRIPTED and not facts.items:
            yield "页面内容由脚本生成，未能读取"
        elif not facts.file_type and facts.text_chars < _LITTLE and not facts.items and not facts.subcolumns:
            yield "页面没有文字，内容可能是图片或嵌入的文件"
        if facts.consultation is not None and facts.consultation.unread_tab:
            yield f"页签“{facts.consultation.unread_tab}”的内容未能读取"

    def _said(self, file: HostFile, row: PageRow, facts: PageFacts, doubts: list[str]) -> str:
        """What a page says; a list says no more than its entries are called."""
        if facts.kind is PageKind.HOME:
            return ""
        parts = [row.title, *(item.title for item in facts.items or ())]
        if not is_list(row):
            parts += [file.text(row), *(link.text for link in facts.links if link.region is Region.MAIN)]
        for url in facts.attachments[:_MAX_FILES]:
            parts.append(self._file(url, doubts))
        said = "\n".join(part for part in parts if part)
        if len(said) > _SAID_CHARS:
            doubts.append(f"文字过长，只看了前{_SAID_CHARS}字")
        return said[:_SAID_CHARS]

    def _file(self, url: str, doubts: list[str]) -> str:
        """The text of a file that a page offers; a doubt is added where it was not read."""
        met = self.files.page(url) if "://" in url else None
        if met is None:
            doubts.append("附件未能读取")
            return ""
        why = met[0].facts(met[1]).file_why
        if why:
            doubts.append(f"附件{why}")
        return met[0].text(met[1])[:_FILE_CHARS]


def _is_content(facts: PageFacts) -> bool:
    """Whether a page is what a link was made for: no notice that it is gone, no home page that stands in for it."""
    return not facts.says_missing and facts.kind is not PageKind.HOME


def is_list(row: PageRow) -> bool:
    """Whether a page is a column's or a home page: it names much and says nothing itself."""
    return row.kind in (PageKind.HOME, PageKind.COLUMN) and not row.is_article
