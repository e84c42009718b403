"""`python -m scoring.casts.learning`: a question on the standard input, what was learned on the standard output.

A process of its own, so that scikit-learn's memory is given back, no room waits while it computes, and whatever ends
it ends nothing else. It knows no secret, no database and no storage.
"""

import json
import os
import sys

from scoring.casts.learning import lessons
from scoring.casts.learning.fitting import fit


def main() -> None:
    # What a library might print belongs among the errors.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    weights, parameters = fit(lessons.unpack(sys.stdin.buffer.read()))
    answers.write(json.dumps(parameters).encode() + b"\n" + weights.pack())
    answers.close()


if __name__ == "__main__":
    main()
