using System.Globalization;
using System.Text.RegularExpressions;

namespace Platen.Architecture.Tests;

/// <summary>An event id names one event of a process, so that an alarm can be bound to it: each project that logs has a range of its own.</summary>
public sealed partial class LogEventTests
{
    private static readonly Dictionary<string, (int First, int Last)> Ranges = new(StringComparer.Ordinal)
    {
        ["silo/Platen.Silo"] = (1000, 1099),
        ["silo/Platen.Engine.Embedded"] = (1100, 1199),
        ["silo/Platen.Store"] = (1200, 1299),
        ["grains/Platen.Grains"] = (1300, 1399),
        ["contracts/Platen.Rpc"] = (1400, 1499),
        ["gateway/Platen.Gateway"] = (1500, 1599),
        ["gateway/Platen.Console"] = (1600, 1699),
        ["silo/Platen.Mail"] = (1800, 1899),
        ["silo/Platen.Identity"] = (1900, 1999),
        ["site-agent/Platen.SiteAgent"] = (2000, 3999),
        ["ops/virtual-mfp"] = (7000, 7099),
    };

    private static IEnumerable<(string Path, string Project, int Id)> Events =>
        from path in Repository.Files("*.cs")
        where !path.StartsWith("tests/", StringComparison.Ordinal)
        from match in LoggerMessage().Matches(Repository.Read(path))
        select (path, string.Join('/', path.Split('/').Take(2)), int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture));

    [Fact]
    public void EventId_OfEveryLogMessage_LiesInItsProjectsRange()
    {
        Events.Count().ShouldBeGreaterThan(50);
        Events.Where(e => !Ranges.TryGetValue(e.Project, out var range) || e.Id < range.First || e.Id > range.Last)
            .Select(e => $"{e.Path}: {e.Id}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void EventId_OfEveryLogMessage_IsItsOwn() =>
        Events.GroupBy(e => e.Id).Where(events => events.Count() > 1).Select(events => $"{events.Key}: {string.Join(", ", events.Select(e => e.Path))}").ShouldBeEmpty();

    [GeneratedRegex(@"LoggerMessage\((?:EventId = )?(?<id>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LoggerMessage();
}
