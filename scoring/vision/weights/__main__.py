"""Convert dlib's network: python -m scoring.vision.weights dlib_face_recognition_resnet_model_v1.dat [OUT.onnx].

Without a second path the committed file is written anew; the same file in gives the same bytes out.
"""

import hashlib
import sys
from pathlib import Path

from scoring.vision.weights import dlib_file, resnet

COMMITTED = Path(__file__).with_name("dlib_resnet_v1.onnx")


def main(source: str, goal: str = str(COMMITTED)) -> None:
    """Read dlib's file at `source`, write an ONNX file to `goal`, and say its SHA-256."""
    converted = resnet.convert(dlib_file.read(Path(source).read_bytes()))
    Path(goal).write_bytes(converted)
    sys.stdout.write(f"{hashlib.sha256(converted).hexdigest()}  {goal}\n")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
