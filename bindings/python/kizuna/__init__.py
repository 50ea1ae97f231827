# SPDX-License-Identifier: MIT
"""Kizuna for Python, over its C library by ctypes; nothing else is needed.

    import kizuna
    world = kizuna.World(open("mio.kiz").read())
    print(world.ask("endings")["endings"])
    play = world.play("Ren")
    while play.go_on() == "yours":
        play.choose(play.moves()[0].act)
    print(play.page("end"))

The library is looked for where KIZUNA_LIBRARY says, beside this package, then where the system has its libraries.
"""
import ctypes
import ctypes.util
import json
import os
from collections import namedtuple

__all__ = ["Broken", "Failed", "Mistaken", "Move", "Play", "Refused", "World", "version"]
version = "0.1.0"


class Failed(MemoryError):
    """Memory ended."""


class Broken(RuntimeError):
    """A mistake of the library's own."""


class Mistaken(ValueError):
    """The world or the question has errors; `notes` says which, as a list."""

    def __init__(self, plain, notes):
        super().__init__(plain.strip() or "the question has no answer here")
        self.notes = notes


class Refused(ValueError):
    """A save does not fit the world."""


def _library():
    here = os.path.dirname(os.path.abspath(__file__))
    places = [os.environ.get("KIZUNA_LIBRARY"), os.path.join(here, "libkizuna.so"),
              os.path.join(here, "..", "..", "..", "libkizuna.so.0"), ctypes.util.find_library("kizuna"), "libkizuna.so.0"]
    for place in places:
        try:
            if place:
                return ctypes.CDLL(place)
        except OSError:
            if place == os.environ.get("KIZUNA_LIBRARY"):
                raise
    raise OSError("libkizuna is not installed; KIZUNA_LIBRARY can name it")


_kz = _library()
_text, _handle, _size = ctypes.c_char_p, ctypes.c_void_p, ctypes.c_size_t
_texts = ctypes.POINTER(_text)
_READ_MODULE = ctypes.CFUNCTYPE(_handle, _handle, _text, ctypes.POINTER(_size), _texts)


class _Settings(ctypes.Structure):
    _fields_ = [("size", _size), ("resize", _handle), ("read_module", _READ_MODULE), ("self", _handle), ("memory_limit", _size)]


class _Question(ctypes.Structure):
    _fields_ = [("size", _size), ("verb", ctypes.c_int), ("changes", _texts), ("change_count", _size),
                ("limit_story", ctypes.c_uint32), ("limit_plan", ctypes.c_uint32), ("limit_mind", ctypes.c_uint32),
                ("limit_beliefs", ctypes.c_uint32), ("limit_states", ctypes.c_uint32),
                ("what_if", _text), ("tale", _text), ("ending", _text), ("at", ctypes.c_uint32),
                ("after", _texts), ("after_count", _size), ("has_reasons", ctypes.c_int),
                ("method", ctypes.c_int), ("heuristic", ctypes.c_int), ("is_shortest", ctypes.c_int), ("limit_visited", ctypes.c_uint32)]


class _PlaySettings(ctypes.Structure):
    _fields_ = [("size", _size), ("played", _text), ("seed", ctypes.c_uint64), ("toward", _text),
                ("without_content", _texts), ("without_content_count", _size), ("changes", _texts), ("change_count", _size),
                ("limit_plan", ctypes.c_uint32), ("limit_mind", ctypes.c_uint32), ("limit_beliefs", ctypes.c_uint32), ("reserve", _size)]


def _declare(name, result, *takes):
    function = getattr(_kz, name)
    function.restype, function.argtypes = result, takes


for _name, _result, *_takes in (
    ("kz_engine_new", _handle, ctypes.POINTER(_Settings)), ("kz_engine_free", None, _handle),
    ("kz_world_load", _handle, _handle, _text, _text, _size), ("kz_world_free", None, _handle),
    ("kz_world_error_count", ctypes.c_uint32, _handle), ("kz_world_notes", _text, _handle, ctypes.c_int), ("kz_world_print", _text, _handle),
    ("kz_ask", _handle, _handle, ctypes.POINTER(_Question)), ("kz_asking_free", None, _handle),
    ("kz_asking_advance", ctypes.c_int, _handle, ctypes.c_uint64), ("kz_asking_stop", None, _handle),
    ("kz_asking_text", _text, _handle, ctypes.c_int), ("kz_asking_notes", _text, _handle, ctypes.c_int),
    ("kz_play_begin", _handle, _handle, ctypes.POINTER(_PlaySettings)), ("kz_play_free", None, _handle),
    ("kz_play_load", _handle, _handle, _text, _size, ctypes.POINTER(_PlaySettings)),
    ("kz_play_advance", ctypes.c_int, _handle, ctypes.c_uint64), ("kz_play_move_count", ctypes.c_uint32, _handle),
    ("kz_play_move", _text, _handle, ctypes.c_uint32, _texts), ("kz_play_choose", ctypes.c_int, _handle, _text),
    ("kz_play_wait", ctypes.c_int, _handle), ("kz_play_undo", ctypes.c_int, _handle), ("kz_play_hand_over", ctypes.c_int, _handle, _text),
    ("kz_play_happens", ctypes.c_int, _handle, _text), ("kz_play_would", ctypes.c_int, _handle, _text, ctypes.c_uint64),
    ("kz_play_would_act", _text, _handle), ("kz_play_text", _text, _handle, ctypes.c_int, ctypes.c_int),
    ("kz_play_why", _text, _handle, _text), ("kz_play_whynot", _text, _handle, _text), ("kz_play_notes", _text, _handle, ctypes.c_int),
    ("kz_play_person", _text, _handle, ctypes.c_uint32), ("kz_play_as", _text, _handle), ("kz_play_ending", _text, _handle),
    ("kz_play_memory", _size, _handle), ("kz_play_fit", ctypes.c_int, _handle), ("kz_play_fit_text", _text, _handle, ctypes.c_int),
):
    _declare(_name, _result, *_takes)

