"""Who is at the table, in a talk of plain lines: who is here, who joins, who leaves and takes their voice along."""

from __future__ import annotations

from random import SystemRandom

from reflectie_tui.cli.lines.asking import Keys, Unclear
from reflectie_tui.cli.lines.kept import Sat
from reflectie_tui.model.content import PERSPECTIVES
from reflectie_tui.model.plain_text import NAME_LENGTH, folded
from reflectie_tui.model.progress import seen_by_all
from reflectie_tui.model.session import PARTICIPANTS, Session
from reflectie_tui.model.starting import random_id
from reflectie_tui.report.sentences import called


def go_through_people(sat: Sat) -> None:
    """Let the group say who is here, until it is done."""
    Table(sat).go()


class Table:
    """The people of a session, by the number of their seat."""

    def __init__(self, sat: Sat) -> None:
        self.ask, self.kept, self.words = sat.ask, sat.kept, sat.words
        self.together = sat.kept.session.about.way == "together"
        changes = () if self.together else ("newcomer", "leaves")
        self.keys = Keys(sat.words, *changes)

    @property
    def now(self) -> Session:
        """The session."""
        return self.kept.session

    def go(self) -> None:
        """Ask what changes at the table, until nothing does."""
        words = self.words
        how = "how_anonymous" if self.now.anonymous else "how_together" if self.together else "how"
        self.ask.say()
        self.ask.say(words(f"people.{how}"))
        prompt = words("cli.talk.people_together" if self.together else "cli.talk.people_how")
        while chosen := self.ask.answer(prompt, self._chosen, self._say_who):
            if chosen == "newcomer":
                self._newcomer()
            elif chosen == "leaves":
                self._leaves()
            else:
                self.kept.keep(self.now.with_away(chosen, not self.now.participants[chosen].away))

    def _say_who(self) -> None:
        words = self.words
        self.ask.say()
        self.ask.say(words("people.question"))
        for number, person in enumerate(self.now.participants.values(), start=1):
            seat = ", ".join(part for part in (person.name, person.organisation) if part)
            state = words("people.state_away" if person.away else "people.state_here")
            self.ask.say(f"{number} {seat or words('common.nameless')}: {state}")

    def _chosen(self, line: str) -> str:
        return self.keys.named(line) or self._seat(line)

    def _seat(self, line: str) -> str:
        """Return the participant at a seat; nobody where nothing was typed."""
        seats = list(self.now.participants)
        if not line:
            return ""
        if line.isdecimal() and 1 <= int(line) <= len(seats):
            return seats[int(line) - 1]
        raise Unclear(self.words("cli.talk.number_unclear"))

    # -- coming

    def _newcomer(self) -> None:
        """Let somebody in; where outcomes have been shown, say first what that means."""
        words = self.words
        if len(self.now.participants) >= PARTICIPANTS:
            self.ask.say(words("people.full", n=PARTICIPANTS))
            return
        seen = any(self.now.revealed(key) for key in PERSPECTIVES) and not seen_by_all(self.now)
        if seen:
            late = words("people.late_anonymous" if self.now.anonymous else "people.late")
            if not self.ask.sure(f"{words('people.late_question')} {late}"):
                return
        if self.now.anonymous:
            self._nameless()
            return
        name = self.ask.ask(f"{words('people.name')}:")[:NAME_LENGTH]
        if not name:
            self.ask.say(words("cli.asking.text_none"))
            return
        organisation = self.ask.ask(f"{words('people.organisation')}:")[:NAME_LENGTH]
        there = [(folded(each.name or ""), folded(each.organisation or "")) for each in self.now.participants.values()]
        if (folded(name), folded(organisation)) in there:
            self.ask.say(words("people.double"))
        else:
            self.kept.keep(self.now.with_participant(name, organisation or None))

    def _nameless(self) -> None:
        """Add a seat without a name; an organisation only where the session keeps it already."""
        words = self.words
        kept = list({person.organisation: None for person in self.now.participants.values() if person.organisation})

        def present() -> None:
            self.ask.say(words("people.newcomer_anonymous"))
            for number, name in enumerate(kept, start=1):
                self.ask.say(f"{number} {name}")

        def understood(line: str) -> str | None:
            if not line:
                return None
            if line.isdecimal() and 1 <= int(line) <= len(kept):
                return kept[int(line) - 1]
            raise Unclear(words("cli.talk.number_unclear"))

        organisation = self.ask.answer(words("cli.talk.which_organisation"), understood, present) if kept else None
        self.kept.keep(self.now.with_participant(None, organisation, new_id=random_id("p", SystemRandom())))

    # -- going

    def _leaves(self) -> None:
        """Ask who leaves, and what is to happen with the voice until now."""
        words = self.words
        if self.now.anonymous:
            self.ask.say(f"{words('people.whose')}. {words('people.whose_detail')}")
            return
        who = self.ask.answer(words("cli.talk.who_leaves"), self._seat)
        if not who:
            return
        name = called(self.now, who, words)
        taken = self.now.has_voice(who) and self.ask.sure(words("cli.talk.take", name=name))
        if not taken:
            self.kept.keep(self.now.with_away(who, True))
            self.ask.say(words("people.left", name=name))
            return
        sure = f"{words('people.take_sure', name=name)} {words('people.take_detail')}"
        if self.ask.sure(sure) and self.kept.withdraw(who):
            self.ask.say(words("people.taken", name=name))
