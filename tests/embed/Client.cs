// SPDX-License-Identifier: MIT
//
// Client: a guest in C#, with letters beyond ASCII, an evening played, saved and loaded.
using System;
using Kizuna;

static class Client {
    const string Text = "story \"Café\"\nfact waved, noticed\nperson Mio \"Mío\" she\n  wants 1: waved\nperson Ren he\n  wants 1: noticed\n" +
                        "act wave by Mio\n  if not waved\n  then waved\n  prose \"{Mio} [wave].\"\nact look by Ren\n  if waved\n  then noticed\nending met when noticed\n";

    static void Must(bool holds, string what) {
        if (!holds) throw new Exception("not so: " + what);
    }

    static int Main() {
        using (var world = new World(Text)) {
            Must(world.Ask(Verb.Endings).Contains("\"orders\": \"1\""), "one story");
            using (var play = world.Play("Mio", 3)) {
                Must(play.GoOn() == Turn.Yours && play.Moves().Count == 1 && play.Moves()[0].Act == "wave by Mio", "she may wave");
                Must(play.Choose("fly") == Heard.Unknown && play.Choose("wave") == Heard.Done, "she waves");
                string save = play.Text(Page.Save);
                using (var again = world.Load(save)) Must(again.Fit == Fit.Exact, "the save fits");
                Must(play.GoOn() == Turn.Over && play.Ending == "met", "he looks");
                Must(play.Text(Page.Log).Contains("Mío waved."), "letters arrive whole");
                Must(play.Undo() == Heard.Done && play.WhyNot("look").Contains("it needs waved"), "undone");
            }
            using (var npc = world.Play()) {
                while (npc.Would("Mio", 1) == Turn.Working) { }
                Must(npc.WouldAct == "wave by Mio", "she would wave");
            }
            try {
                world.Load("nothing");
                Must(false, "a foreign save is refused");
            } catch (KizunaException why) {
                Must(why.Message.Contains("no save"), "it says why");
            }
        }
        Console.WriteLine("a guest in C#: all well");
        return 0;
    }
}