_PLAIN, _JSON = 0, 1
_VERBS = ("check", "endings", "tell", "minds", "plan")
_RUNNING, _ANSWERED, _NO, _GAVE_UP, _MISTAKEN, _FAILED, _MISASKED, _BROKEN = range(8)
_TURNS = ("working", "yours", "over", "mistaken", "failed")
_HEARD = ("heard", "not now", "unknown", "several", "unwilling", "failed")
_PAGES = ("front", "people", "news", "moves", "minds", "log", "hint", "would", "end", "save")
_FITS = (None, "exact", "migrated", "refused")

Move = namedtuple("Move", "act words")


def _bytes(text):
    return None if text is None else text.encode()


def _string(answer):
    if answer is None:
        raise Failed("memory ended")
    return answer.decode()


def _list(texts):
    return (_text * len(texts))(*(text.encode() for text in texts)), len(texts)


class World:
    """A world, loaded and checked. `modules` maps names to texts for `use`."""

    def __init__(self, text, name="world.kiz", modules=None):
        self._pointer = self._engine = None
        self._borrowed = []  # module texts must live while the world is read

        def read_module(_self, module, length, _shown_as):
            found = (modules or {}).get(module.decode())
            if found is None:
                return None
            kept = ctypes.create_string_buffer(found.encode())
            self._borrowed.append(kept)
            length[0] = len(kept) - 1
            return ctypes.addressof(kept)

        self._reader = _READ_MODULE(read_module)
        settings = _Settings(size=ctypes.sizeof(_Settings), read_module=self._reader)
        self._engine = _kz.kz_engine_new(settings)
        source = text.encode()
        self._pointer = _kz.kz_world_load(self._engine, name.encode(), source, len(source)) if self._engine else None
        if not self._pointer:
            raise Failed("memory ended")
        if _kz.kz_world_error_count(self._pointer):
            raise Mistaken(_string(_kz.kz_world_notes(self._pointer, _PLAIN)), self.notes())

    def __del__(self):
        if self._pointer:
            _kz.kz_world_free(self._pointer)
        if self._engine:
            _kz.kz_engine_free(self._engine)

    def notes(self):
        """What a good editor would say, as a list of dicts."""
        return json.loads(_string(_kz.kz_world_notes(self._pointer, _JSON)))

    def formatted(self):
        """The text in its one true form."""
        return _string(_kz.kz_world_print(self._pointer))

    def ask(self, verb, *, changes=(), effort=1 << 62, form="json", **more):
        """One question, answered: a dict, or text with form="plain". More: tale, ending, what_if, at, after, has_reasons, limit_story …"""
        changed, change_count = _list(changes)
        after, after_count = _list(more.pop("after", ()))
        question = _Question(size=ctypes.sizeof(_Question), verb=_VERBS.index(verb), changes=changed, change_count=change_count,
                             after=after, after_count=after_count, at=more.pop("at", 0xFFFFFFFF))
        for name, value in more.items():
            if name.startswith("limit_") and name != "limit_visited":
                value = 0xFFFFFFFF if value is None else value + 1
            setattr(question, name, _bytes(value) if isinstance(value, str) else value)
        asking = _kz.kz_ask(self._pointer, question)
        if not asking:
            raise Failed("memory ended")
        try:
            progress = _kz.kz_asking_advance(asking, effort)
            if progress == _RUNNING:
                _kz.kz_asking_stop(asking)
            if progress == _FAILED:
                raise Failed("memory ended")
            if progress == _BROKEN:
                raise Broken("a story that was found is none")
            if progress in (_MISTAKEN, _MISASKED):
                raise Mistaken(_string(_kz.kz_asking_notes(asking, _PLAIN)), json.loads(_string(_kz.kz_asking_notes(asking, _JSON))))
            text = _string(_kz.kz_asking_text(asking, _PLAIN if form == "plain" else _JSON))
            return text if form == "plain" else json.loads(text)
        finally:
            _kz.kz_asking_free(asking)

    def play(self, played=None, **settings):
        """Begins a play: as whom (None: nobody), seed, toward, without_content, changes, limit_plan …, reserve."""
        return Play(self, played, **settings)

    def load(self, save):
        """Goes on from a save; Refused where it does not fit."""
        return Play(self, None, _save=save)


