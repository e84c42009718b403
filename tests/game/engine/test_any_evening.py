from tests.game.engine.machine import STEADY, AnyEvening

TestAnyEvening = AnyEvening.TestCase
TestAnyEvening.settings = STEADY
