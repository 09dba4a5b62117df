"""`reflectie compare` as text: two or more sessions side by side, and what became of the actions."""

from datetime import date
from fractions import Fraction
from math import floor

from reflectie_tui.model.comparison import Comparison, NotCompared, Person, PerspectiveChange, StatementChange
from reflectie_tui.model.content import ContentSet
from reflectie_tui.model.records import Action
from reflectie_tui.report.chart import dumbbells, scale
from reflectie_tui.report.lines import cell_width
from reflectie_tui.report.outcome import STATUSES, agreed
from reflectie_tui.report.paper import Paper
from reflectie_tui.report.text import NAME, action_lines, bar_room, joined, named, status_mark
from reflectie_tui.words import Words

LARGEST = 5
"""So many of the largest changes are told."""
SEEN = Fraction(1, 20)
"""A smaller change is rounded to nothing."""
TOGETHER = 2
"""From this many people on their change is told: that of one alone would say who scored what."""


def compare_text(comparison: Comparison, content: ContentSet, paper: Paper, *, today: date | None = None) -> str:
    """Return a comparison as plain text.

    Args:
        comparison: the sessions in the order of their dates, and what changed.
        content: the names of the perspectives, in the language of the text.
        paper: words, width and marks.
        today: the day that tells which actions are late; without one none is called late.
    """
    return joined(
        [
            *_sessions(comparison, paper),
            *_perspectives(comparison, content, paper),
            *_statements(comparison, content, paper),
            *_people(comparison, paper),
            *_actions(comparison, content, paper, today),
        ]
    )


def _sessions(comparison: Comparison, paper: Paper) -> list[str]:
    words = paper.words
    lines = paper.heading(words("report.compare.heading"))[1:]
    for number, session in enumerate(comparison.sessions, start=1):
        facts = [
            words.day(session.about.date),
            session.about.title,
            words("report.participants", n=len(session.participants)),
        ]
        lines += paper.lines(paper.facts(facts), first=f"{number}. ")
    if comparison.nobody_twice:
        lines += ["", *paper.lines(words("report.compare.nobody_twice"))]
    return lines


def _perspectives(comparison: Comparison, content: ContentSet, paper: Paper) -> list[str]:
    words, room = paper.words, bar_room(paper)
    if not paper.drawn:
        return _perspectives_told(comparison, content, paper)
    found = list(comparison.perspectives.items())
    pairs = [(change.scores[0], change.scores[-1]) for _, change in found]
    lines = [*paper.heading(words("report.compare.perspectives")), f"{' ' * NAME}{scale(room)}"]
    for (key, change), drawn in zip(found, dumbbells(pairs, room, paper.marks.ends), strict=True):
        name = named(content.perspective(key).name, paper)
        if not any(score is not None for score in change.scores):
            lines.append(f"{name}{words('report.compare.not_compared')}")
            continue
        scores = _scores(change.scores, paper)
        fits = NAME + room + 2 + cell_width(scores) <= paper.width
        lines += [f"{name}{drawn}  {scores}"] if fits else [f"{name}{drawn}", *paper.lines(scores, NAME)]
        lines += paper.lines(_changed(change.change, change.clear, words), NAME)
        lines += _together(change, paper)
        lines += _touched(comparison, key, paper) if _moved(change.change) else []
    legend = words("report.compare.legend", before=paper.marks.ends[0], after=paper.marks.ends[-1])
    return [*lines, "", *paper.lines(legend), *_how_to_read(comparison, paper)]


def _perspectives_told(comparison: Comparison, content: ContentSet, paper: Paper) -> list[str]:
    """Return the perspectives in sentences, without a drawing."""
    words = paper.words
    lines = paper.heading(words("report.compare.perspectives"))
    for key, change in comparison.perspectives.items():
        told = [_changed(change.change, change.clear, words)]
        if any(score is not None for score in change.scores):
            told = [_scores(change.scores, paper), *told]
        lines += paper.lines(f"{content.perspective(key).name}: {paper.facts(dict.fromkeys(told))}")
        lines += _together(change, paper)
        lines += _touched(comparison, key, paper) if _moved(change.change) else []
    return [*lines, *_how_to_read(comparison, paper)]


def _how_to_read(comparison: Comparison, paper: Paper) -> list[str]:
    told = ["rounded", "rule_of_thumb"] if rounding_shows(comparison) else ["rule_of_thumb"]
    return [line for each in told for line in paper.lines(paper.words(f"report.compare.{each}"))]


def rounding_shows(comparison: Comparison) -> bool:
    """Tell whether some change, rounded, is not the difference of the rounded scores beside it: 2,8 → 3,3 is +0,6."""
    found = [(each.scores, each.change) for each in comparison.perspectives.values()]
    found += [(each.scores, each.change) for each in comparison.statements[:LARGEST]]
    return any(
        abs(_tenths(scores[-1] or 0) - _tenths(scores[0] or 0)) != _tenths(abs(change))
        for scores, change in found
        if change is not None
    )


def _tenths(value: Fraction | int) -> int:
    """Return a number of 0 or more in tenths, rounded as it is written."""
    return floor(value * 10 + Fraction(1, 2))


