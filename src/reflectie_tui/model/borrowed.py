"""A session whose own set of statements is not installed: shown with the wording that it carries."""

from reflectie_tui.model.content import ContentSet, Perspective, Statement
from reflectie_tui.model.session import Session


def borrowed_content(base: ContentSet, session: Session) -> ContentSet:
    """Return a set with the session's own statements in the frame of another set's perspectives.

    All are taken for statements on the scale of 1 to 5: a file does not say of what kind its questions are. What the
    base says beside a statement (explanation, question, first step) is taken where it has the same id, else the
    perspective's first key question stands in.
    """
    perspectives = {
        key: perspective.model_copy(update={"statements": _statements(perspective, session)})
        for key, perspective in base.perspectives.items()
    }
    return base.model_copy(update={"perspectives": perspectives})


def _statements(perspective: Perspective, session: Session) -> list[Statement]:
    wording = session.perspective(perspective.id).statements
    found = []
    for key, text in wording.items():
        known = perspective.by_id.get(key)
        question = perspective.key_questions[0]
        found.append(
            known.model_copy(update={"text": text, "short": True})
            if known is not None
            else Statement(id=key, short=True, text=text, explanation=text, question=question, first_step=question)
        )
    return found or perspective.statements