class Play:
    """A story under way."""

    def __init__(self, world, played=None, *, seed=0, toward=None, without_content=(), changes=(), reserve=0, _save=None, **limits):
        without, without_count = _list(without_content)
        changed, change_count = _list(changes)
        settings = _PlaySettings(size=ctypes.sizeof(_PlaySettings), played=_bytes(played), seed=seed, toward=_bytes(toward),
                                 without_content=without, without_content_count=without_count, changes=changed, change_count=change_count, reserve=reserve)
        for name, value in limits.items():
            setattr(settings, name, value + 1)
        self._world = world  # a play ends before its world
        self._pointer = None
        if _save is None:
            self._pointer = _kz.kz_play_begin(world._pointer, settings)
        else:
            saved = _save if isinstance(_save, bytes) else _save.encode()
            self._pointer = _kz.kz_play_load(world._pointer, saved, len(saved), settings)
        if not self._pointer:
            raise Failed("memory ended")
        if self.fit == "refused":
            raise Refused("; ".join(self.fit_changes()))
        self._turn(_kz.kz_play_advance(self._pointer, 0))

    def __del__(self):
        if self._pointer:
            _kz.kz_play_free(self._pointer)

    def _turn(self, number):
        turn = _TURNS[number]
        if turn == "failed":
            raise Failed("memory ended")
        if turn == "mistaken":
            raise Mistaken(_string(_kz.kz_play_notes(self._pointer, _PLAIN)), json.loads(_string(_kz.kz_play_notes(self._pointer, _JSON))))
        return turn

    def _heard(self, number):
        heard = _HEARD[number]
        if heard == "failed":
            raise Failed("memory ended")
        return heard

    def advance(self, effort):
        """Works on for about so much effort: "working", "yours" or "over"."""
        return self._turn(_kz.kz_play_advance(self._pointer, effort))

    def go_on(self):
        """Works on to the next decision, or to the end."""
        turn = "working"
        while turn == "working":
            turn = self.advance(1 << 30)
        return turn

    def moves(self):
        """What the played person may do, as they believe."""
        words, found = _text(), []
        for i in range(_kz.kz_play_move_count(self._pointer)):
            act = _kz.kz_play_move(self._pointer, i, ctypes.byref(words))
            found.append(Move(_string(act), _string(words.value)))
        return found

    def choose(self, words):
        """A move by number, notation or words: "heard", "unknown", "several", "unwilling" or "not now"."""
        return self._heard(_kz.kz_play_choose(self._pointer, str(words).encode()))

    def wait(self):
        return self._heard(_kz.kz_play_wait(self._pointer))

    def undo(self):
        return self._heard(_kz.kz_play_undo(self._pointer))

    def hand_over(self, person):
        return self._heard(_kz.kz_play_hand_over(self._pointer, _bytes(person)))

    def happens(self, act):
        """Anybody's act, at the game's word."""
        return self._heard(_kz.kz_play_happens(self._pointer, act.encode()))

    def would(self, person, effort=1 << 30):
        """What a person would do now: an act, None for nothing, or Ellipsis while it is not known yet."""
        turn = _kz.kz_play_would(self._pointer, person.encode(), effort)
        if _TURNS[turn] == "mistaken":
            raise Mistaken(f"there is nobody called {person}", [])
        if self._turn(turn) == "working":
            return Ellipsis
        act = _kz.kz_play_would_act(self._pointer)
        return act.decode() if act else None

    def page(self, name):
        """front, people, news, moves, minds, log, hint, would, end or save."""
        return _string(_kz.kz_play_text(self._pointer, _PAGES.index(name), _PLAIN))

    def document(self, name="news"):
        """The page with the turn and the moves, as a dict."""
        return json.loads(_string(_kz.kz_play_text(self._pointer, _PAGES.index(name), _JSON)))

    def why(self, act=None):
        return _string(_kz.kz_play_why(self._pointer, _bytes(act)))

    def whynot(self, act):
        return _string(_kz.kz_play_whynot(self._pointer, act.encode()))

    def save(self):
        return self.page("save")

    def people(self):
        found = []
        while (name := _kz.kz_play_person(self._pointer, len(found))) is not None:
            found.append(name.decode())
        return found

    @property
    def played(self):
        name = _kz.kz_play_as(self._pointer)
        return name.decode() if name else None

    @property
    def ending(self):
        name = _kz.kz_play_ending(self._pointer)
        return name.decode() if name else None

    @property
    def memory(self):
        return _kz.kz_play_memory(self._pointer)

    @property
    def fit(self):
        """None, or of a loaded save: "exact", "migrated", "refused"."""
        return _FITS[_kz.kz_play_fit(self._pointer)]

    def fit_changes(self):
        """What was dropped or defaulted, or why the save was refused."""
        return json.loads(_string(_kz.kz_play_fit_text(self._pointer, _JSON)))["changes"]
