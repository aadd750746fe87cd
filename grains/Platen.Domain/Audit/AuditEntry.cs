using System.Collections.Immutable;

namespace Platen.Domain.Audit;

/// <summary>One audited act (LG01–LG03), before it is chained. Never a secret, never a document's title.</summary>
public sealed record AuditEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: <c>user:{id}</c>, <c>agent:{id}</c>, <c>system</c>, or <c>anonymous</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>From where: an address, a device's id, or empty.</summary>
    public string Origin { get; init; } = "";

    /// <summary>What: <c>job.released</c>, <c>user.created</c>, <c>login.failed</c> …</summary>
    public required string Action { get; init; }

    /// <summary>To what: <c>job:{id}</c>, <c>user:{id}</c> …</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it succeeded.</summary>
    public required bool Success { get; init; }

    /// <summary>Further facts as names and values, sorted by name.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
