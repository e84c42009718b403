"""What a visit looks like to its visitor."""

from game.booths import registry
from game.booths.models import Visit
from game.protocol.visits import VisitView


def view(visit: Visit) -> VisitView:
    steps = registry.kind(visit.kind).steps
    return VisitView(
        id=str(visit.id),
        kind=visit.kind,
        state=visit.state,
        step=visit.step,
        steps=len(steps),
        done=visit.done,
        of=visit.of,
        words=_words(visit, steps),
        options=visit.options,
        answer=visit.answer,
        code=visit.code or None,
        message=visit.message or None,
        ends_at=round(visit.ends_at.timestamp() * 1000),
    )


def _words(visit: Visit, steps: tuple[str, ...]) -> str:
    match visit.state:
        case Visit.State.WAITING:
            return "Waiting for your photo."
        case Visit.State.QUEUED:
            frame = f", frame {visit.done} of {visit.of}" if visit.of else ""
            return f"{visit.step} of {len(steps)}: {steps[visit.step - 1]}{frame}"
        case Visit.State.REFUSED:
            return visit.message
    return "Here is the answer."
