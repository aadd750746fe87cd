using System.Collections.Immutable;

namespace Platen.Domain.Cards;

/// <summary>What a reader format must be like.</summary>
internal static class ReaderFormatRules
{
    private const int NameMax = 64;

    public static void Check(ImmutableArray<string>.Builder errors, ReaderFormat format)
    {
        if (string.IsNullOrWhiteSpace(format.Name) || format.Name.Length > NameMax || format.Name.Any(char.IsControl))
        {
            errors.Add($"The reader format's name '{format.Name}' is not allowed; give 1 to {NameMax} printable characters.");
        }

        errors.AddRange(ReaderRule.Read(format.Rule).Errors.Select(error => $"The reader format '{format.Name}': {error}"));
    }
}
