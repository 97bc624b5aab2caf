"""The body of an entry with words of its own, as HTML: paragraphs, tables, pictures and players, files.

A line that begins with "|" is a row of a table, with "||" one of its head; [words](place) is a link, also in a cell.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from demo.plan import Anchor, Leaf

MEDIA = {
    "picture": Markup('<p align="center"><img src="/images/yitu.png" alt="图解" width="800"></p>\n'),
    "video": Markup('<p align="center"><video src="/media/jiedu.mp4" controls width="720"></video></p>\n'),
    "audio": Markup('<p align="center"><audio src="/media/jiedu.mp3" controls></audio></p>\n'),
}
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
Find = Callable[[str], str]  # where a place is: "@id" a page, "@unit/dir" a column, "@unit/dir#seq" a policy


def content(leaf: Leaf, made_up: list[str], files: Iterable[Anchor], find: Find) -> Markup:
    """Put the body together; `made_up` paragraphs follow the own ones, all of them where there are no own ones."""
    lines = [*leaf.body, *(made_up[: leaf.pad] if leaf.body else made_up)]
    parts = [*blocks(lines, find), *(MEDIA[name] for name in leaf.media), *_attached(files)]
    return Markup("").join(parts)


def blocks(lines: Iterable[str], find: Find) -> Iterator[Markup]:
    """Lines as paragraphs and tables."""
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_row:
            yield Markup('<table class="gkinfo">{}</table>\n').format(
                Markup("\n").join(_row(line, find) for line in group)
            )
        else:
            yield from (Markup("<p>{}</p>\n").format(_linked(line, find)) for line in group)


def _row(line: str, find: Find) -> Markup:
    tag, cells = ("th", line[2:]) if line.startswith("||") else ("td", line[1:])
    cell = Markup(f"<{tag}>{{}}</{tag}>")
    return Markup("<tr>{}</tr>").format(
        Markup("").join(cell.format(_linked(one, find)) for one in cells.split("|"))
    )


def _linked(text: str, find: Find) -> Markup:
    """Text with its links."""
    parts = LINK.split(text)
    links = (
        Markup('{}<a href="{}">{}</a>').format(plain, find(place), words)
        for plain, words, place in zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    )
    return Markup("").join((*links, Markup.escape(parts[-1])))


def _attached(files: Iterable[Anchor]) -> Iterator[Markup]:
    for number, file in enumerate(files, 1):
        yield Markup('<p>附件{}：<a href="{}">{}</a></p>\n').format(number, file.href, file.text)
