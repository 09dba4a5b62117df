"""What the group reads and is asked: a set of five perspectives, loaded from `content/LANG/SET/`."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PERSPECTIVES = ("ambitie", "belangen", "relatie", "organisatie", "proces")
"""The ids of the five perspectives, in the order of the model."""

Length = Literal["full", "short"]
Kind = Literal["scale", "balance", "choice"]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=r"^[^\n]*$")]
Text = Annotated[str, Field(min_length=1, max_length=10_000)]


class Part(BaseModel):
    """A record of the content: strict, frozen, no unknown keys, so that a typing error is found on load."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Choice(Part):
    """One answer to a question of kind `choice`."""

    id: Id
    name: Line
    text: Line


class Statement(Part):
    """One thing the group is asked: a statement to score, a balance, or a choice."""

    id: Id
    kind: Kind = "scale"
    short: bool = False
    text: Line
    explanation: Line
    question: Line
    first_step: Line
    labels: Annotated[list[Line], Field(min_length=5, max_length=5)] | None = None
    choices: Annotated[list[Choice], Field(min_length=2, max_length=5)] | None = None


class Section(Part):
    """A piece of reading text with its heading."""

    heading: Line
    text: Text


class SubModelPart(Part):
    """One factor, kind, theme, side or condition of a sub-model; `statement` is the one that measures it."""

    id: Id
    name: Line
    text: Line
    statement: Id | None = None


class SubModel(Part):
    """A perspective's own small model, drawn on the screen by its kind."""

    id: Id
    kind: Literal["product", "kinds", "themes", "tension", "balance", "conditions", "phases"]
    title: Line
    text: Line
    parts: Annotated[list[SubModelPart], Field(min_length=2, max_length=7)]


class SentenceExercise(Part):
    """The exercise *De zin*: everyone completes one sentence, unseen."""

    title: Line
    intro: Text
    opening: Line
    question: Line
    later: Line


class ExchangeExercise(Part):
    """The exercise *Halen · Brengen · No-go*: each organisation fills in three lines."""

    title: Line
    intro: Text
    gets: Line
    brings: Line
    no_go: Line
    question: Line
    later: Line


class Perspective(Part):
    """One of the five ways of looking."""

    id: Id
    name: Line
    title: Line
    core: Line
    lead: Text
    sections: Annotated[list[Section], Field(min_length=2, max_length=4)]
    key_questions: Annotated[list[Line], Field(min_length=2)]
    pitfalls: Annotated[list[Line], Field(min_length=1)]
    chance: Text
    remember: Line
    sub_models: Annotated[list[SubModel], Field(min_length=1)]
    statements: Annotated[list[Statement], Field(min_length=1)]
    sentence: SentenceExercise | None = None
    exchange: ExchangeExercise | None = None

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """The statements by their id."""
        return {statement.id: statement for statement in self.statements}

    def asked(self, length: Length) -> list[Statement]:
        """Return the statements that a session of this length asks, in their order."""
        return [statement for statement in self.statements if length == "full" or statement.short]

    def scale(self, length: Length) -> list[Statement]:
        """Return the statements of kind `scale` that a session of this length asks."""
        return [statement for statement in self.asked(length) if statement.kind == "scale"]


class ScaleLabel(Part):
    """What one point of the scale means."""

    point: Annotated[int, Field(ge=1, le=5)]
    label: Line


class Scale(Part):
    """The five points and the sixth answer, in answer to one question."""

    question: Line
    labels: Annotated[list[ScaleLabel], Field(min_length=5, max_length=5)]
    unknown: Line


class Danger(Part):
    """One of the great dangers, which the app names later."""

    id: Id
    name: Line
    text: Text


class FrontPage(Part):
    """What the group is shown before it starts."""

    title: Line
    why: Text
    asks: Annotated[list[Line], Field(min_length=1)]
    dangers: Annotated[list[Danger], Field(min_length=2, max_length=2)]
    how: Text


class SetFacts(Part):
    """The file `set.toml`: what the set is called, where it comes from, its front page and its scale."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    language: Literal["nl", "en"]
    title: Line
    credit: Line
    front_page: FrontPage
    scale: Scale


class ContentSet(BaseModel):
    """A whole set in one language."""

    model_config = ConfigDict(strict=True, frozen=True)

    facts: SetFacts
    perspectives: dict[str, Perspective]

    def perspective(self, perspective_id: str) -> Perspective:
        """Return the perspective with this id, one of `PERSPECTIVES`."""
        return self.perspectives[perspective_id]

    def statement(self, perspective_id: str, statement_id: str) -> Statement | None:
        """Return a statement, or None where the set has none of that id."""
        return self.perspectives[perspective_id].by_id.get(statement_id)

    def questions(self, length: Length) -> int:
        """Return how many questions a session of this length asks (27 or 10 in `samenwerken`)."""
        return sum(len(perspective.asked(length)) for perspective in self.perspectives.values())
