"""Whether one model is better than another, by an exam that both sat: three conditions, and what they came to in words.

1. The exact test of McNemar ("Note on the sampling error of the difference between correlated proportions", 1947):
   of the persons about whom one model knew more than the other, how often a coin would be as one-sided. The person
   is what is counted and not the photo, for the photos of one person are right or wrong together.
2. A bootstrap over persons (Efron, 1979) of the difference in macro recall: its 2.5 % quantile is above 0.
3. No class loses more than GUARD of its recall.
"""

from dataclasses import asdict, dataclass
from math import comb

import numpy as np

SIGNIFICANT = 0.05
GUARD = 0.10
DRAWS = 2000
_AT_ONCE = 200


@dataclass(frozen=True)
class Questions:
    """n photos: truth int64 (n,) in 0 .. k-1, person int64 (n,) in 0 .. p-1, names of the k classes."""

    truth: np.ndarray
    person: np.ndarray
    names: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """better: whether to promote. code: first, better, too_few, same, worse, unsure, class_lost.

    won, lost: persons about whom the challenger, or the champion, knew more. p: of McNemar's test, two-sided. gain,
    least_gain: difference in macro recall, -1 .. 1, and its lower bound. words: all of it in a sentence or two.
    """

    better: bool
    code: str
    words: str
    won: int = 0
    lost: int = 0
    p: float = 1.0
    gain: float = 0.0
    least_gain: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return asdict(self)


FIRST = Verdict(True, "first", "The first version: there was nothing to compare it with.")


def mcnemar(won: int, lost: int) -> float:
    """The two-sided exact p, 0 .. 1: a fair coin, thrown won + lost times, is at least as one-sided."""
    thrown = won + lost
    tail = sum(comb(thrown, heads) for heads in range(min(won, lost) + 1))
    return min(1.0, 2 * tail / 2**thrown)


def recalls(truth: np.ndarray, right: np.ndarray, classes: int) -> np.ndarray:
    """The share of each class that was right, float64 (k,); NaN of one that was never asked."""
    asked = np.bincount(truth, minlength=classes)
    with np.errstate(invalid="ignore"):
        share: np.ndarray = np.bincount(truth, weights=right, minlength=classes) / asked
    return share


def compare(questions: Questions, champion: np.ndarray, challenger: np.ndarray, seed: int) -> Verdict:
    """Both models' answers, int64 (n,): classes, or -1 for one that is not among them."""
    empty = np.flatnonzero(np.bincount(questions.truth, minlength=len(questions.names)) == 0)
    if len(empty):
        nobody = f"nobody in the exam resembles {questions.names[empty[0]]} yet"
        return Verdict(False, "too_few", f"Too few to tell: {nobody}.")
    before, after = (answers == questions.truth for answers in (champion, challenger))
    more = np.sign(np.bincount(questions.person, weights=after.astype(float) - before))
    won, lost = int((more > 0).sum()), int((more < 0).sum())
    gains = _gains(questions, before, after)
    found = {"won": won, "lost": lost, "p": mcnemar(won, lost), "gain": float(gains.mean())}
    return _decide(questions, gains, found, least_gain(questions, before, after, seed))


def _decide(questions: Questions, gains: np.ndarray, found: dict[str, float], least: float) -> Verdict:
    won, lost, p = int(found["won"]), int(found["lost"]), found["p"]
    gain, worst = found["gain"], int(gains.argmin())
    score = f"{won} right against {lost}"
    by = f"{gain * 100:+.1f} points of macro recall, at least {least * 100:+.1f}"
    if won + lost == 0:
        code, words = "same", "As good as the champion: both knew the same people."
    elif p >= SIGNIFICANT:
        code, words = "too_few", f"Too few to tell: {score}: a coin could do that ({_chance(p)})."
    elif won < lost:
        code, words = "worse", f"Worse than the champion: {score} ({_chance(p)})."
    elif least <= 0:
        code, words = "unsure", f"{score}, but not surely better for every character alike ({by})."
    elif gains[worst] < -GUARD:
        lost_points = f"{questions.names[worst]} loses {-gains[worst] * 100:.0f} points"
        code, words = "class_lost", f"{score}, but {lost_points}, and more than {GUARD * 100:.0f} none may."
    else:
        code, words = "better", f"Better than the champion: {score} ({_chance(p)}), {by}."
    return Verdict(code == "better", code, words, won, lost, p, gain, least)


def _chance(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < SIGNIFICANT else f"p = {p:.2f}"


def _gains(questions: Questions, before: np.ndarray, after: np.ndarray) -> np.ndarray:
    classes = len(questions.names)
    return recalls(questions.truth, after, classes) - recalls(questions.truth, before, classes)


def least_gain(questions: Questions, before: np.ndarray, after: np.ndarray, seed: int) -> float:
    """The 2.5 % quantile of the difference in macro recall, -1 .. 1, over DRAWS draws of as many persons.

    before, after: bool (n,), what was right. A class that nobody drawn belongs to does not count in that draw.
    """
    people, classes = int(questions.person.max()) + 1, len(questions.names)
    cell = questions.person * classes + questions.truth
    asked = np.bincount(cell, minlength=people * classes).reshape(people, classes)
    change = np.bincount(cell, weights=after.astype(float) - before, minlength=people * classes)
    random = np.random.default_rng(seed)
    drawn = []
    for _ in range(DRAWS // _AT_ONCE):
        times = random.multinomial(people, np.full(people, 1 / people), size=_AT_ONCE)
        there = times @ asked
        share = (times @ change.reshape(people, classes)) / np.maximum(there, 1)
        drawn.append(share.sum(axis=1) / (there > 0).sum(axis=1))
    return float(np.quantile(np.concatenate(drawn), SIGNIFICANT / 2))
