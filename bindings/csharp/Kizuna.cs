// SPDX-License-Identifier: MIT
//
// Kizuna for C#, over its C library by P/Invoke: one file, to be put into a project as it is (Unity, Godot, .NET, Mono).
//
//     using var world = new Kizuna.World(text);
//     using var play = world.Play("Ren");
//     while (play.GoOn() == Kizuna.Turn.Yours) play.Choose("1");
//     Console.Write(play.Text(Kizuna.Page.End));
//
// libkizuna.so (kizuna.dll, libkizuna.dylib) is looked for where the runtime looks for libraries.
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Kizuna {

public enum Turn { Working, Yours, Over, Mistaken, Failed }
public enum Heard { Done, NotNow, Unknown, Several, Unwilling, Failed }
public enum Page { Front, People, News, Moves, Minds, Log, Hint, Would, End, Save }
public enum Fit { None, Exact, Migrated, Refused }
public enum Verb { Check, Endings, Tell, Minds, Plan }
public enum Progress { Running, Answered, No, GaveUp, Mistaken, Failed, Misasked, Broken }

public sealed class KizunaException : Exception {
    public KizunaException(string message) : base(message) { }
}

static class Native {
    const string Library = "kizuna";

    [StructLayout(LayoutKind.Sequential)]
    public struct PlaySettings {
        public UIntPtr Size;
        public IntPtr Played;
        public ulong Seed;
        public IntPtr Toward;
        public IntPtr WithoutContent;
        public UIntPtr WithoutContentCount;
        public IntPtr Changes;
        public UIntPtr ChangeCount;
        public uint LimitPlan, LimitMind, LimitBeliefs;
        public UIntPtr Reserve;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Question {
        public UIntPtr Size;
        public int Verb;
        public IntPtr Changes;
        public UIntPtr ChangeCount;
        public uint LimitStory, LimitPlan, LimitMind, LimitBeliefs, LimitStates;
        public IntPtr WhatIf, Tale, Ending;
        public uint At;
        public IntPtr After;
        public UIntPtr AfterCount;
        public int HasReasons, Method, HasNoEstimates, IsShortest;
        public uint LimitVisited;
    }

    [DllImport(Library)] public static extern IntPtr kz_engine_new(IntPtr settings);
    [DllImport(Library)] public static extern void kz_engine_free(IntPtr engine);
    [DllImport(Library)] public static extern IntPtr kz_world_load(IntPtr engine, byte[] name, byte[] text, UIntPtr length);
    [DllImport(Library)] public static extern void kz_world_free(IntPtr world);
    [DllImport(Library)] public static extern uint kz_world_error_count(IntPtr world);
    [DllImport(Library)] public static extern IntPtr kz_world_notes(IntPtr world, int form);
    [DllImport(Library)] public static extern IntPtr kz_ask(IntPtr world, ref Question question);
    [DllImport(Library)] public static extern void kz_asking_free(IntPtr asking);
    [DllImport(Library)] public static extern Progress kz_asking_advance(IntPtr asking, ulong effort);
    [DllImport(Library)] public static extern IntPtr kz_asking_text(IntPtr asking, int form);
    [DllImport(Library)] public static extern IntPtr kz_asking_notes(IntPtr asking, int form);
    [DllImport(Library)] public static extern IntPtr kz_play_begin(IntPtr world, ref PlaySettings settings);
    [DllImport(Library)] public static extern IntPtr kz_play_load(IntPtr world, byte[] save, UIntPtr length, IntPtr settings);
    [DllImport(Library)] public static extern void kz_play_free(IntPtr play);
    [DllImport(Library)] public static extern Turn kz_play_advance(IntPtr play, ulong effort);
    [DllImport(Library)] public static extern uint kz_play_move_count(IntPtr play);
    [DllImport(Library)] public static extern IntPtr kz_play_move(IntPtr play, uint number, out IntPtr words);
    [DllImport(Library)] public static extern Heard kz_play_choose(IntPtr play, byte[] words);
    [DllImport(Library)] public static extern Heard kz_play_wait(IntPtr play);
    [DllImport(Library)] public static extern Heard kz_play_undo(IntPtr play);
    [DllImport(Library)] public static extern Heard kz_play_hand_over(IntPtr play, byte[] person);
    [DllImport(Library)] public static extern Heard kz_play_happens(IntPtr play, byte[] act);
    [DllImport(Library)] public static extern Turn kz_play_would(IntPtr play, byte[] person, ulong effort);
    [DllImport(Library)] public static extern IntPtr kz_play_would_act(IntPtr play);
    [DllImport(Library)] public static extern IntPtr kz_play_text(IntPtr play, Page page, int form);
    [DllImport(Library)] public static extern IntPtr kz_play_why(IntPtr play, byte[] words);
    [DllImport(Library)] public static extern IntPtr kz_play_whynot(IntPtr play, byte[] words);
    [DllImport(Library)] public static extern IntPtr kz_play_notes(IntPtr play, int form);
    [DllImport(Library)] public static extern IntPtr kz_play_ending(IntPtr play);
    [DllImport(Library)] public static extern Fit kz_play_fit(IntPtr play);
    [DllImport(Library)] public static extern IntPtr kz_play_fit_text(IntPtr play, int form);

    // UTF-8 with a NUL behind it; null stays null.
    public static byte[] Bytes(string text) {
        return text == null ? null : Encoding.UTF8.GetBytes(text + "\0");
    }

    public static string String(IntPtr text) {
        if (text == IntPtr.Zero) return null;
        int length = 0;
        while (Marshal.ReadByte(text, length) != 0) length++;
        var bytes = new byte[length];
        Marshal.Copy(text, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }

    public static IntPtr Kept(string text, List<IntPtr> kept) {
        if (text == null) return IntPtr.Zero;
        var bytes = Bytes(text);
        IntPtr made = Marshal.AllocHGlobal(bytes.Length);
        Marshal.Copy(bytes, 0, made, bytes.Length);
        kept.Add(made);
        return made;
    }

    public static IntPtr Kept(IList<string> texts, List<IntPtr> kept) {
        if (texts == null || texts.Count == 0) return IntPtr.Zero;
        IntPtr made = Marshal.AllocHGlobal(IntPtr.Size * texts.Count);
        for (int i = 0; i < texts.Count; i++) Marshal.WriteIntPtr(made, i * IntPtr.Size, Kept(texts[i], kept));
        kept.Add(made);
        return made;
    }

    public static UIntPtr Count(IList<string> texts) {
        return (UIntPtr)(texts == null ? 0 : texts.Count);
    }

    public static void Release(List<IntPtr> kept) {
        foreach (IntPtr one in kept) Marshal.FreeHGlobal(one);
    }
}

// A world, loaded and checked.
public sealed class World : IDisposable {
    IntPtr engine, pointer;

    public World(string text, string name = "world.kiz") {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        engine = Native.kz_engine_new(IntPtr.Zero);
        if (engine != IntPtr.Zero) pointer = Native.kz_world_load(engine, Native.Bytes(name), bytes, (UIntPtr)bytes.Length);
        if (pointer == IntPtr.Zero) throw new OutOfMemoryException();
        if (Native.kz_world_error_count(pointer) == 0) return;
        string notes = Native.String(Native.kz_world_notes(pointer, 0));
        Dispose();
        throw new KizunaException(notes);
    }

    // One question, answered as JSON or as text.
    public string Ask(Verb verb, bool asJson = true, string tale = null, string ending = null, IList<string> changes = null, bool hasReasons = false) {
        var kept = new List<IntPtr>();
        var question = new Native.Question {
            Size = (UIntPtr)Marshal.SizeOf(typeof(Native.Question)), Verb = (int)verb, At = uint.MaxValue, HasReasons = hasReasons ? 1 : 0,
            Tale = Native.Kept(tale, kept), Ending = Native.Kept(ending, kept), Changes = Native.Kept(changes, kept), ChangeCount = Native.Count(changes)
        };
        IntPtr asking = Native.kz_ask(pointer, ref question);
        Native.Release(kept);
        if (asking == IntPtr.Zero) throw new OutOfMemoryException();
        try {
            Progress now;
            do now = Native.kz_asking_advance(asking, 100000);
            while (now == Progress.Running);
            if (now == Progress.Failed) throw new OutOfMemoryException();
            if (now == Progress.Mistaken || now == Progress.Misasked) throw new KizunaException(Native.String(Native.kz_asking_notes(asking, 0)));
            return Native.String(Native.kz_asking_text(asking, asJson ? 1 : 0));
        } finally {
            Native.kz_asking_free(asking);
        }
    }

    // As whom (null: nobody, all act by themselves).
    public Play Play(string played = null, ulong seed = 0, string toward = null, IList<string> withoutContent = null, ulong reserve = 0) {
        var kept = new List<IntPtr>();
        var settings = new Native.PlaySettings {
            Size = (UIntPtr)Marshal.SizeOf(typeof(Native.PlaySettings)), Played = Native.Kept(played, kept), Seed = seed, Toward = Native.Kept(toward, kept),
            WithoutContent = Native.Kept(withoutContent, kept), WithoutContentCount = Native.Count(withoutContent), Reserve = (UIntPtr)reserve
        };
        IntPtr made = Native.kz_play_begin(pointer, ref settings);
        Native.Release(kept);
        return new Play(this, made);
    }

    public Play Load(string save) {
        byte[] bytes = Encoding.UTF8.GetBytes(save);
        return new Play(this, Native.kz_play_load(pointer, bytes, (UIntPtr)bytes.Length, IntPtr.Zero));
    }

    public void Dispose() {
        if (pointer != IntPtr.Zero) Native.kz_world_free(pointer);
        if (engine != IntPtr.Zero) Native.kz_engine_free(engine);
        pointer = engine = IntPtr.Zero;
        GC.SuppressFinalize(this);
    }

    ~World() { Dispose(); }
}

public struct Move {
    public string Act, Words;
}

// A story under way. To be disposed of before its world.
public sealed class Play : IDisposable {
    readonly World world; // lives as long as the play
    IntPtr pointer;

    internal Play(World of, IntPtr made) {
        world = of;
        pointer = made;
        if (pointer == IntPtr.Zero) throw new OutOfMemoryException();
        if (Advance(0) != Turn.Mistaken) return;
        string why = Fit == Fit.Refused ? FitText : Native.String(Native.kz_play_notes(pointer, 0));
        Dispose();
        throw new KizunaException(why);
    }

    public Turn Advance(ulong effort) { return Native.kz_play_advance(pointer, effort); }

    public Turn GoOn() {
        Turn turn;
        do turn = Advance(1 << 20);
        while (turn == Turn.Working);
        return turn;
    }

    public List<Move> Moves() {
        var found = new List<Move>();
        for (uint i = 0; i < Native.kz_play_move_count(pointer); i++) {
            IntPtr words;
            string act = Native.String(Native.kz_play_move(pointer, i, out words));
            found.Add(new Move { Act = act, Words = Native.String(words) });
        }
        return found;
    }

    public Heard Choose(string words) { return Native.kz_play_choose(pointer, Native.Bytes(words)); }
    public Heard Wait() { return Native.kz_play_wait(pointer); }
    public Heard Undo() { return Native.kz_play_undo(pointer); }
    public Heard HandOver(string person) { return Native.kz_play_hand_over(pointer, Native.Bytes(person)); }
    public Heard Happens(string act) { return Native.kz_play_happens(pointer, Native.Bytes(act)); }
    public Turn Would(string person, ulong effort) { return Native.kz_play_would(pointer, Native.Bytes(person), effort); }
    public string WouldAct { get { return Native.String(Native.kz_play_would_act(pointer)); } }
    public string Text(Page page, bool asJson = false) { return Native.String(Native.kz_play_text(pointer, page, asJson ? 1 : 0)); }
    public string Why(string act = null) { return Native.String(Native.kz_play_why(pointer, Native.Bytes(act))); }
    public string WhyNot(string act) { return Native.String(Native.kz_play_whynot(pointer, Native.Bytes(act))); }
    public string Ending { get { return Native.String(Native.kz_play_ending(pointer)); } }
    public Fit Fit { get { return Native.kz_play_fit(pointer); } }
    public string FitText { get { return Native.String(Native.kz_play_fit_text(pointer, 0)); } }

    public void Dispose() {
        if (pointer != IntPtr.Zero) Native.kz_play_free(pointer);
        pointer = IntPtr.Zero;
        GC.KeepAlive(world);
        GC.SuppressFinalize(this);
    }

    ~Play() { Dispose(); }
}

}
