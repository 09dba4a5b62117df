"""A session as one page of HTML to hand over: nothing is fetched, it prints on A4, and it is readable by ear."""

from collections.abc import Iterable
from datetime import date
from html import escape

from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.insight import QuestionResult, StatementResult
from reflectie_tui.model.session import Session
from reflectie_tui.report import svg
from reflectie_tui.report.outcome import Agreed, Asked, Chapter, Outcome, Remark, outcome
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.sentences import Told, answers_to, judgement
from reflectie_tui.report.voices import in_words
from reflectie_tui.words import Words


def page(session: Session, content: ContentSet, words: Words, *, today: date, names: bool = False) -> str:
    """Return the report of a session as a page of HTML.

    Args:
        session: what was answered.
        content: what was asked, in the language of the report.
        words: the language of the report.
        today: the day that tells which actions are late.
        names: whether it says who scored what; never in an anonymous session.
    """
    told = outcome(session, content, words, today=today, names=names)
    paper = Paper(words)
    body = [*_head(told, paper), *_picture(told, paper)]
    for number, chapter in enumerate(told.chapters, start=1):
        title = escape(f"{number}. {chapter.part.title}")
        body += ["<section>", f"<h2>{title}</h2>", *_chapter(chapter, paper), "</section>"]
    body += [*_signals(told, paper), *_actions(told.actions, paper)]
    body.append(f"<footer><p>{escape(content.facts.credit)}</p></footer>")
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(told.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in body if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def _head(told: Outcome, paper: Paper) -> list[str]:
    lines = [paper.facts(told.facts), ", ".join(told.people), *told.remarks]
    return [f"<h1>{escape(told.title)}</h1>", _paragraph(line for line in lines if line)]


def _picture(told: Outcome, paper: Paper) -> list[str]:
    """Return a bar for each perspective; its number and what was judged stand beside it as text."""
    words = paper.words
    rows = []
    for chapter in told.chapters:
        found = chapter.result
        if found.hidden:
            drawn, number = escape(words("report.hidden")), ""
        elif found.score is None:
            drawn = escape(words("report.no_score") if found.answered else words("report.nothing_yet"))
            number = ""
        else:
            number = words.number(found.score)
            drawn = svg.bar(float(found.score), words("report.average", score=number))
        said = paper.facts(judgement(found.joint, found.attention, words))
        rows.append([_header(chapter.part.name), f"<td>{drawn}</td>", _number(number), f"<td>{escape(said)}</td>"])
    heads = ["", svg.scale(), words("report.score"), words("report.judgement")]
    return [
        f"<section><h2>{escape(words('report.picture'))}</h2>",
        _table(heads, rows, "picture"),
        f"<p><small>{escape(words('report.picture_legend'))}</small></p></section>",
    ]


def _chapter(chapter: Chapter, paper: Paper) -> list[str]:
    words, found = paper.words, chapter.result
    facts = paper.facts([*chapter.facts, *judgement(found.joint, found.attention, words)])
    if found.hidden:
        return [_paragraph([words("report.hidden_long"), facts])]
    if not found.answered:
        return [_paragraph([words("report.nothing_yet_long"), facts]), *_written(chapter, words)]
    means = [f"{label}: {paper.facts(each)}" for label, each in chapter.means]
    return [
        _paragraph([facts, *means, words("report.sorted") if chapter.differences else ""]),
        _statements(chapter.statements, paper),
        *(_question(question, paper) for question in chapter.questions),
        *_written(chapter, words),
    ]


def _statements(asked: list[Asked[StatementResult]], paper: Paper) -> str:
    rows = []
    for each in asked:
        said = paper.facts(in_words(each.result, paper))
        rows.append(
            [
                _header(each.wording, _small(paper.facts(each.who))),
                f"<td>{svg.voices(each.result.counts, said)}</td>",
                f"<td>{escape(said)}</td>",
            ]
        )
    heads = [paper.words("report.statement"), svg.scale(), paper.words("report.pattern")]
    return _table(heads, rows, "statements")


def _question(asked: Asked[QuestionResult], paper: Paper) -> str:
    words, found = paper.words, asked.result
    most = max([1, *found.counts.values()])
    rows = []
    for answer, label in answers_to(asked.statement).items():
        count = found.counts.get(answer, 0)
        drawn = svg.share(count, most, words("report.voices", n=count))
        rows.append([_header(label), f"<td>{drawn}</td>", _number(str(count))])
    if found.nvt:
        rows.append([_header(words("report.unknown")), "<td></td>", _number(str(found.nvt))])
    heads = ["", "", words("report.count")]
    return f"<h3>{escape(asked.wording)}</h3>{_table(heads, rows, 'question')}{_small(paper.facts(asked.who))}"


def _written(chapter: Chapter, words: Words) -> list[str]:
    """Return what was written: the exercises and the notes."""
    part = chapter.part
    parts: list[str] = []
    if chapter.sentences:
        title = part.sentence.title if part.sentence else words("report.sentences")
        parts += [f"<h3>{escape(title)}</h3>", _paragraph([part.sentence.opening]) if part.sentence else ""]
        parts.append(_remarks(chapter.sentences, words))
    if chapter.exchange:
        title = part.exchange.title if part.exchange else words("report.exchange")
        heads = ["", words("report.gets"), words("report.brings"), words("report.no_go")]
        rows = [
            [_header(row.organisation), *(f"<td>{_lines(text)}</td>" for text in (row.gets, row.brings, row.no_go))]
            for row in chapter.exchange
        ]
        parts += [f"<h3>{escape(title)}</h3>", _table(heads, rows, "exchange")]
    if chapter.notes:
        parts.append(f"<h3>{escape(words('report.notes'))}</h3>")
        for notes in chapter.notes:
            parts.append(_paragraph([words("report.note_about", statement=notes.about)]) if notes.about else "")
            parts.append(_remarks(notes.remarks, words))
    return parts


def _remarks(remarks: Iterable[Remark], words: Words) -> str:
    items = []
    for remark in remarks:
        said = words("report.note_by", name=remark.by, text=remark.text) if remark.by else remark.text
        items.append(f"<li>{_lines(said)}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _signals(told: Outcome, paper: Paper) -> list[str]:
    words = paper.words
    parts = [f"<section><h2>{escape(words('report.signals'))}</h2>"]
    if not told.first:
        return [*parts, _paragraph([words("report.no_signals")]), "</section>"]
    parts.append(f"<ol>{''.join(_told(each, paper) for each in told.first)}</ol>")
    if told.more:
        items = "".join(_told(each, paper) for each in told.more)
        parts.append(f"<h3>{escape(words('report.signals_more'))}</h3>")
        parts.append(f'<ol start="{len(told.first) + 1}">{items}</ol>')
    return [*parts, "</section>"]


def _told(signal: Told, paper: Paper) -> str:
    words = paper.words
    lines = [f"<strong>{escape(signal.name)}</strong> · {escape(signal.perspective)}", escape(signal.sentence)]
    if signal.question:
        lines.append(escape(words("signals.question", text=signal.question)))
    if signal.first_step:
        lines.append(escape(words("signals.first_step", text=signal.first_step)))
    return f"<li>{'<br>'.join(lines)}</li>"


def _actions(actions: list[Agreed], paper: Paper) -> list[str]:
    parts = [f"<section><h2>{escape(paper.words('report.actions'))}</h2>"]
    if not actions:
        return [*parts, _paragraph([paper.words("report.no_actions")]), "</section>"]
    items = []
    for agreed in actions:
        facts = escape(paper.facts([agreed.status, *agreed.facts]))
        remark = (agreed.action.remark or "").strip()
        below = f"<br>{_lines(remark)}" if remark else ""
        items.append(f"<li><strong>{_lines(agreed.action.what)}</strong><br>{facts}{below}</li>")
    return [*parts, f"<ul>{''.join(items)}</ul>", "</section>"]


def _paragraph(lines: Iterable[str]) -> str:
    return f"<p>{'<br>'.join(escape(line) for line in lines if line)}</p>"


def _lines(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def _header(text: str, below: str = "") -> str:
    return f'<th scope="row">{escape(text)}{f"<br>{below}" if below else ""}</th>'


def _number(text: str) -> str:
    return f'<td class="number">{escape(text)}</td>'


def _table(heads: list[str], rows: list[list[str]], kind: str) -> str:
    """Return a table; a head is a word, or a drawing of our own."""
    cells = [
        f"<td>{head}</td>" if not head or head.startswith("<svg") else f'<th scope="col"{klass}>{escape(head)}</th>'
        for head, klass in zip(heads, _classes(rows, len(heads)), strict=True)
    ]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return f'<table class="{kind}"><thead><tr>{"".join(cells)}</tr></thead><tbody>{body}</tbody></table>'


def _classes(rows: list[list[str]], columns: int) -> list[str]:
    """Return for each column what its head needs, to stand over its cells: numbers stand to the right."""
    first = rows[0] if rows else [""] * columns
    return [' class="number"' if cell.startswith('<td class="number"') else "" for cell in first]


_STYLE = """
:root { color-scheme: light dark; --ink: #1c1c1c; --quiet: #595959; --line: #b8b8b8; --ground: #fff; --mark: #1f5c99 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --quiet: #b5b5b5; --line: #5c5c5c; --ground: #1a1a1a; --mark: #7db8ec }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.45 system-ui, sans-serif }
main { max-width: 52rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin-top: 2rem } h3 { font-size: 1rem }
h1, h2, h3, p, li, td, th { overflow-wrap: anywhere }
small { color: var(--quiet) }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
th, td { text-align: left; vertical-align: top; font-weight: normal; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line) }
thead th, thead td { color: var(--quiet); font-size: .85rem }
.number { width: 6rem; text-align: right; padding-right: 1.5rem; font-variant-numeric: tabular-nums }
.picture th[scope=row] { width: 8rem }
.statements th[scope=row] { width: 38% } .exchange th[scope=row] { width: 22% }
td:has(svg) { width: 26% }
.question { table-layout: fixed; max-width: 36rem } .question thead td:first-child { width: 45% }
svg { display: block; width: 100%; max-width: 190px; min-width: 110px; height: auto; fill: var(--mark) }
svg text { fill: var(--ink); font: 11px sans-serif; paint-order: stroke; stroke: var(--ground); stroke-width: 4 }
svg line { stroke: var(--line) }
li { margin: .5rem 0 }
footer { margin-top: 3rem; color: var(--quiet); font-size: .8rem }
@page { size: A4; margin: 16mm }
@media print {
  :root { --ink: #000; --quiet: #444; --line: #999; --ground: #fff; --mark: #1f5c99 }
  body { font-size: 10.5pt } main { max-width: none; padding: 0 }
  svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  h2, h3, p:has(+ table), p:has(+ ul) { break-after: avoid }
  tr, li, p:has(+ table) { break-inside: avoid }
}
"""
