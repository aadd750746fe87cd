using Platen.Domain.Accounting;

namespace Platen.Domain.Ports;

/// <summary>Which entries of a user's credit are wanted; what is left out does not narrow.</summary>
public sealed record CreditFilter
{
    /// <summary>Booked at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Booked before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Of this kind.</summary>
    public CreditEntryKind? Kind { get; init; }

    /// <summary>A part of the reason, or of a title where those are wanted.</summary>
    public string Search { get; init; } = "";

    /// <summary>Oldest first, not newest first.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>With the titles of what was printed; the grain sets it, for the owner.</summary>
    public bool WithTitles { get; init; }
}