def _touched(comparison: Comparison, perspective: str, paper: Paper) -> list[str]:
    """Return the actions that touched a perspective, each with the sign of what became of it."""
    actions = [each.action for each in comparison.touching(perspective)]
    told = [f"{_status(action, paper)} {' '.join(action.what.split())}" for action in actions]
    return paper.lines(paper.words("report.compare.touched", actions=paper.facts(told)), _indent(paper)) if told else []


def _indent(paper: Paper) -> int:
    """Return the column under a drawing; without drawings everything begins at the first."""
    return NAME if paper.drawn else 0


def _status(action: Action, paper: Paper) -> str:
    """Return the sign of what became of an action; in a text without drawings its word."""
    return status_mark(action, paper) if paper.drawn else f"{paper.words(f'report.status.{action.status}')}:"


def _changed(change: Fraction | None, clear: bool, words: Words) -> str:
    if change is None:
        return words("report.compare.not_compared")
    if not _moved(change):
        return words("report.compare.same")
    return words("report.compare.change", change=words.change(change), verdict=_verdict(clear, words))


def _moved(change: Fraction | None) -> bool:
    """Tell whether a change is one that can be seen: at least 0,1 when it is rounded."""
    return change is not None and abs(change) >= SEEN


def _verdict(clear: bool, words: Words) -> str:
    return words("report.compare.clear") if clear else words("report.compare.unclear")


def _together(found: PerspectiveChange, paper: Paper) -> list[str]:
    """Return how it changed for those who were there both times; nothing where all has stayed the same."""
    matched, words = found.matched, paper.words
    if matched is None or matched.people < TOGETHER or not (_moved(matched.change) or _moved(found.change)):
        return []
    changed = _changed(matched.change, matched.clear, words)
    return paper.lines(words("report.compare.matched", people=matched.people, changed=changed), _indent(paper))


def _statements(comparison: Comparison, content: ContentSet, paper: Paper) -> list[str]:
    words = paper.words
    lines = paper.heading(words("report.compare.statements"))
    changed = [found for found in comparison.statements if found.change]
    if all(found.change is None for found in comparison.statements):
        lines += paper.lines(words("report.compare.no_statements"))
    elif not changed:
        lines += paper.lines(words("report.compare.no_change"))
    for found in changed[:LARGEST]:
        lines += _statement(found, content, paper)
    changed_words = [each for each in comparison.not_compared if each.why == "changed"]
    missing = [each for each in comparison.not_compared if each.why == "missing"]
    lines += _left_out(changed_words, words("report.compare.other_wording"), content, paper)
    return lines + _left_out(missing, words("report.compare.not_asked"), content, paper)


def _left_out(found: list[NotCompared], why: str, content: ContentSet, paper: Paper) -> list[str]:
    """Return the statements that are not compared, under the reason why."""
    lines = ["", *paper.lines(why)] if found else []
    for each in found:
        facts = paper.facts([each.wording, content.perspective(each.perspective).name])
        lines += paper.lines(facts, 2, f"{paper.marks.point} " if paper.drawn else "")
    return lines


def _statement(found: StatementChange, content: ContentSet, paper: Paper) -> list[str]:
    change = paper.words.change(found.change or 0)
    facts = [f"{_scores(found.scores, paper)} ({change})", content.perspective(found.perspective).name]
    return [*paper.lines(found.wording, 2), *paper.lines(paper.facts(facts), 4)]


def _people(comparison: Comparison, paper: Paper) -> list[str]:
    words = paper.words
    joiners, leavers = (
        ", ".join(_seat(person, words) for person in people) for people in (comparison.joiners, comparison.leavers)
    )
    lines = paper.lines(words("report.compare.joiners", names=joiners)) if joiners else []
    lines += paper.lines(words("report.compare.leavers", names=leavers)) if leavers else []
    return ["", *lines] if lines else []


def _seat(person: Person, words: Words) -> str:
    name = person.name or words("report.somebody")
    return f"{name} ({person.organisation})" if person.organisation else name


def _actions(comparison: Comparison, content: ContentSet, paper: Paper, today: date | None) -> list[str]:
    words = paper.words
    lines = paper.heading(words("report.compare.actions"))
    if not comparison.actions:
        return [*lines, *paper.lines(words("report.no_actions"))]
    counts = {status: comparison.count(status) for status in STATUSES}
    lines += paper.lines(words("report.compare.actions_count", **counts))
    for each in agreed([outcome.action for outcome in comparison.actions], content, words, today or date.min):
        lines += action_lines(each, paper)
    return lines


def _scores(scores: tuple[Fraction | None, ...], paper: Paper) -> str:
    """Return the scores in the order of the sessions: 3,1 → 3,4; a dash where there is none."""
    if not paper.drawn:
        words = paper.words
        said = [words("report.nothing_yet") if score is None else words.number(score) for score in scores]
        return f", {words('report.compare.then')} ".join(said)
    told = [paper.marks.none if score is None else paper.words.number(score) for score in scores]
    return f" {paper.marks.arrow} ".join(told)
