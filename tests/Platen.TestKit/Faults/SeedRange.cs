using System.Globalization;

namespace Platen.TestKit.Faults;

/// <summary>The seeds of random schedules: those that the test names, or, to try many or to replay one, those of <c>PLATEN_SEEDS=FIRST-LAST</c> or <c>PLATEN_SEEDS=N</c>.</summary>
public static class SeedRange
{
    public static IEnumerable<int> Read(int first, int last)
    {
        var given = (Environment.GetEnvironmentVariable("PLATEN_SEEDS") ?? "").Split('-', StringSplitOptions.RemoveEmptyEntries).Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        (first, last) = given.Count == 0 ? (first, last) : (given[0], given[^1]);
        return Enumerable.Range(first, last - first + 1);
    }
}
