namespace Platen.Benchmarks.Measures;

/// <summary>The 50th and 99th percentile of each round's latencies, in milliseconds.</summary>
internal sealed class LatencyFigures
{
    public Figure P50 { get; } = new();

    public Figure P99 { get; } = new();

    public void Add(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        P50.Add(sorted[sorted.Length / 2]);
        P99.Add(sorted[(int)(sorted.Length * 0.99)]);
    }
}
