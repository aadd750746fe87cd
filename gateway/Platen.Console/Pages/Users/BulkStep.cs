using System.Collections.Immutable;

namespace Platen.Console.Pages.Users;

/// <summary>How far a change of all users that match a search has come. The browser carries it from one step to the next, so that the server keeps nothing and whoever closes the page has stopped it.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Search">To whom.</param>
/// <param name="Total">How many there were when it was asked.</param>
/// <param name="Done">How many it was tried with.</param>
/// <param name="Refused">How many of them it was refused for.</param>
/// <param name="After">Where the next step begins; empty: at the beginning, or nothing is left.</param>
public sealed record BulkStep(string Action, string Search, int Total, int Done = 0, int Refused = 0, string After = "")
{
    /// <summary>Most users of one change of all that match; of more, the search is narrowed.</summary>
    public const int TotalMax = 5_000;

    /// <summary>Users of one step: a second or two of work.</summary>
    public const int StepMax = 100;

    /// <summary>It has begun.</summary>
    public bool IsBegun { get; init; }

    /// <summary>What each is recharged by; null: something else is done.</summary>
    public BulkRecharge? Recharge { get; init; }

    /// <summary>Nothing is left.</summary>
    public bool IsOver => IsBegun && After.Length == 0;

    /// <summary>For whom this step was refused, with the reason.</summary>
    public ImmutableArray<BulkOutcome> Refusals { get; init; } = [];
}
