"""The sentence of a signal, a pattern, an answer or a person: for the reports and the screens alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from reflectie_tui.model.content import ContentSet, Perspective, Statement
from reflectie_tui.model.names import names
from reflectie_tui.model.records import DISAGREE, Action, Answer, Joint, Status
from reflectie_tui.model.session import GROUP, UNKNOWN, Session
from reflectie_tui.model.signals import Signal
from reflectie_tui.words import Words

ASKS_ON = (
    "opposed",
    "lone-voice",
    "confusion",
    "sham",
    "organising-split",
    "phase-split",
    "between-organisations",
    "unknown",
)
"""Signals that are followed by the conversation question of their statement."""
STEPS_ON = ("low", "weakest-factor", "interest-missing", "act-support-imbalance", "under-organised", "over-organised")
"""Signals that are followed by the first step of their statement."""
AGAIN = ("opposed", "lone-voice", "low", "unknown", "strength", "skipped-steps", "between-organisations")
"""Signals of which there may be several, and that say the next time only what is new."""


@dataclass(frozen=True)
class Told:
    """A signal in words: what it is called, its perspective, its sentence, and what may follow from it."""

    name: str
    perspective: str
    sentence: str
    question: str | None = None
    first_step: str | None = None


def all_told(signals: Iterable[Signal], session: Session, content: ContentSet, words: Words) -> list[Told]:
    """Return what the group is told about these signals, in their order; who reads on reads nothing twice."""
    found, before = [], set()
    for signal in signals:
        kind = (signal.kind, signal.variant)
        found.append(told(signal, session, content, words, again=kind in before))
        before.add(kind)
    return found


def told(signal: Signal, session: Session, content: ContentSet, words: Words, *, again: bool = False) -> Told:
    """Return what the group is told about a signal, in the language of the words and of the content.

    Args:
        signal: what stands out.
        session: where it does.
        content: what was asked.
        words: the language.
        again: whether it comes after another of its kind, and need not say once more what that said.
    """
    statement = _statement(signal, content)
    variant = _variant(signal, again, together=session.about.way == "together")
    return Told(
        name=words(f"signals.{signal.kind}.name"),
        perspective=content.perspective(signal.perspective).name if signal.perspective else words("signals.whole"),
        sentence=words(f"signals.{signal.kind}.{variant}", **_details(signal, session, content, words)),
        question=statement.question if statement and signal.kind in ASKS_ON else None,
        first_step=statement.first_step if statement and signal.kind in STEPS_ON else None,
    )


def _variant(signal: Signal, again: bool, together: bool) -> str:
    """Return which of the sentences of its kind fits the signal; who give one score together are not a majority."""
    if signal.kind == "unknown" and together:
        return "together_again" if again else "together"
    if again and signal.kind in AGAIN:
        return f"{signal.variant}_again" if signal.variant else "again"
    return signal.variant or "sentence"


def _details(signal: Signal, session: Session, content: ContentSet, words: Words) -> dict[str, str]:
    """Return what the sentence of a signal names: its statement, part, phases, perspective or organisations."""
    details: dict[str, str] = {}
    if signal.perspective is None:
        return details
    perspective = content.perspective(signal.perspective)
    details["perspective"] = perspective.name
    statement = _statement(signal, content)
    if statement is not None:
        details["statement"] = quoted(session.wording(signal.perspective, statement, words.language))
    if signal.kind == "between-organisations":
        details["one"], details["other"] = signal.names
    elif signal.kind == "phase-split" and statement is not None:
        choices = {choice.id: choice.name for choice in statement.choices or ()}
        details["phases"] = words.listed([choices.get(name, name) for name in signal.names])
    elif signal.names:
        details["part"] = words.listed([_part(perspective, name) for name in signal.names])
    return details


def _statement(signal: Signal, content: ContentSet) -> Statement | None:
    if signal.perspective is None or signal.statement is None:
        return None
    return content.statement(signal.perspective, signal.statement)


def _part(perspective: Perspective, statement: str) -> str:
    """Return what the sub-model calls the part that a statement measures."""
    parts = [part for model in perspective.sub_models for part in model.parts if part.statement == statement]
    return parts[0].name if parts else quoted(perspective.by_id[statement].text)


def pattern(name: str | None, words: Words) -> str:
    """Return what a pattern is called; nothing where there are too few voices to have one."""
    return words(f"patterns.{name}") if name else ""


def person(session: Session, voice: str, words: Words) -> str:
    """Return what to call a voice: by name, as the group, or as somebody."""
    if voice == GROUP:
        return words("report.group")
    return names(session).get(voice) or words("report.somebody")


def called(session: Session, participant: str, words: Words) -> str:
    """Return what to call somebody at the table: the name, told apart from another of that name, or *without name*."""
    return names(session).get(participant) or words("common.nameless")


def answers_to(question: Statement) -> dict[Answer, str]:
    """Return the answers that a balance or a choice can have, each with what it is called."""
    if question.kind == "choice":
        return {choice.id: choice.name for choice in question.choices or ()}
    return dict(zip(range(-2, 3), question.labels or (), strict=False))


def answer_word(answer: Answer, question: Statement, words: Words) -> str:
    """Return an answer as it is said: the score, the label of a balance, the name of a choice, or not knowing."""
    if answer == UNKNOWN:
        return words("report.unknown")
    return str(answer) if question.kind == "scale" else answers_to(question).get(answer, str(answer))


def quoted(wording: str) -> str:
    """Return a statement as it stands within a sentence: without its own full stop."""
    return wording.removesuffix(".")


def seat(session: Session, participant: str, words: Words) -> str:
    """Return a participant with the organisation, as in Fatima (Hogeschool Rijn)."""
    somebody = session.participants[participant]
    organisation = somebody.organisation
    name = person(session, participant, words)
    if organisation and not session.anonymous:
        name = somebody.name or name  # with it, two of one name are told apart
    return f"{name} ({organisation})" if organisation else name


def judgement(joint: Joint | None, attention: bool, words: Words) -> list[str]:
    """Return the joint judgement, and whether it deserves attention, in words."""
    said = []
    if joint is not None:
        said.append(words("report.disagree") if joint == DISAGREE else words("report.joint", score=joint))
    return [*said, words("report.attention")] if attention else said


def said_earlier(action: Action, words: Words) -> str:
    """Return what was said of an action as what it was, for when it stands otherwise; empty where nothing was said.

    Why something was dropped is not what it brought.
    """
    said = (action.remark or "").strip()
    already = tuple(_earlier(status, "", words) for status in get_args(Status))
    return _earlier(action.status, said, words) if said and not said.startswith(already) else said


def _earlier(status: Status, said: str, words: Words) -> str:
    return words("actions.earlier", status=words(f"report.status.{status}"), text=said)


def action_facts(action: Action, content: ContentSet, words: Words, today: date) -> list[str]:
    """Return who does it, by when, whether that day has passed, and what it is for."""
    facts = [
        action.who or words("report.nobody"),
        words("report.due", day=words.day(action.due)) if action.due else words("report.no_due"),
    ]
    if action.overdue(today):
        facts.append(words("report.overdue"))
    if action.perspective:
        facts.append(content.perspective(action.perspective).name)
    if action.carried_from:
        facts.append(words("report.carried"))
    return facts
