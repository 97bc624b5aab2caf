"""The body of an entry with words of its own, as HTML: paragraphs, tables, pictures and players, files."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from demo.plan import Anchor, Leaf

MEDIA = {
    "picture": Markup('<p align="center"><img src="/images/yitu.png" alt="图解" width="800"></p>\n'),
    "video": Markup('<p align="center"><video src="/media/jiedu.mp4" controls width="720"></video></p>\n'),
    "audio": Markup('<p align="center"><audio src="/media/jiedu.mp3" controls></audio></p>\n'),
}


def content(leaf: Leaf, made_up: list[str], files: Iterable[Anchor]) -> Markup:
    """Put the body together; `made_up` paragraphs follow the own ones, all of them where there are no own ones."""
    lines = [*leaf.body, *(made_up[: leaf.pad] if leaf.body else made_up)]
    parts = [*_blocks(lines), *(MEDIA[name] for name in leaf.media), *_attached(files)]
    return Markup("").join(parts)


def _blocks(lines: list[str]) -> Iterator[Markup]:
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_row:
            rows = (
                Markup("").join(Markup("<td>{}</td>").format(cell) for cell in line[1:].split("|"))
                for line in group
            )
            yield Markup('<table class="gkinfo">{}</table>\n').format(
                Markup("\n").join(Markup("<tr>{}</tr>").format(row) for row in rows)
            )
        else:
            yield from (Markup("<p>{}</p>\n").format(line) for line in group)


def _attached(files: Iterable[Anchor]) -> Iterator[Markup]:
    for number, file in enumerate(files, 1):
        yield Markup('<p>附件{}：<a href="{}">{}</a></p>\n').format(number, file.href, file.text)
