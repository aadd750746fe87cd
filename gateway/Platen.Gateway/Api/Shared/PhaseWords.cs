using Platen.Domain.Users;

namespace Platen.Gateway.Api.Shared;

/// <summary>What follows a card, as REST says it: <c>none</c>, <c>pin</c>, <c>password</c>, <c>pinOrPassword</c>.</summary>
internal static class PhaseWords
{
    private const string None = "none";

    public static string Of(SecondPhase phase) => phase == SecondPhase.Unspecified ? None : Words.Of(phase);

    /// <summary>Reads a word; null: it was left out.</summary>
    public static SecondPhase? Read(Input input, string? text, string field)
    {
        if (text is null or None)
        {
            return text is null ? null : SecondPhase.Unspecified;
        }

        if (!Words.TryParse<SecondPhase>(text, out var phase))
        {
            input.Add(field, $"'{field}' is '{text}'; give one of {None}, {string.Join(", ", Words.Of<SecondPhase>())}.");
        }

        return phase;
    }
}
