using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Devices.Log;

namespace Platen.Console.Shared;

/// <summary>A device's counter over time, as points of a drawing: no script is needed, and the strict policy allows no other. Where the device was exchanged, or its counter went backwards, the line is broken.</summary>
public sealed class ReadingGraph
{
    /// <summary>The drawing's size.</summary>
    public const int Width = 600;

    /// <inheritdoc cref="Width"/>
    public const int Height = 120;

    private readonly ImmutableArray<DeviceLogLine> _readings;

    /// <param name="newestFirst">Readings, newest first, as lists give them.</param>
    public ReadingGraph(IEnumerable<DeviceLogLine> newestFirst)
    {
        _readings = [.. newestFirst.Where(line => line.Counter is not null).OrderBy(line => line.At)];
        if (!_readings.IsEmpty)
        {
            (Low, High) = (_readings.Min(line => line.Counter!.Value), _readings.Max(line => line.Counter!.Value));
        }
    }

    /// <summary>Whether there is anything to draw.</summary>
    public bool IsEmpty => _readings.Length < 2;

    /// <summary>The counter at the lower edge.</summary>
    public long Low { get; }

    /// <summary>The counter at the upper edge.</summary>
    public long High { get; }

    /// <summary>The oldest reading's time.</summary>
    public DateTimeOffset From => _readings[0].At;

    /// <summary>The newest reading's time.</summary>
    public DateTimeOffset To => _readings[^1].At;

    /// <summary>Pages between the oldest and the newest reading, over exchanges and resets: what each counter grew by.</summary>
    public long Pages => _readings.Zip(_readings.Skip(1)).Where(pair => !IsBreak(pair.Second)).Sum(pair => Math.Max(0, pair.Second.Counter!.Value - pair.First.Counter!.Value));

    /// <summary>Lines of the counter, a list of points each.</summary>
    public IEnumerable<string> Lines()
    {
        var line = new List<string>();
        foreach (var reading in _readings)
        {
            if (IsBreak(reading) && line.Count > 0)
            {
                yield return string.Join(' ', line);
                line.Clear();
            }

            line.Add(string.Create(CultureInfo.InvariantCulture, $"{X(reading.At):0.#},{Y(reading.Counter!.Value):0.#}"));
        }

        if (line.Count > 0)
        {
            yield return string.Join(' ', line);
        }
    }

    /// <summary>Where the line is broken, from left to right.</summary>
    public IEnumerable<string> Breaks() => _readings.Where(IsBreak).Select(reading => X(reading.At).ToString("0.#", CultureInfo.InvariantCulture));

    private static bool IsBreak(DeviceLogLine reading) => reading.Cause is ReadingCause.AfterExchange or ReadingCause.Backwards;

    private double X(DateTimeOffset at) => (at - From) / TimeSpan.FromTicks(Math.Max(1, (To - From).Ticks)) * Width;

    private double Y(long counter) => Height - 2 - ((double)(counter - Low) / Math.Max(1, High - Low) * (Height - 4));
}
