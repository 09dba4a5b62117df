"""The actions in a talk of plain lines: hear them, say what became of them, agree on new ones."""

from __future__ import annotations

from datetime import date

from reflectie_tui.cli.lines.asking import Keys, Unclear
from reflectie_tui.cli.lines.kept import Sat
from reflectie_tui.model.content import Statement
from reflectie_tui.model.days import day_of
from reflectie_tui.model.plain_text import NAME_LENGTH, TEXT_LENGTH
from reflectie_tui.model.progress import ENOUGH, open_actions
from reflectie_tui.model.records import Action, Status
from reflectie_tui.model.session import natural
from reflectie_tui.report.sentences import action_facts, said_earlier

TAKEN_OVER = "="
"""What is typed to take over the first step that is offered."""
MARKS: dict[str, Status] = {"mark_done": "done", "mark_open": "open", "mark_dropped": "dropped"}


def go_through_actions(sat: Sat) -> None:
    """Let the group hear its actions, say what became of each, and add new ones, until it is done with them."""
    ask, words = sat.ask, sat.words
    keys = Keys(words, "new")

    def order() -> list[str]:
        return sorted(sat.kept.session.actions, key=natural)

    def present() -> None:
        ask.say()
        ask.say(words("steps.actions"))
        for number, key in enumerate(order(), start=1):
            ask.say(f"{number}. {told(sat, sat.kept.session.actions[key])}")
        if not order():
            ask.say(words("report.no_actions"))

    def understood(line: str) -> str:
        if not line or keys.named(line):
            return "new" if line else ""
        if line.isdecimal() and 1 <= int(line) <= len(order()):
            return order()[int(line) - 1]
        raise Unclear(words("cli.talk.actions_unclear"))

    while chosen := ask.answer(words("cli.talk.actions_how"), understood, present):
        if chosen == "new":
            agree(sat, None, None)
        else:
            _say_what_became(sat, chosen)


def told(sat: Sat, action: Action) -> str:
    """Return an action in a sentence: what, how it stands, who, by when, and what was said of it."""
    words = sat.words
    facts = [words(f"report.status.{action.status}"), *action_facts(action, sat.content, words, sat.call.today)]
    said = f"{action.what} ({'; '.join(facts)})"
    return f"{said} {action.remark}" if action.remark else said


def agree(sat: Sat, perspective: str | None, statement: Statement | None) -> None:
    """Ask for a new action; the first step that the content offers may be taken over. Nothing typed is no action."""
    ask, words = sat.ask, sat.words
    offered = statement.first_step if statement else ""
    ask.say(words("action.new"))
    if offered:
        ask.say(words("cli.talk.offered", step=offered))
    what = ask.ask(words("cli.talk.what"))[:TEXT_LENGTH]
    if what == TAKEN_OVER and offered:
        what = offered
    if not what:
        ask.say(words("cli.asking.text_none"))
        return
    who = ask.ask(words("cli.talk.who"))[:NAME_LENGTH] or None
    due = ask.answer(words("cli.talk.due"), lambda line: _day(sat, line), stops=False)
    action = Action(what=what, who=who, due=due, perspective=perspective, statement=statement.id if statement else None)
    sat.kept.keep(sat.kept.session.with_action(action))
    ask.say(words("action.kept", what=told(sat, action)))
    if open_actions(sat.kept.session) > ENOUGH:
        ask.say(words("actions.enough"))


def _day(sat: Sat, line: str) -> date | None:
    due = day_of(line, sat.call.today) if line else None
    if line and due is None:
        raise Unclear(sat.words("action.wrong_day"))
    return due


def _say_what_became(sat: Sat, key: str) -> None:
    """Ask what became of an action, and for a few words with it."""
    ask, words = sat.ask, sat.words
    action = sat.kept.session.actions[key]
    keys = Keys(words, *MARKS)

    def understood(line: str) -> Status | None:
        if not line:
            return None
        named = keys.named(line)
        if named is None:
            raise Unclear(words("cli.talk.status_unclear"))
        return MARKS[named]

    status = ask.answer(words("cli.talk.status"), understood, lambda: ask.say(told(sat, action)))
    if status is None:
        return
    earlier = "" if status == action.status else said_earlier(action, words)
    action = action.replaced(status=status, remark=earlier or action.remark)
    sat.kept.keep(sat.kept.session.with_action(action, key))
    ask.say(words(f"actions.why.{status}", what=action.what))
    remark = ask.ask(words("cli.talk.why"))
    if remark:
        remark = f"{remark}\n{earlier}".strip()[:TEXT_LENGTH]
        sat.kept.keep(sat.kept.session.with_action(action.replaced(remark=remark), key))
