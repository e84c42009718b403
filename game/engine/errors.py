"""What the rules refuse: a stable code, and a sentence that tells a guest what to do."""

from typing import ClassVar


class RuleViolation(Exception):
    code: ClassVar[str] = "refused"
    message: ClassVar[str] = "That is not possible right now."

    def __init__(self, message: str | None = None) -> None:
        self.text = message or self.message
        super().__init__(self.text)


class NotYourSeat(RuleViolation):
    code = "not_your_seat"
    message = "You have no seat in this room. Join first."


class Kicked(RuleViolation):
    code = "kicked"
    message = "The host has removed you from this room."


class NotHost(RuleViolation):
    code = "not_host"
    message = "Only the host can do that."


class Banned(RuleViolation):
    code = "banned"
    message = "The host does not let you into this room."


class PasswordNeeded(RuleViolation):
    code = "password_needed"
    message = "This room has a password. Ask the host for it."


class PasswordWrong(RuleViolation):
    code = "password_wrong"
    message = "That is not the password of this room. Ask the host once more."


class LinkNeeded(RuleViolation):
    """The code is right, but the five letters alone do not open this room now."""

    code = "link_needed"
    message = "The five letters alone do not open this room. Scan the QR code on the big screen, or ask for the link."


class PlayersOnly(RuleViolation):
    code = "no_spectators"
    message = "This room is for its players only. Join, or open the big screen by the link on the host's phone."


class TooManySeats(RuleViolation):
    code = "too_many_seats"
    message = "Very many have sat down from your Wi-Fi. Wait an hour, or ask the host to set 'Most players' higher."


class NotYourPhoto(RuleViolation):
    code = "not_your_photo"
    message = "Only whose photo it is can take it down for good."


class TakenDown(RuleViolation):
    code = "taken_down"
    message = "Whose photo it is has taken it down."


class RoomFull(RuleViolation):
    code = "room_full"
    message = "This room is full. You can still watch."


class RoomLocked(RuleViolation):
    code = "room_locked"
    message = "The host has locked this room. Ask them to let you in."


class NicknameTaken(RuleViolation):
    code = "nickname_taken"
    message = "Somebody in this room has that name. Pick another one."


class NicknameInvalid(RuleViolation):
    code = "nickname_invalid"
    message = "Pick a name of 1 to 20 visible characters."


class AvatarUnknown(RuleViolation):
    code = "avatar_unknown"
    message = "Pick one of the faces shown."


class WrongPhase(RuleViolation):
    code = "wrong_phase"
    message = "That is not possible at this point of the game."


class NotEnoughPlayers(RuleViolation):
    code = "no_players"
    message = "Nobody is here to play yet. Share the link first."


class NotEnoughPrompts(RuleViolation):
    code = "deck_empty"
    message = "This deck has no prompts. Choose another deck."


class TooEarly(RuleViolation):
    code = "too_early"
    message = "The round has not started yet. Wait for the signal."


class TooLate(RuleViolation):
    code = "too_late"
    message = "Too late: this round is closed. Be quicker in the next one."


class Paused(RuleViolation):
    code = "paused"
    message = "The game is paused. Wait until the host goes on."


class TakesUsedUp(RuleViolation):
    code = "no_takes_left"
    message = "You have used all your takes of this round."


class NotInThisRound(RuleViolation):
    code = "not_in_this_round"
    message = "You play from the next round on."


class NotYourVote(RuleViolation):
    code = "not_your_vote"
    message = "You have no vote in this one."


class NoSuchOption(RuleViolation):
    code = "no_such_option"
    message = "That is not among what you can choose. Tap another one."


class HostIsHere(RuleViolation):
    code = "host_is_here"
    message = "The host is still here, or somebody was faster."


class NotPlayedYet(RuleViolation):
    code = "not_played_yet"
    message = "Only who has played here can take over. Play a round first."


class SettingsInvalid(RuleViolation):
    code = "settings_invalid"
    message = "Those settings are outside the limits."


class NothingArrived(RuleViolation):
    code = "nothing_arrived"
    message = "The photo did not arrive. Send it once more."


class TicketInvalid(RuleViolation):
    code = "ticket_invalid"
    message = "That upload has expired. Take the photo once more."
