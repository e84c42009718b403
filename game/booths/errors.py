"""What booths refuse, in words for a guest."""

from game.engine.errors import RuleViolation


class NoSuchBooth(RuleViolation):
    code = "no_such_booth"
    message = "There is no such booth. Look at /booths/ for those that there are."


class BoothClosed(RuleViolation):
    code = "booth_closed"
    message = "This booth is closed just now. Try another one, or ask the host to open it."


class NoSuchVisit(RuleViolation):
    code = "no_such_visit"
    message = "There is no such visit, or it is forgotten. Ask once more."


class NoVisitYet(RuleViolation):
    code = "no_visit_yet"
    message = "You have no answer from this booth yet. Step in!"


class NoSuchSlot(RuleViolation):
    code = "no_such_slot"
    message = "This booth does not take such a file. Send it as one that it asks for."


class NoSuchPrompt(RuleViolation):
    code = "no_such_prompt"
    message = "This face is not in the deck any more. Take another one."


class NotAnswered(RuleViolation):
    code = "not_answered"
    message = "There is no answer to this yet. Wait for it, or ask once more."


class NotSeenYet(RuleViolation):
    code = "not_seen_yet"
    message = "Look at the answer yourself first. Then show it to the room."


class NoSuchFace(RuleViolation):
    code = "no_such_face"
    message = "There is no such face in this photo, or nobody by that name. Load the page again."


class NoSuchExample(RuleViolation):
    code = "no_such_example"
    message = "There is no such photo of yours any more. Load the page again."


class ConsentNeeded(RuleViolation):
    code = "consent_needed"
    message = "Say first that this person agrees to be remembered in the gallery."
