using System.Globalization;

namespace Platen.Cluster.Tests.Support;

/// <summary>The seeds of random schedules: 1 to 3, or, to try many or replay one, those of <c>PLATEN_SEEDS=FIRST-LAST</c>. The same seed gives the same steps; how they meet in time differs.</summary>
public sealed class Seeds : TheoryData<int>
{
    private const int Last = 3;

    public Seeds()
    {
        var given = (Environment.GetEnvironmentVariable("PLATEN_SEEDS") ?? "").Split('-', StringSplitOptions.RemoveEmptyEntries).Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        var (first, last) = given.Count == 0 ? (1, Last) : (given[0], given[^1]);
        foreach (var seed in Enumerable.Range(first, last - first + 1))
        {
            Add(seed);
        }
    }
}
