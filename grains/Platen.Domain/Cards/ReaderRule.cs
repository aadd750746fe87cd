using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Users;

namespace Platen.Domain.Cards;

/// <summary>
/// The conversion of what a card reader sends into the number that is stored: steps with semicolons or line ends between, such as <c>hex; reverse-bytes; to-decimal 10</c>. Before the first step, all but letters and digits is
/// dropped and letters become capitals; a rule without steps leaves it at that.
/// </summary>
public sealed class ReaderRule
{
    /// <summary>Most steps.</summary>
    public const int StepsMax = 16;

    /// <summary>Most characters of a rule.</summary>
    public const int CharsMax = 512;

    /// <summary>Most bits of a number.</summary>
    public const int BitsMax = 512;

    private static readonly char[] Separators = [';', '\n', '\r'];

    private ReaderRule(ImmutableArray<ReaderStep> steps) => Steps = steps;

    internal ImmutableArray<ReaderStep> Steps { get; }

    /// <summary>The words that steps begin with, each with its arguments.</summary>
    public static ImmutableArray<string> Usages { get; } = [.. ReaderVerbForm.All.Select(form => form.Usage)];

    /// <summary>Reads a rule; without a rule, the errors say all that is wrong with it.</summary>
    public static (ReaderRule? Rule, ImmutableArray<string> Errors) Read(string text)
    {
        if (text.Length > CharsMax)
        {
            return (null, [$"the rule has {text.Length} characters; {CharsMax} at most are allowed."]);
        }

        var errors = ImmutableArray.CreateBuilder<string>();
        var steps = ImmutableArray.CreateBuilder<ReaderStep>();
        var bits = false;
        foreach (var words in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ReadStep(words, ref bits, errors) is { } step)
            {
                steps.Add(step);
            }
        }

        if (steps.Count > StepsMax)
        {
            errors.Add($"there are {steps.Count} steps; {StepsMax} at most are allowed.");
        }

        if (bits && errors.Count == 0)
        {
            errors.Add("the last step leaves bits; end with to-hex, to-decimal or fields.");
        }

        return errors.Count > 0 ? (null, errors.ToImmutable()) : (new ReaderRule(steps.ToImmutable()), []);
    }

    /// <summary>Converts what a reader sent.</summary>
    public ReaderTrace Run(string sent) => ReaderRun.Of(this, sent);

    private static ReaderStep? ReadStep(string text, ref bool bits, ImmutableArray<string>.Builder errors)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (ReaderVerbForm.All.FirstOrDefault(form => form.Name.Equals(words[0], StringComparison.OrdinalIgnoreCase)) is not { } verb)
        {
            errors.Add($"'{words[0]}' is no step; there are {string.Join(", ", ReaderVerbForm.All.Select(form => form.Name))}.");
            return null;
        }

        if (verb.WantsBits != bits)
        {
            errors.Add(verb.WantsBits ? $"'{text}' works on bits; put hex or decimal before it." : $"'{text}' works on text; put to-hex, to-decimal or fields before it.");
        }

        bits = verb.GivesBits;
        var step = verb.TakesWord ? WordStep(verb, text, words) : NumberStep(verb, text, words);
        if (step is null)
        {
            errors.Add($"'{text}' is not complete, or has a number out of bounds; it is written {verb.Usage}.");
        }

        return step;
    }

    private static ReaderStep? WordStep(ReaderVerbForm verb, string text, string[] words)
    {
        var word = words.Length == 2 ? CredentialIndex.NormalizeCard(words[1]) : "";
        var ok = word.Length > 0 && (verb.Verb != ReaderVerb.Mask || (word.Length <= BitsMax / 4 && word.All(char.IsAsciiHexDigit)));
        return ok ? new ReaderStep(verb.Verb, text, word, []) : null;
    }

    private static ReaderStep? NumberStep(ReaderVerbForm verb, string text, string[] words)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var word in words.Skip(1))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > BitsMax)
            {
                return null;
            }

            numbers.Add(number);
        }

        var fits = numbers.Count >= verb.Arguments.Min && numbers.Count <= verb.Arguments.Max && (verb.Verb != ReaderVerb.Fields || numbers.Count % 3 == 0);
        return fits && !IsEmpty(verb.Verb, numbers) ? new ReaderStep(verb.Verb, text, "", numbers.ToImmutable()) : null;
    }

    // a step that could only ever give nothing
    private static bool IsEmpty(ReaderVerb verb, ImmutableArray<int>.Builder numbers) => verb switch
    {
        ReaderVerb.Take or ReaderVerb.Decimal => numbers[0] == 0,
        ReaderVerb.Bits => numbers[1] == 0,
        ReaderVerb.Fields => Enumerable.Range(0, numbers.Count / 3).Any(i => numbers[(3 * i) + 1] == 0),
        _ => false,
    };
}
