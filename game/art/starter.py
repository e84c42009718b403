"""The starter deck: prompts with exact targets, each a character caught in a moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.art.characters import BY_SLUG, Character
from game.art.draw import draw
from game.art.moods import (
    ANGRY,
    CALM,
    CHEEKY,
    HAPPY,
    PUZZLED,
    SAD,
    SHOCKED,
    SHY,
    SINGING,
    SLEEPY,
    SMUG,
    SOUR,
    STARRY,
    Mood,
)
from scoring.vision.parts import checked


@dataclass(frozen=True)
class StarterPrompt:
    """One card. left_eye, right_eye and mouth are the target, 0 (shut) to 1 (wide open); the eyes are the character's own.

    `parts` is what else counts, as in scoring/vision/parts.py.
    """

    slug: str
    title: str
    character: Character
    left_eye: float
    right_eye: float
    mouth: float
    mood: Mood
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def eyes(self) -> float:
        """The mean of both eyes, as the classic formula compares it."""
        return (self.left_eye + self.right_eye) / 2

    def svg(self) -> str:
        """The picture, self-contained, 512 x 512 px."""
        openness = {"left_eye": self.left_eye, "right_eye": self.right_eye, "mouth": self.mouth}
        return draw(self.character, **openness, mood=self.mood, parts=self.parts, title=self.title)


def _card(
    slug: str, title: str, who: str, left: float, right: float, mouth: float, mood: Mood, **parts: float
) -> StarterPrompt:
    return StarterPrompt(slug, title, BY_SLUG[who], left, right, mouth, mood, checked(parts))


# No target is asked for more than three times, and a face that never changes gets little: half of all eyes are shut or
# wink, and most mouths are open. What counts as little, the tests of the deck say. Half of the cards ask for more.
STARTER: tuple[StarterPrompt, ...] = (
    _card("caught-napping", "Caught napping", "miko", 0, 0, 0, SLEEPY, tilt=-1),
    _card("free-pizza", "Somebody said free pizza", "miko", 1, 1, 1, STARRY, smile=1, brows=1),
    _card("seen-nothing", "I have seen nothing", "miko", 1, 1, 0, SHY, brows=1),
    _card("birthday-song", "Birthday song, verse nine", "miko", 0, 0, 0.75, HAPPY),
    _card("shampoo-alarm", "Shampoo alarm", "miko", 0.5, 0, 0.5, SOUR, tilt=1),
    _card("battle-cry", "Battle cry before breakfast", "kenta", 1, 1, 1, ANGRY),
    _card("sneeze-loading", "Sneeze loading, please wait", "kenta", 0, 0, 0.5, PUZZLED),
    _card("totally-awake", "Totally awake, coach", "kenta", 0.5, 0.5, 0, SLEEPY, tilt=1),
    _card("secret-handshake", "Secret handshake, step one", "kenta", 0, 1, 0.5, CHEEKY, smile=1, tilt=-1),
    _card("last-lap", "Last lap", "kenta", 0.5, 0, 0.75, ANGRY, tilt=-1),
    _card("big-finish", "The big finish", "lulu", 0, 0, 1, SINGING),
    _card("our-secret", "This stays between us", "lulu", 0, 1, 0, CHEEKY, tilt=1),
    _card("forgot-the-words", "Forgot the words", "lulu", 1, 1, 0.5, PUZZLED, tilt=-1),
    _card("microphone-check", "Microphone check", "lulu", 0, 0.5, 0.75, SINGING),
    _card("best-day", "Best day so far", "amara", 0, 0, 0.75, HAPPY, smile=1),
    _card("plot-twist", "Did not see that coming", "amara", 1, 1, 1, SHOCKED, brows=1),
    _card("camera-two", "Smile for camera two", "amara", 1, 0, 0.5, CHEEKY, smile=1, tilt=1),
    _card("my-song", "They are playing my song", "amara", 1, 0, 0.75, HAPPY, smile=1, tilt=-1),
    _card("before-the-birds", "Up before the birds", "amara", 0.5, 0, 1, SLEEPY),
    _card("monday", "Monday, first period", "yuki", 0.5, 0.5, 0.25, SAD, tilt=-1),
    _card("brain-freeze", "Brain freeze", "yuki", 0, 0, 0.25, SHY),
    _card("staring-contest", "Undefeated at staring", "yuki", 1, 1, 0.25, SMUG, tilt=1),
    _card("snowball", "Snowball behind my back", "yuki", 1, 0, 0.5, CHEEKY, smile=1),
    _card("not-the-vase", "It was like that already", "nico", 1, 1, 0.5, SHY, brows=1),
    _card("deal", "Deal. No take-backs", "nico", 1, 0, 0, SMUG, smile=1, tilt=1),
    _card("roller-coaster", "Why did I sit in front?", "nico", 0, 0, 1, SHOCKED, brows=1),
    _card("parked-it", "Parked it in one go", "nico", 0, 1, 0.75, HAPPY, smile=1),
    _card("yawn-champion", "Yawn champion", "mochi", 0, 0, 1, SLEEPY),
    _card("sunbeam", "Found the sunbeam", "mochi", 0, 0, 0, HAPPY),
    _card("fish-o-clock", "Is it fish o’clock?", "mochi", 1, 1, 0.75, STARRY, brows=1),
    _card("five-more-minutes", "Five more minutes", "mochi", 0.5, 0.5, 1, SLEEPY),
    _card("meditating", "Not asleep. Meditating", "haru", 0, 0, 0, CALM),
    _card("actually", "Well, actually…", "haru", 0.5, 0.5, 0.5, SMUG, brows=1, tilt=1),
    _card("high-note", "One note too high", "haru", 0, 0.5, 1, SINGING),
    _card("ice-cream", "There goes the ice cream", "haru", 0.5, 0.5, 1, SAD),
    _card("exam-starts", "The exam is today?", "rosa", 1, 1, 0.75, SHOCKED, brows=1, tilt=-1),
    _card("smells-like-soup", "Smells like soup", "rosa", 0, 0, 0.25, HAPPY),
    _card("side-eye", "You call that dancing?", "rosa", 0.5, 1, 0.75, SMUG, tilt=1),
    _card("knows-who", "I know who did it", "rosa", 0, 1, 0.5, SMUG, smile=1),
    _card("spider", "There is a spider", "rosa", 1, 0.5, 1, SHOCKED, brows=1),
    _card("in-my-day", "In my day we walked", "jiro", 0.5, 0.5, 0.75, ANGRY),
    _card("wise-nap", "A nap of great wisdom", "jiro", 0, 0, 0.25, SLEEPY),
    _card("last-dumpling", "Who ate my last dumpling?", "jiro", 1, 0.5, 1, ANGRY),
    _card("cold-tea", "The tea is cold again", "jiro", 0, 0.5, 0.5, SOUR, tilt=-1),
    _card("rawr", "Small but terrifying", "kaji", 0, 1, 1, ANGRY),
    _card("spicy", "It is not even spicy", "kaji", 0, 0, 0.5, SOUR),
    _card("too-cool", "Too cool for this castle", "kaji", 0, 1, 0.25, SMUG, tilt=-1),
    _card("sand-in-one-eye", "Sand in one eye", "kaji", 1, 0, 1, ANGRY),
    _card("low-battery", "Battery at two percent", "pixel", 0.5, 0.5, 0.5, SLEEPY),
    _card("hello-human", "Hello, fellow human", "pixel", 1, 0, 0.25, HAPPY, smile=1, tilt=1),
    _card("blink-update", "Installing wink, 50 %", "pixel", 0.5, 1, 1, CHEEKY),
    _card("loading-feelings", "Loading feelings…", "pixel", 0.5, 0.5, 0.75, PUZZLED),
    _card("rusty-gears", "Rust in the gears", "pixel", 0.5, 0, 0.75, SOUR),
    _card("encore", "Encore! Encore!", "zola", 0, 1, 1, STARRY),
    _card("wish", "Making a wish", "zola", 0.5, 0, 0.25, SHY),
    _card("heard-that", "I heard that", "zola", 0.5, 0.5, 0.25, ANGRY, tilt=-1),
    _card("shower-concert", "Shower concert, sold out", "zola", 0, 0, 0.75, SINGING),
    _card("laughing-in-class", "Not laughing in class", "zola", 0, 0.5, 0.75, HAPPY),
    _card("lemon", "Licked a lemon", "leila", 0, 0.5, 0.25, SOUR, tilt=1),
    _card("told-you", "Told you so", "leila", 1, 0, 1, CHEEKY, smile=1, brows=1),
    _card("gift", "For me? Really?", "leila", 1, 0.5, 0.75, STARRY, smile=1, brows=1, tilt=1),
    _card("third-coffee", "Third coffee, no effect", "leila", 0.5, 0.5, 0.75, SLEEPY, tilt=-1),
    _card("who-turned-it-on", "Who turned on the light?", "leila", 0.5, 0, 1, SHOCKED),
    _card("alien-in-my-soup", "Alien in my soup", "finn", 0.5, 1, 1, SHOCKED, brows=1),
    _card("late", "Ran all the way", "finn", 0.5, 0.5, 1, SAD),
    _card("joke", "Already laughing at my own joke", "finn", 0, 0, 0.5, HAPPY),
    _card("bee", "A bee! A bee!", "finn", 1, 0, 1, SHOCKED, brows=1, tilt=1),
    _card("pillow-fight", "Pillow fight", "finn", 0, 0.5, 1, HAPPY),
    _card("who-is-hungry", "Who is still hungry?", "ume", 0, 1, 0.75, HAPPY),
    _card("lost-glasses", "Where are my glasses?", "ume", 0.5, 0.5, 0.5, PUZZLED),
    _card("karaoke-queen", "Queen of karaoke", "ume", 0, 1, 1, SINGING),
    _card("secret-ingredient", "Secret ingredient: butter", "ume", 1, 0, 0.75, CHEEKY),
)
