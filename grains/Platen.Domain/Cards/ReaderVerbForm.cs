using System.Collections.Immutable;

namespace Platen.Domain.Cards;

/// <summary>How a step is written, and where it fits.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Verb">What it does.</param>
/// <param name="Usage">How it is written with its arguments, for messages.</param>
/// <param name="WantsBits">It works on bits; else on text.</param>
/// <param name="GivesBits">Bits come out; else text.</param>
/// <param name="Arguments">How many numbers it takes, at least and at most; a negative minimum: one word instead.</param>
internal sealed record ReaderVerbForm(string Name, ReaderVerb Verb, string Usage, bool WantsBits, bool GivesBits, (int Min, int Max) Arguments)
{
    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<ReaderVerbForm> All =
    [
        new("strip-prefix", ReaderVerb.StripPrefix, "strip-prefix TEXT", false, false, Word),
        new("strip-suffix", ReaderVerb.StripSuffix, "strip-suffix TEXT", false, false, Word),
        new("skip", ReaderVerb.Skip, "skip COUNT", false, false, (1, 1)),
        new("take", ReaderVerb.Take, "take COUNT", false, false, (1, 1)),
        new("strip-zeros", ReaderVerb.StripZeros, "strip-zeros", false, false, (0, 0)),
        new("pad", ReaderVerb.Pad, "pad LENGTH", false, false, (1, 1)),
        new("hex", ReaderVerb.Hex, "hex", false, true, (0, 0)),
        new("decimal", ReaderVerb.Decimal, "decimal BITS", false, true, (1, 1)),
        new("reverse-bytes", ReaderVerb.ReverseBytes, "reverse-bytes", true, true, (0, 0)),
        new("reverse-bits", ReaderVerb.ReverseBits, "reverse-bits", true, true, (0, 0)),
        new("bits", ReaderVerb.Bits, "bits START LENGTH", true, true, (2, 2)),
        new("mask", ReaderVerb.Mask, "mask HEX", true, true, Word),
        new("fields", ReaderVerb.Fields, "fields START LENGTH DIGITS [START LENGTH DIGITS …]", true, false, (3, 12)),
        new("to-hex", ReaderVerb.ToHex, "to-hex [DIGITS]", true, false, (0, 1)),
        new("to-decimal", ReaderVerb.ToDecimal, "to-decimal [DIGITS]", true, false, (0, 1)),
    ];

    private static (int Min, int Max) Word => (-1, 1);

    /// <summary>Whether it takes a word.</summary>
    public bool TakesWord => Arguments.Min < 0;
}
