using Platen.Domain.Users;

namespace Platen.Console.Shared;

/// <summary>What follows a card, as a list to choose from.</summary>
public static class PhaseChoices
{
    /// <summary>The choices.</summary>
    /// <param name="none">The words for "nothing here".</param>
    public static IReadOnlyList<(string Value, string Text)> Of(string none) =>
        [("unspecified", none), ("pin", "the PIN"), ("password", "the password"), ("pinOrPassword", "PIN or password")];

    /// <summary>A choice as the form has it.</summary>
    public static string Word(SecondPhase phase) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(phase.ToString());
}
