namespace Platen.Domain.Sites;

/// <summary>
/// How far an agent's clock is believed. A fact may be late (the site was cut off) but not from the future; beyond these bounds the server's time of arrival is taken,
/// so that a dead clock battery cannot write the ledger into 1970 or 2099.
/// </summary>
public static class FactTime
{
    /// <summary>How far ahead of the server's clock an agent's may be.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(10);

    /// <summary>How late a fact may arrive: longer than any site may work alone (14 days), with room for repairs.</summary>
    public static readonly TimeSpan LateMax = TimeSpan.FromDays(60);

    /// <summary>The time that counts, in UTC.</summary>
    public static DateTimeOffset Bound(DateTimeOffset reported, DateTimeOffset now) =>
        reported > now + AheadMax || reported < now - LateMax ? now.ToUniversalTime() : reported.ToUniversalTime();
}
