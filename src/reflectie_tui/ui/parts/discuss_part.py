"""Discuss: all voices together, a question to ask, the group's note, and what it makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from reflectie_tui.model.insight import PerspectiveResult, by_difference, perspective_result
from reflectie_tui.model.names import names
from reflectie_tui.model.progress import DISCUSS, READ, seen_by_all, silent, turns
from reflectie_tui.model.records import DISAGREE
from reflectie_tui.model.session import GROUP
from reflectie_tui.ui.cells import fitted, width
from reflectie_tui.ui.changes import ActionWritten, AttentionMarked, JointGiven, NoteWritten
from reflectie_tui.ui.dialogs.action import ActionDialog
from reflectie_tui.ui.dialogs.choose import Choice, Choose
from reflectie_tui.ui.dialogs.note import NoteDialog
from reflectie_tui.ui.host import host_of
from reflectie_tui.ui.hung import hung
from reflectie_tui.ui.messages import StepChosen
from reflectie_tui.ui.parts.part import Part
from reflectie_tui.ui.parts.talk_lines import patterns, talk_lines
from reflectie_tui.ui.widgets.edge import Edge
from reflectie_tui.ui.widgets.fixed import Fixed
from reflectie_tui.ui.widgets.judgement import HANGING, judgement
from reflectie_tui.ui.widgets.voices import Voices, Who

if TYPE_CHECKING:
    from reflectie_tui.model.content import Statement
    from reflectie_tui.model.records import Joint

ORDERS = ("difference", "low", "model")
CHANGES = ("note", "whole_note", "joint", "attention", "act", "to_scores")
"""What changes the session, and so is not offered in one that is closed or only to be looked at."""


class DiscussPart(Part):
    """The voices of one perspective, and under them what helps the talk about the one under the cursor."""

    PART = DISCUSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "note", "note"),
        Binding("g", "joint", "joint"),
        Binding("l", "to_scores('late')", "late"),
        Binding("exclamation_mark", "attention", "attention", key_display="!"),
        Binding("space", "read_on", "more", key_display="space"),
        Binding("a", "act", "act"),
        Binding("s", "sort", "sort"),
        Binding("w", "who", "who"),
        Binding("N,shift+n", "whole_note", "whole_note", key_display="N"),
        Binding("v", "to_scores('fill_in')", "fill_in"),
        Binding("v", "to_scores('redo')", "redo"),
        Binding("escape", "read", "read_it"),
        Binding("n,g,exclamation_mark,a,N,shift+n", "no_change", show=False),
    ]

    order: reactive[str] = reactive("difference", init=False)
    who: reactive[Who] = reactive("dots", init=False)

    def compose(self) -> ComposeResult:
        """Lay out the heading, the voices, and the pane for the talk."""
        yield Fixed(id="heading")
        yield Fixed(id="points", classes="quiet")
        yield Voices()
        yield Static(id="nothing")
        yield Edge()
        with VerticalScroll(id="talk", can_focus=False):
            yield Static(id="pane")
        yield Fixed(id="judgement")

    # -- filling

    def on_mount(self) -> None:
        """Keep the points above the dots: a scrollbar takes its column from them. And tell where there is more."""
        self.watch(self.query_one(Voices), "show_vertical_scrollbar", self.on_resize, init=False)
        self.watch(self.query_one("#talk"), "show_vertical_scrollbar", self.refresh_bindings, init=False)
        for what in ("scroll_y", "virtual_size", "show_vertical_scrollbar"):
            self.watch(self.query_one(Voices), what, self._tell_edge, init=False)

    def _tell_edge(self) -> None:
        """Say on the line under the voices whether there are more of them."""
        voices = self.query_one(Voices)
        below = voices.display and voices.scroll_target_y < voices.max_scroll_y
        self.query_one(Edge).right = self.words("comparison.more") if below else ""

    def enter(self) -> None:
        """Fill in the voices of this perspective."""
        voices = self.query_one(Voices)
        voices.language = self.words.language
        voices.perspective = self.perspective.id
        voices.who = self.who
        if self.order not in self._orders:
            self.set_reactive(DiscussPart.order, self._orders[0])
        voices.cursor = 0
        self._fill()
        voices.focus()

    def watch_session(self) -> None:
        """Follow the session while the group talks."""
        if self.display and self.session is not None and self.is_mine(self.step):
            self._fill()

    def on_resize(self) -> None:
        """Lay the heading and the pane out for the new width."""
        if self.display and self.session is not None and self.is_mine(self.step):
            self._fill_heading()
            self._fill_pane()

    def watch_order(self) -> None:
        """Put the statements in another order; the cursor stays with its statement: a note may be on its way."""
        here, voices = self.statement, self.query_one(Voices)
        self._fill()
        if here is not None and here in voices.statements:
            voices.cursor = voices.statements.index(here)

    def watch_who(self, who: Who) -> None:
        """Show dots, names or organisations."""
        self.query_one(Voices).who = who
        self._fill_pane()

    def _fill(self) -> None:
        result = perspective_result(self.now, self.set, self.perspective.id)
        seen = self.now.revealed(self.perspective.id)
        voices, nothing = self.query_one(Voices), self.query_one("#nothing", Static)
        nothing.display = not seen
        voices.display = seen
        if not seen:
            hidden = self.now.hides(self.perspective.id)
            nothing.update(Content(self.words("discuss.hidden" if hidden else "discuss.empty")))
        voices.session = self.session
        voices.statements = tuple(self._sorted(result)) if seen else ()
        voices.patterns = patterns(result, self.words) if seen else {}
        self._fill_heading()
        self._fill_pane()
        self.refresh_bindings()

    def _sorted(self, result: PerspectiveResult) -> list[Statement]:
        """Return the statements in the chosen order, the question of its own kind last."""
        asked = self.perspective.asked(self.now.about.length)
        scale = [statement for statement in asked if statement.kind == "scale"]
        last = [statement for statement in asked if statement.kind != "scale"]
        found = result.statements
        if self.order == "difference":
            scale.sort(key=lambda s: by_difference(found[s.id]))
        elif self.order == "low":
            scale.sort(key=lambda s: (found[s.id].mean is None, found[s.id].mean or 0))
        return scale + last

    def _fill_heading(self) -> None:
        words, perspective = self.words, self.perspective
        given = [voice for voice, answers in self.now.perspective(perspective.id).answers.items() if answers]
        left = f"{perspective.name.upper()} · {words('discuss.heading')}"
        voices = words("discuss.voices", n=len(given)) if given != [GROUP] else words("discuss.one_joint")
        seen = self.now.revealed(perspective.id)
        right = f"{voices} · {words(f'discuss.order.{self.order}')}" if seen else voices
        gap = " " * max(2, self.size.width - 2 - width(left) - width(right))
        self.query_one("#heading", Fixed).update(
            Content.assemble((left, f"bold ${perspective.id}"), gap, (right, "$quiet"))
        )
        listed = self.query_one(Voices)
        bar = listed.scrollbar_size_vertical if listed.show_vertical_scrollbar else 0
        cells = self.size.width - bar
        room, _ = listed.columns(cells)
        points = "".join(f"{point:<{listed.column(cells)}}" for point in range(1, 6)) if seen else ""
        self.query_one("#points", Fixed).update(Content(" " * (room + 2) + points))

    @property
    def statement(self) -> Statement | None:
        """The statement under the cursor."""
        voices = self.query_one(Voices)
        return voices.statements[voices.cursor] if voices.statements else None

    def _fill_pane(self) -> None:
        statement = self.statement
        pane, judgement = self.query_one("#pane", Static), self.query_one("#judgement", Fixed)
        judgement.update(self._judgement())
        if statement is None:
            pane.update(Content(""))
            return
        legend = self.query_one(Voices).legend(statement)
        told = talk_lines(self.now, self.perspective.id, statement, self.who, legend, self.words)
        lines = (hung(word, text.split("\n"), HANGING, self.size.width - 4) for word, text in told)
        pane.update(Content("\n").join(lines))
        self.query_one("#talk", VerticalScroll).scroll_home(animate=False)

    def _judgement(self) -> Content:
        acts = sum(action.perspective == self.perspective.id for action in self.now.actions.values())
        record, offered = self.now.perspective(self.perspective.id), self.changeable and self._seen()
        return judgement(
            self.perspective.name, record, self.set.facts.scale, acts, offered, self.words, self.size.width - 4
        )

    @on(Voices.Moved)
    def _moved(self, event: Voices.Moved) -> None:
        event.stop()
        if self.display:
            self._fill_pane()

    # -- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done here now."""
        if self.session is None:
            return True
        if action == "no_change":
            return not self.changeable
        if action in CHANGES and not self.changeable:
            return False
        if action == "read":  # who comes from the turns has not read it yet
            return self.now.about.way == "scores-first" and self.step != host_of(self).seen_from_picture
        if action == "to_scores":
            return self.display and self._to_scores == parameters[0]
        if action == "who":
            return not self.now.anonymous and self.now.about.way != "together" and self._seen()
        if action == "read_on":
            return self.is_mounted and self.query_one("#talk", VerticalScroll).max_scroll_y > 0
        if action in ("note", "sort", "joint", "attention"):
            return self._seen()
        return True

    def _seen(self) -> bool:
        return self.now.revealed(self.perspective.id)

    def action_read_on(self) -> None:
        """Read on in the pane; after the end, from the beginning."""
        talk = self.query_one("#talk", VerticalScroll)
        if talk.scroll_target_y < talk.max_scroll_y:
            talk.scroll_page_down(animate=False)
        else:
            talk.scroll_home(animate=False)

    def action_sort(self) -> None:
        """Go on to the next order: largest difference, low first, the model's."""
        self.order = self._orders[(self._orders.index(self.order) + 1) % len(self._orders)]

    @property
    def _orders(self) -> tuple[str, ...]:
        """The orders there are: one score together has no differences."""
        return ("model", "low") if self.now.about.way == "together" else ORDERS

    def action_who(self) -> None:
        """Show who gave which score: dots, names, organisations."""
        views: list[Who] = ["dots", "names"]
        if any(person.organisation for person in self.now.participants.values()):
            views.append("organisations")
        self.who = views[(views.index(self.who) + 1) % len(views)] if self.who in views else "dots"

    @property
    def _to_scores(self) -> str:
        """Why somebody would go back to the scores: a late comer, a gap, or a typing mistake in the open."""
        if silent(self.now, [self.perspective.id]):
            return "late"
        if turns(self.now, self.set, [self.perspective.id]):
            return "fill_in"
        return "redo" if seen_by_all(self.now) else ""

    def action_to_scores(self, why: str) -> None:
        """Go back to the scores."""
        self.post_message(StepChosen(f"{self.perspective.id}.score"))

    def action_read(self) -> None:
        """Go to what there is to read about this perspective."""
        self.post_message(StepChosen(f"{self.perspective.id}.{READ}", looks_back=True))

    def action_note(self) -> None:
        """Write the group's note at the statement under the cursor."""
        statement = self.statement
        if statement is not None:
            self._write(statement.id, self.now.wording(self.perspective.id, statement, self.words.language))

    def action_whole_note(self) -> None:
        """Write the group's note about the whole perspective."""
        self._write(None, self.perspective.title)

    def _write(self, statement: str | None, question: str, detail: str = "", *, help: str = "") -> None:
        perspective = self.perspective.id
        note_id = self.now.note_id(perspective, statement=statement)
        text = self.now.perspective(perspective).notes[note_id].text if note_id else ""

        def written(text: str) -> NoteWritten:
            return NoteWritten(perspective, text, statement=statement)

        self.app.push_screen(NoteDialog(question, text, written, detail or self.words("note.group"), help=help))

    def action_no_change(self) -> None:
        """Say why a key that writes does nothing here."""
        self.app.clear_notifications()
        self.notify(self.words("app.closed" if self.now.closed else "app.read_only"), markup=False)

    @work(exclusive=True, group="talk")
    async def action_joint(self) -> None:
        """Ask for the shared judgement; where the group sees it differently, for where, and when it talks on."""
        words, labels = self.words, self.set.facts.scale.labels
        current = self.now.perspective(self.perspective.id).joint
        choices = [Choice(str(each.point), each.label) for each in labels]
        choices.append(Choice(DISAGREE, f"≠ {words('joint.disagree')}"))
        if current is not None:
            choices.append(Choice("none", words("joint.none")))
        at = None if current is None else str(current)
        question = words("joint.question", perspective=self.perspective.title)
        answer = await self.app.push_screen_wait(Choose(question, choices, words("joint.detail"), at=at, help="joint"))
        if answer is None:
            return
        joint: Joint | None = None
        if answer == DISAGREE:
            joint = "disagree"
        elif answer != "none":
            joint = int(answer)
        self.post_message(JointGiven(self.perspective.id, joint))
        if joint == DISAGREE:
            self._write(None, words("joint.where"), words("joint.where_detail"), help="differ")

    def action_attention(self) -> None:
        """Mark that this perspective deserves attention, or take the mark away."""
        record = self.now.perspective(self.perspective.id)
        self.post_message(AttentionMarked(self.perspective.id, not record.attention))

    @work(exclusive=True, group="talk")
    async def action_act(self) -> None:
        """Agree on an action from here; the content's first step is offered."""
        statement = self.statement
        dialog = ActionDialog(
            self.words("action.new"),
            None,
            people=list(names(self.now).values()),
            suggestions=[statement.first_step] if statement else [],
            perspective=self.perspective.id,
            statement=statement.id if statement else None,
            today=host_of(self).today,
            perspectives={key: each.name for key, each in self.set.perspectives.items()},
        )
        action = await self.app.push_screen_wait(dialog)
        if action is not None:
            self.post_message(ActionWritten(action))
            self.notify(self.words("action.kept", what=fitted(action.what, 60)), markup=False)
