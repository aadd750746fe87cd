using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platen.Benchmarks.Measures;

/// <summary>One JSON line of output: our figure beside the peer's, the ratio, the goal, and what was done.</summary>
internal sealed record MeasureLine
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>P1 …</summary>
    public required string Measure { get; init; }

    public required string What { get; init; }

    public required string Unit { get; init; }

    public required Figure Ours { get; init; }

    public Figure? Peer { get; init; }

    /// <summary>Who the peer is, and how it is set.</summary>
    public string? PeerName { get; init; }

    /// <summary>The least, or with <see cref="SmallerIsBetter"/> the greatest, ratio of ours to the peer's; without a peer: the bound of our figure itself. Null: no goal.</summary>
    public double? Goal { get; init; }

    public bool SmallerIsBetter { get; init; }

    /// <summary>Bytes, connections, counts, durability.</summary>
    public object? Done { get; init; }

    /// <summary>Prints the line; true: the goal is met, or there is none.</summary>
    public bool Print()
    {
        var value = Peer is null ? Ours.Median : Ours.Median / Peer.Median;
        bool? met = Goal is null ? null : SmallerIsBetter ? value <= Goal : value >= Goal;
        Console.WriteLine(JsonSerializer.Serialize(
            new
            {
                measure = Measure,
                what = What,
                unit = Unit,
                ours = Ours.Describe(),
                peer = Peer?.Describe(),
                peer_name = PeerName,
                ratio = Peer is null ? (double?)null : Figure.Round(value),
                goal = Goal is null ? null : $"{(SmallerIsBetter ? "≤" : "≥")} {Goal}{(Peer is null ? " " + Unit : "×")}",
                met,
                rounds = Ours.Count,
                done = Done,
                load_average = LoadAverage(),
            },
            Options));
        return met != false;
    }

    private static double LoadAverage() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
