using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Sites;

namespace Platen.Console.Shared;

/// <summary>How far an agent's replication was behind over the last hours, as points of a drawing: no script is needed, and the strict policy allows no other. Where there are no samples, because the agent was away, the line is broken.</summary>
public sealed class LagGraph
{
    /// <summary>The drawing's size.</summary>
    public const int Width = 600;

    /// <inheritdoc cref="Width"/>
    public const int Height = 120;

    private const double Floor = 60;
    private static readonly TimeSpan GapMin = TimeSpan.FromMinutes(3);
    private readonly ImmutableArray<AgentSample> _samples;
    private readonly DateTimeOffset _from;
    private readonly TimeSpan _span;

    /// <param name="samples">The samples, oldest first.</param>
    /// <param name="now">The right edge.</param>
    /// <param name="hours">How far back the left edge is.</param>
    public LagGraph(ImmutableArray<AgentSample> samples, DateTimeOffset now, int hours)
    {
        (_samples, _span, _from) = (samples, TimeSpan.FromHours(hours), now - TimeSpan.FromHours(hours));
        Top = Math.Max(Floor, samples.IsEmpty ? 0 : samples.Max(sample => Math.Max(sample.EventsLag.TotalSeconds, sample.ChangesLag.TotalSeconds)));
    }

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsEmpty => _samples.IsEmpty;

    /// <summary>The lag at the upper edge, in seconds.</summary>
    public double Top { get; }

    /// <summary>The upper edge in words.</summary>
    public string TopText => Show.Duration(TimeSpan.FromSeconds(Top));

    /// <summary>Lines of the events' lag on their way up, a list of points each.</summary>
    public IEnumerable<string> Events => Lines(sample => sample.EventsLag);

    /// <summary>Lines of the changes' lag on their way down.</summary>
    public IEnumerable<string> Changes => Lines(sample => sample.ChangesLag);

    private IEnumerable<string> Lines(Func<AgentSample, TimeSpan> lag)
    {
        var line = new List<string>();
        DateTimeOffset? last = null;
        foreach (var sample in _samples)
        {
            if (last is { } before && sample.At - before > GapMin && line.Count > 0)
            {
                yield return string.Join(' ', line);
                line.Clear();
            }

            line.Add(string.Create(CultureInfo.InvariantCulture, $"{X(sample.At):0.#},{Y(lag(sample)):0.#}"));
            last = sample.At;
        }

        if (line.Count > 0)
        {
            yield return string.Join(' ', line);
        }
    }

    private double X(DateTimeOffset at) => Math.Clamp((at - _from) / _span, 0, 1) * Width;

    private double Y(TimeSpan lag) => Height - (Math.Clamp(lag.TotalSeconds / Top, 0, 1) * (Height - 4)) - 2;
}
