namespace Platen.SiteAgent.Delivery;

/// <summary>Pauses between attempts: each twice the one before up to a cap, and each a random part shorter, so that the agents of a company do not ask in step.</summary>
/// <param name="First">The longest first pause.</param>
/// <param name="Most">The longest pause of all.</param>
internal readonly record struct Backoff(TimeSpan First, TimeSpan Most)
{
    private const int DoublingsMax = 16;

    /// <summary>The pause after an attempt, 0 for the first one: from half of the whole to the whole.</summary>
    /// <param name="attempt">How many attempts there were before this one.</param>
    /// <param name="chance">0 to 1.</param>
    public TimeSpan After(int attempt, double chance)
    {
        var whole = Math.Min(Most.Ticks, First.Ticks << Math.Clamp(attempt, 0, DoublingsMax));
        return TimeSpan.FromTicks((long)(whole * (0.5 + (Math.Clamp(chance, 0, 1) / 2))));
    }

    /// <inheritdoc cref="After(int, double)"/>
    public TimeSpan After(int attempt) => After(attempt, Random.Shared.NextDouble());
}
