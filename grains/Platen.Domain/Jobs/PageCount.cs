namespace Platen.Domain.Jobs;

/// <summary>A count of pages with its evidence. No pages means that nobody knows and nobody guessed; <see cref="Reason"/> then says why.</summary>
public sealed record PageCount(int? Pages, PageEvidence Evidence, string Reason = "")
{
    /// <summary>Who counted.</summary>
    public CountSource Source { get; init; }

    /// <summary>Unknown, for the reason given.</summary>
    public static PageCount Unknown(string reason) => new(null, PageEvidence.Unspecified, reason);
}
