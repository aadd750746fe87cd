using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Platen.Domain.Users;

namespace Platen.Domain.Cards;

/// <summary>One conversion. Bits are a text of 0 and 1, the most significant first: card numbers are short, and so every step can be shown.</summary>
internal static class ReaderRun
{
    private const int BitsPerByte = 8;

    public static ReaderTrace Of(ReaderRule rule, string sent)
    {
        var trace = ImmutableArray.CreateBuilder<ReaderTraceStep>();
        if (sent.Length > UserRules.CardLengthMax)
        {
            return new ReaderTrace([], null, $"The reader sent {sent.Length} characters; {UserRules.CardLengthMax} at most are taken.");
        }

        var value = CredentialIndex.NormalizeCard(sent);
        trace.Add(new ReaderTraceStep("letters and digits", value));
        foreach (var step in rule.Steps)
        {
            var (next, fault) = Apply(step, value);
            if (next is null)
            {
                return new ReaderTrace(trace.ToImmutable(), null, $"'{step.Text}': {fault}");
            }

            value = next;
            trace.Add(new ReaderTraceStep(step.Text, GivesBits(step) ? Grouped(value) : value));
        }

        return UserRules.CheckCard(value) is { } error ? new ReaderTrace(trace.ToImmutable(), null, error) : new ReaderTrace(trace.ToImmutable(), value, "");
    }

    private static bool GivesBits(ReaderStep step) => ReaderVerbForm.All.First(form => form.Verb == step.Verb).GivesBits;

    private static (string? Value, string Fault) Apply(ReaderStep step, string value) => step.Verb switch
    {
        ReaderVerb.StripPrefix => (value.StartsWith(step.Word, StringComparison.Ordinal) ? value[step.Word.Length..] : value, ""),
        ReaderVerb.StripSuffix => (value.EndsWith(step.Word, StringComparison.Ordinal) ? value[..^step.Word.Length] : value, ""),
        ReaderVerb.Skip => step.Numbers[0] < value.Length ? (value[step.Numbers[0]..], "") : (null, $"there are only {value.Length} characters."),
        ReaderVerb.Take => step.Numbers[0] <= value.Length ? (value[..step.Numbers[0]], "") : (null, $"there are only {value.Length} characters."),
        ReaderVerb.StripZeros => (value.TrimStart('0'), ""),
        ReaderVerb.Pad => (value.PadLeft(step.Numbers[0], '0'), ""),
        ReaderVerb.Hex => FromHex(value),
        ReaderVerb.Decimal => FromDecimal(value, step.Numbers[0]),
        ReaderVerb.ReverseBytes => Bytes(value) is { } bytes ? (string.Concat(bytes.Reverse()), "") : (null, NoBytes(value)),
        ReaderVerb.ReverseBits => Bytes(value) is { } bytes ? (string.Concat(bytes.Select(b => string.Concat(b.Reverse()))), "") : (null, NoBytes(value)),
        ReaderVerb.Bits => Range(value, step.Numbers[0], step.Numbers[1]),
        ReaderVerb.Mask => Masked(value, ToBits(step.Word)),
        ReaderVerb.Fields => Fields(value, step.Numbers),
        ReaderVerb.ToHex => (ToHex(value).PadLeft(step.Numbers is [var digits] ? digits : 0, '0'), ""),
        ReaderVerb.ToDecimal => (Number(value).ToString(CultureInfo.InvariantCulture).PadLeft(step.Numbers is [var digits] ? digits : 0, '0'), ""),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static (string? Value, string Fault) FromHex(string value) =>
        value.Length > ReaderRule.BitsMax / 4 ? (null, $"{value.Length} digits are too many.")
        : value.Length > 0 && value.All(char.IsAsciiHexDigit) ? (ToBits(value), "")
        : (null, "this is no hexadecimal number.");

    private static string ToBits(string hex) =>
        string.Concat(hex.Select(digit => Convert.ToString(Convert.ToInt32(digit.ToString(), 16), 2).PadLeft(4, '0')));

    private static (string? Value, string Fault) FromDecimal(string value, int width)
    {
        if (value.Length == 0 || !value.All(char.IsAsciiDigit))
        {
            return (null, "this is no decimal number.");
        }

        var number = BigInteger.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
        return number.GetBitLength() <= width ? (Binary(number, width), "") : (null, $"the number needs {number.GetBitLength()} bits.");
    }

    private static string Binary(BigInteger number, int width) =>
        string.Create(width, number, static (span, left) =>
        {
            for (var i = span.Length - 1; i >= 0; i--, left >>= 1)
            {
                span[i] = left.IsEven ? '0' : '1';
            }
        });

    private static IEnumerable<string>? Bytes(string bits) => bits.Length % BitsPerByte == 0 ? bits.Chunk(BitsPerByte).Select(chunk => new string(chunk)) : null;

    private static string NoBytes(string bits) => $"{bits.Length} bits are no whole bytes.";

    private static (string? Value, string Fault) Range(string bits, int start, int length) =>
        start + length <= bits.Length ? (bits.Substring(start, length), "") : (null, $"there are only {bits.Length} bits.");

    private static (string? Value, string Fault) Masked(string bits, string mask)
    {
        var aligned = mask.Length < bits.Length ? mask.PadLeft(bits.Length, '0') : mask[^bits.Length..];
        return (string.Concat(bits.Zip(aligned, (bit, keep) => keep == '1' ? bit : '0')), "");
    }

    private static (string? Value, string Fault) Fields(string bits, ImmutableArray<int> numbers)
    {
        var text = "";
        for (var i = 0; i < numbers.Length; i += 3)
        {
            var (field, fault) = Range(bits, numbers[i], numbers[i + 1]);
            if (field is null)
            {
                return (null, fault);
            }

            text += Number(field).ToString(CultureInfo.InvariantCulture).PadLeft(numbers[i + 2], '0');
        }

        return (text, "");
    }

    private static BigInteger Number(string bits) => bits.Aggregate(BigInteger.Zero, (number, bit) => (number << 1) + (bit - '0'));

    private static string ToHex(string bits)
    {
        var whole = bits.PadLeft((bits.Length + 3) / 4 * 4, '0');
        return string.Concat(whole.Chunk(4).Select(four => Convert.ToInt32(new string(four), 2).ToString("X", CultureInfo.InvariantCulture)));
    }

    private static string Grouped(string bits) => string.Join(' ', Groups(bits));

    // from the right, as numbers are read
    private static IEnumerable<string> Groups(string bits)
    {
        var first = bits.Length % BitsPerByte;
        if (first > 0)
        {
            yield return bits[..first];
        }

        for (var i = first; i < bits.Length; i += BitsPerByte)
        {
            yield return bits.Substring(i, BitsPerByte);
        }
    }
}
