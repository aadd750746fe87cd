using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platen.Architecture.Tests.Deployment;

/// <summary>What the dashboard asks for is measured: by our own instruments, as the source declares them, by the runtime's, as it publishes them, or by Orleans', as Golden/orleans-meters.txt lists them.</summary>
public sealed partial class DashboardTests
{
    private const string Dashboard = "ops/monitoring/platen-dashboard.json";

    // what Prometheus' receiver of OTLP adds to a name: units and _total; a histogram's parts
    private static readonly string[] Suffixes = ["", "_total", "_bytes", "_bytes_total", "_seconds", "_seconds_total", "_milliseconds", "_bucket", "_seconds_bucket", "_milliseconds_bucket", "_count", "_sum"];

    public static TheoryData<string> Queries => [.. Expressions(JsonDocument.Parse(Repository.Read(Dashboard)).RootElement).Distinct()];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_OfTheDashboard_FindsAMeasurement(string query)
    {
        var names = Metric().Matches(query).Select(static match => match.Groups[1].Value).ToList();
        names.ShouldNotBeEmpty("each query names its metric in __name__=~\"…\"");
        var exported = Instruments().SelectMany(static name => Suffixes.Select(suffix => name.Replace('.', '_').Replace('-', '_') + suffix)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names)
        {
            exported.Any(each => Regex.IsMatch(each, $"^(?:{name})$", RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeTrue($"nothing exports {name}");
        }
    }

    [Fact]
    public void Meters_OfOurPrograms_AreThoseThatAreExported()
    {
        // MetricsExport adds "Platen.*": a meter of another name would be measured and never sent
        var meters = Source().SelectMany(static text => NewMeter().Matches(text)).Select(static match => match.Groups[1].Value).ToList();
        meters.ShouldNotBeEmpty();
        meters.ShouldAllBe(static meter => meter.StartsWith("Platen.", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Expressions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static member => member is { Name: "expr", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Expressions(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Expressions),
        _ => [],
    };

    private static IEnumerable<string> Instruments() =>
    [
        .. Source().SelectMany(static text => NewInstrument().Matches(text)).Select(static match => match.Groups[1].Value),
        .. RuntimeInstruments(),
        .. Repository.Read("tests/architecture/Platen.Architecture.Tests/Golden/orleans-meters.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries),
    ];

    private static List<string> RuntimeInstruments()
    {
        var names = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "System.Runtime")
            {
                names.Add(instrument.Name);
            }
        };
        listener.Start();
        return names;
    }

    private static IEnumerable<string> Source() => Repository.Files("*.cs").Where(static path => !path.StartsWith("tests/", StringComparison.Ordinal)).Select(Repository.Read);

    [GeneratedRegex("""__name__=~"([^"]+)"\s*[,}]""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    [GeneratedRegex("""\.Create(?:Observable)?(?:Counter|UpDownCounter|Gauge|Histogram)(?:<\w+>)?\(\s*"([a-z0-9._]+)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NewInstrument();

    [GeneratedRegex("""\bMeter \w+ = new\("([^"]+)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NewMeter();
}
