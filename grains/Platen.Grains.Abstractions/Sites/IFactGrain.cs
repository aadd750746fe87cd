namespace Platen.Grains.Abstractions.Sites;

/// <summary>
/// A grain that agents report facts about. Facts come one by one (<see cref="ApplyAsync"/>), or many at once: the grain decides (<see cref="DecideAsync"/>), the site grain commits the decisions of many grains together,
/// and the grain looks at its row anew (<see cref="ReloadAsync"/>).
/// </summary>
[Alias("platen.sites.fact-grain")]
public interface IFactGrain : IGrainWithStringKey
{
    /// <summary>Applies a fact exactly once in effect: all its rows in one transaction; what does not fit is parked.</summary>
    [Alias("apply")]
    Task<FactResult> ApplyAsync(ReportedFact fact, CancellationToken cancellationToken);

    /// <summary>Decides about facts and writes nothing. The versions in the decisions guard them: if the row changes before they are committed, they are not.</summary>
    [Alias("decide")]
    Task<DecidedFacts> DecideAsync(ReportedFacts facts, CancellationToken cancellationToken);

    /// <summary>The row was written by somebody else; the next call reads it anew.</summary>
    [Alias("reload")]
    Task ReloadAsync(CancellationToken cancellationToken);
}
