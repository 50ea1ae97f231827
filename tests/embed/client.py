# SPDX-License-Identifier: MIT
"""A guest in Python: asked, played, saved, loaded, mistaken; with the installed package and library."""
import kizuna

TEXT = """story "Café"
use waving

fact noticed

person Mio "Mío" she
  wants 1: waved

person Ren he
  wants 1: noticed

act look by Ren
  if waved
  then noticed

ending met when noticed

tale told: wave by Mio, look
"""
WAVING = 'module waving\n\nfact waved\n\nact wave by who: person\n  if not waved\n  then waved\n  prose "{who} [wave]."\n'

world = kizuna.World(TEXT, modules={"waving": WAVING})
assert world.ask("tell")["ending"] == "met"
assert world.ask("tell", form="plain").startswith("Café")
assert world.ask("endings", limit_story=1)["complete"] is False
assert world.ask("endings", changes=["without look"])["endings"][0]["reachable"] is False
assert world.formatted() == TEXT, world.formatted()

play = world.play("Mio")
assert play.people() == ["Mio", "Ren"] and play.played == "Mio"
assert play.go_on() == "yours"
assert play.moves() == [("wave by Mio", "wave")]
assert play.choose("fly") == "unknown" and play.choose(1) == "heard"
save = play.save()
again = world.load(save)
assert again.fit == "exact" and again.save() == save
assert play.go_on() == "over" and play.ending == "met"
assert "Mío waved." in play.page("log") and "Ren's plan: look" in play.page("end")
assert play.undo() == "heard" and play.go_on() == "yours"
assert "it needs waved" in play.whynot("look")
assert play.document("moves")["moves"][0]["words"] == "wave"
assert play.hand_over("Nobody") == "unknown" and play.hand_over("Ren") == "heard" and play.played == "Ren"

npc = world.play(None)
while (act := npc.would("Mio", 1)) is ...:
    pass
assert act == "wave by Mio" and npc.happens(act) == "heard" and npc.would("Mio") is None

for wrong in (lambda: kizuna.World("act\n"), lambda: world.play("Rem"), lambda: world.ask("tell", tale="nothing"), lambda: npc.would("Rem")):
    try:
        wrong()
    except kizuna.Mistaken as why:
        assert str(why)
    else:
        raise AssertionError("a mistake that nobody told")
try:
    world.load(save[:-3])
except kizuna.Refused as why:
    assert "cut short" in str(why)
else:
    raise AssertionError("half a save was taken")
print("a guest in Python: all well")
