"""The statements on paper: in the order of the screen, so that a filled-in form is typed in as `42?53`."""

from html import escape

from reflectie_tui.model.content import PERSPECTIVES, ContentSet, Length, Statement
from reflectie_tui.report.markdown import safe
from reflectie_tui.words import Words

POINTS = ("1", "2", "3", "4", "5", "?")
BOX = "☐"


def ballot_markdown(content: ContentSet, words: Words, length: Length) -> str:
    """Return the form as Markdown: a table of boxes for each perspective."""
    lines = [f"# {safe(_title(content, words))}", "", words("report.ballot.name"), ""]
    lines += [safe(line) + "  " for line in _intro(content, words)]
    for number, key in enumerate(PERSPECTIVES, start=1):
        part = content.perspective(key)
        lines += ["", f"## {number}. {safe(part.name)}", ""]
        lines += [f"| | {' | '.join(POINTS)} |", f"|---|{':-:|' * len(POINTS)}"]
        lines += [f"| {safe(asked.text)} | {' | '.join([BOX] * len(POINTS))} |" for asked in part.scale(length)]
        for question in _others(part.asked(length)):
            lines += ["", safe(question.text), ""]
            lines += [f"- {BOX} {safe(answer)}" for answer in _answers(question, content)]
    return "\n".join([*lines, "", f"*{safe(content.facts.credit)}*"]) + "\n"


def ballot_page(content: ContentSet, words: Words, length: Length) -> str:
    """Return the form as one page of HTML to print: nothing is fetched, and a perspective is not broken in two."""
    title = escape(_title(content, words))
    body = ["<main>", f"<h1>{title}</h1>", f"<p>{escape(words('report.ballot.name'))}</p>"]
    body += [f"<p>{'<br>'.join(escape(line) for line in _intro(content, words))}</p>"]
    for number, key in enumerate(PERSPECTIVES, start=1):
        part = content.perspective(key)
        heads = "".join(f'<th scope="col">{point}</th>' for point in POINTS)
        boxes = f"<td>{BOX}</td>" * len(POINTS)
        rows = "".join(f'<tr><th scope="row">{escape(asked.text)}</th>{boxes}</tr>' for asked in part.scale(length))
        body += [f"<section><h2>{number}. {escape(part.name)}</h2>"]
        body += [f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"]
        for question in _others(part.asked(length)):
            answers = "".join(f"<li>{BOX} {escape(answer)}</li>" for answer in _answers(question, content))
            body += [f"<p>{escape(question.text)}</p><ul>{answers}</ul>"]
        body += ["</section>"]
    body += [f"<footer>{escape(content.facts.credit)}</footer>", "</main>"]
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head><meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _title(content: ContentSet, words: Words) -> str:
    return words("report.ballot.title", title=content.facts.title)


def _intro(content: ContentSet, words: Words) -> list[str]:
    scale = content.facts.scale
    points = [f"{label.point} = {label.label}" for label in scale.labels]
    return [
        words("report.ballot.how", question=scale.question),
        ", ".join([*points, f"? = {scale.unknown}"]),
        words("report.ballot.shuffle"),
    ]


def _others(asked: list[Statement]) -> list[Statement]:
    return [statement for statement in asked if statement.kind != "scale"]


def _answers(question: Statement, content: ContentSet) -> list[str]:
    """Return the answers to a balance or a choice, numbered as they are typed in, and the one of not knowing."""
    if question.kind == "choice":
        named = [f"{choice.name}: {choice.text}" for choice in question.choices or ()]
    else:
        named = list(question.labels or ())
    return [*(f"{key}. {answer}" for key, answer in enumerate(named, start=1)), f"?. {content.facts.scale.unknown}"]


_STYLE = """
@page { size: A4; margin: 15mm }
body { font: 11pt/1.35 sans-serif; max-width: 180mm; margin: 0 auto }
h1 { font-size: 16pt } h2 { font-size: 12pt; margin: 1em 0 .3em }
section { break-inside: avoid }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: .3pt solid #888; padding: .25em .4em; text-align: center; font-weight: normal }
th[scope=row] { text-align: left }
tbody td { font-size: 14pt }
ul { list-style: none; padding: 0 }
footer { margin-top: 2em; font-size: 8pt }
"""
