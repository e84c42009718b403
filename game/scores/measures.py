"""What is counted, and in which bins. Bins are kept as texts so that codes and numbers share a column."""

import math

OUTCOME = "outcome"
SCORE = "score"
EYES = "eyes"
MOUTH = "mouth"
SCORING_MS = "scoring_ms"
WAIT_MS = "wait_ms"
ROUND = "round"
PARTY = "party"

PERCENT_STEP = 5
# 48 steps a decade are 4.9 % each: that is how exactly a percentile of a time is known.
STEPS_A_DECADE = 48


def percent_bin(share: float) -> str:
    """0..1 -> the lower end of its 5 % step: "0", "5", … "95"; 1 belongs to the last one."""
    step = min(int(share * 100 / PERCENT_STEP + 1e-9), 100 // PERCENT_STEP - 1)
    return str(max(step, 0) * PERCENT_STEP)


def time_bin(milliseconds: float) -> str:
    return str(math.floor(STEPS_A_DECADE * math.log10(max(milliseconds, 1.0))))


def time_of(bin_: str | int) -> float:
    """The middle of a time's bin, in milliseconds."""
    return 10 ** ((int(bin_) + 0.5) / STEPS_A_DECADE)
