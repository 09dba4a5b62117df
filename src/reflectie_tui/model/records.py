"""The tables of the session file: about the session, the people, what was answered and written, the actions.

They have the shape of the file (`docs/file-format.md`), are strict and frozen, and keep keys that they do not know.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from reflectie_tui.model.content import PERSPECTIVES, Id, Length
from reflectie_tui.model.plain_text import NAME_LENGTH, TEXT_LENGTH, TITLE_LENGTH

DISAGREE = "disagree"
"""The joint judgement *we zien dit verschillend*."""

Way = Literal["rounds", "scores-first", "fingers", "together"]
Visibility = Literal["named", "anonymous"]
Status = Literal["open", "done", "dropped"]
Answer = int | str
Joint = int | Literal["disagree"]


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one_line", "one line expected")
    return text


def _answer(answer: object) -> Answer:
    if type(answer) is int or type(answer) is str:
        return answer
    raise PydanticCustomError("answer_type", "a whole number or a word expected")


def _joint(joint: object) -> Joint:
    if joint == DISAGREE:
        return "disagree"
    if type(joint) is int and 1 <= joint <= 5:
        return joint
    raise PydanticCustomError("joint", '1 to 5 or "disagree" expected')


def _perspective(perspective: str) -> str:
    if perspective not in PERSPECTIVES:
        raise PydanticCustomError("perspective", "one of the five perspectives expected")
    return perspective


PerspectiveId = Annotated[str, AfterValidator(_perspective)]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH), AfterValidator(_one_line)]
Title = Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH), AfterValidator(_one_line)]
LongText = Annotated[str, Field(max_length=TEXT_LENGTH)]


class Record(BaseModel):
    """A table of the session file: strict, frozen; a key that is not known is kept and written back."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow", allow_inf_nan=False)

    def replaced(self, **changes: Any) -> Self:
        """Return the record with these fields changed and checked.

        Raises:
            pydantic.ValidationError: where a value is not one that the file may hold.
        """
        return type(self).model_validate({**dict(self), **changes})


class About(Record):
    """The table `[session]`: what this session is, how it goes, and where the group was."""

    id: Name
    title: Title
    date: date
    language: Literal["nl", "en"] = "nl"
    content: Id
    content_version: Annotated[int, Field(ge=1)] = 1
    length: Length = "full"
    way: Way = "rounds"
    visibility: Visibility = "named"
    facilitator: Name | None = None
    previous: Name | None = None
    step: Annotated[str, Field(max_length=NAME_LENGTH)] | None = None
    retired: list[Id] | None = None
    """Ids that were given out and deleted: never given out again."""
    created: datetime | None = None
    changed: datetime | None = None
    closed: datetime | None = None


class Participant(Record):
    """Somebody with a voice. Without a name in an anonymous session."""

    name: Name | None = None
    organisation: Name | None = None
    away: bool = False


class Note(Record):
    """A remark: of one participant (`by`), or of the group; at one statement, or at the whole perspective."""

    statement: Id | None = None
    by: Id | None = None
    text: LongText


class Sentence(Record):
    """How one participant completed *De zin*."""

    text: LongText


class Exchange(Record):
    """What one organisation gets, brings, and will not have: *Halen · Brengen · No-go*."""

    organisation: Name | None = None
    gets: LongText | None = None
    brings: LongText | None = None
    no_go: LongText | None = None


class PerspectiveRecord(Record):
    """All that the group answered and wrote in one perspective."""

    hidden: bool = False
    joint: Annotated[int | str, PlainValidator(_joint)] | None = None
    attention: bool = False
    statements: dict[Id, Title] = {}
    answers: dict[Id, dict[Id, Annotated[int | str, PlainValidator(_answer)]]] = {}
    notes: dict[Id, Note] = {}
    sentences: dict[Id, Sentence] = {}
    exchange: dict[Id, Exchange] = {}


class Action(Record):
    """Something that somebody will do."""

    what: Annotated[str, Field(min_length=1, max_length=TEXT_LENGTH)]
    who: Name | None = None
    due: date | None = None
    perspective: PerspectiveId | None = None
    statement: Id | None = None
    status: Status = "open"
    remark: LongText | None = None
    carried_from: Name | None = None

    def overdue(self, today: date) -> bool:
        """Tell whether it is still open after the day it was to be done by."""
        return self.status == "open" and self.due is not None and self.due < today
