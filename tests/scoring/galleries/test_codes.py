"""A large gallery is looked through in a byte a number, and what is told is what a look at each would tell."""

import sys
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest

from scoring.galleries import codes, matrix, ranking
from scoring.galleries.codes import Codes
from scoring.galleries.ranking import Shelf, standings
from tests.scoring.galleries.crowds import at, shelf, somebody

PEOPLE = 3000
FACE = somebody(99_999)


@pytest.fixture(autouse=True)
def small_ones_too(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("faiss", exc_type=ImportError)
    monkeypatch.setattr(codes, "FROM", 1)


def coded(folder: Path, held: Shelf) -> tuple[Shelf, Codes]:
    codes.write(folder / "codes", held.vectors)
    sieve = Codes.opened(folder / "codes")
    assert sieve is not None
    return Shelf(held.vectors, held.half, held.person, held.first, held.leaning, sieve), sieve


def nearest(held: Shelf, face: np.ndarray, count: int) -> list[int]:
    """The people with the nearest portraits, by a look at each in twice the bits."""
    apart = np.linalg.norm(held.vectors.astype(np.float64) - face, axis=1)
    return np.argsort(np.minimum.reduceat(apart, held.first[:-1]), kind="stable")[:count].tolist()


@pytest.fixture
def by_product(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many looked for in all portraits, each time that the codes could not tell."""
    asked: list[int] = []
    whole = ranking.smallest

    def counted(scores: np.ndarray, count: int) -> np.ndarray:
        asked.append(count)
        return whole(scores, count)

    monkeypatch.setattr(ranking, "smallest", counted)
    return asked


@pytest.mark.parametrize("dimension", [5, 128])
def test_the_nearest_are_those_of_a_look_at_each(tmp_path: Path, dimension: int, by_product: list[int]) -> None:
    several = {number: 1 + 4 * (number % 10 == 0) for number in range(PEOPLE)}
    people = [[at(somebody(number, dimension), 0.3, k) for k in range(count)] for number, count in several.items()]
    held, _ = coded(tmp_path, shelf(people))
    for seed in range(20):
        face = somebody(10_000 + seed, dimension)
        assert ranking._nearest_people(held, face, 64).tolist() == nearest(held, face, 64)
    assert len(by_product) <= 20 * (dimension == 5)


def test_who_is_nearer_by_less_than_the_codes_can_tell_comes_first_all_the_same(tmp_path: Path) -> None:
    """A hundred at all but one distance, nearer than anybody else."""
    close = [[at(FACE, 0.4 + number * 1e-5, number)] for number in range(100)]
    held, sieve = coded(tmp_path, shelf([*([somebody(number)] for number in range(PEOPLE)), *close]))
    assert sieve.blur / 5 > 100 * 1e-5
    assert ranking._nearest_people(held, FACE, 64).tolist() == list(range(PEOPLE, PEOPLE + 64))


def test_where_too_many_are_as_near_all_are_looked_at(tmp_path: Path, by_product: list[int]) -> None:
    twins = [[at(FACE, 0.4, 7)] for _ in range(PEOPLE)]
    held, _ = coded(tmp_path, shelf([[at(FACE, 0.41, 7)], *twins, [at(FACE, 0.39, 7)]]))
    assert ranking._nearest_people(held, FACE, 64)[0] == PEOPLE + 1
    assert by_product


def test_one_with_a_thousand_portraits_hides_nobody(tmp_path: Path) -> None:
    crowded = [at(FACE, 0.2, seed) for seed in range(2000)]
    held, _ = coded(tmp_path, shelf([crowded, *([somebody(number)] for number in range(300))]))
    assert ranking._nearest_people(held, FACE, 64).tolist() == nearest(held, FACE, 64)


def test_the_answer_is_the_same_without(tmp_path: Path) -> None:
    plain = shelf([[somebody(number)] for number in range(PEOPLE)])
    held, _ = coded(tmp_path, plain)
    assert standings(held, FACE, 100) == standings(plain, FACE, 100)


@pytest.mark.parametrize("scale", [1e-3, 1, 40])
def test_no_portrait_is_farther_from_its_codes_than_is_said(tmp_path: Path, scale: float) -> None:
    held, sieve = coded(tmp_path, shelf([[scale * somebody(number)] for number in range(PEOPLE)]))
    told = sieve.index.reconstruct_n(0, PEOPLE)
    assert np.linalg.norm(told - held.vectors, axis=1).max() <= sieve.blur * 1.0001


def test_the_same_number_in_every_face_is_no_trouble(tmp_path: Path) -> None:
    flat = [np.array([1] * 7 + [number], np.float32) for number in range(1, 90)]
    held, _ = coded(tmp_path, shelf([[one] for one in flat]))
    assert ranking._nearest_people(held, flat[0], 3).tolist() == [0, 1, 2]


def test_few_portraits_are_not_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "FROM", 4)
    codes.write(tmp_path / "codes", np.ones((3, 128), np.float32))
    assert list(tmp_path.iterdir()) == []
    assert Codes.opened(tmp_path / "codes") is None


def test_whoever_has_them_mapped_sees_noughts_as_soon_as_a_matrix_is_wiped(tmp_path: Path) -> None:
    folder = tmp_path / "0"
    folder.mkdir()
    rows = [(UUID(int=number), UUID(int=number), somebody(number).tobytes()) for number in range(500)]
    matrix.lay_down(folder, len(rows), rows)
    sieve = matrix.opened(folder, UUID(int=0), 0).shelf.sieve
    assert isinstance(sieve, Codes)
    assert sieve.faiss.vector_to_array(sieve.index.codes).any()
    matrix._wipe(folder)
    assert not folder.exists()
    assert not sieve.faiss.vector_to_array(sieve.index.codes).any()


def test_what_is_blanked_already_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "codes").write_bytes(bytes(5000))
    assert Codes.opened(tmp_path / "codes") is None


def test_without_faiss_there_are_no_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held, _ = coded(tmp_path, shelf([[somebody(number)] for number in range(10)]))
    monkeypatch.setitem(sys.modules, "faiss", None)
    assert Codes.opened(tmp_path / "codes") is None
    codes.write(tmp_path / "others", held.vectors)
    assert not (tmp_path / "others").exists()
