using Microsoft.AspNetCore.Mvc;
using Platen.Domain.Devices.Log;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.DeviceLog;

/// <summary>Which lines are wanted.</summary>
/// <param name="From">At or after this time.</param>
/// <param name="Before">Before this time.</param>
/// <param name="Kind">Some of alerts, states, readings, logins, releases, with commas between; all, if it is left out.</param>
/// <param name="Severity">information, warning or critical: lines that matter as much, or more.</param>
/// <param name="Search">Part of the code, the text or the serial number.</param>
internal sealed record DeviceLogQuery(
    [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "before")] DateTimeOffset? Before,
    [FromQuery(Name = "kind")] string? Kind,
    [FromQuery(Name = "severity")] string? Severity,
    [FromQuery(Name = "search")] string? Search)
{
    private const int SearchMax = 200;

    public DeviceLogFilter Filter(Input input)
    {
        if (Search?.Length > SearchMax)
        {
            input.Add("search", $"'search' has {Search.Length} characters; {SearchMax} at most are allowed.");
        }

        var words = Kind?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        foreach (var word in words.Where(word => !DeviceLogRules.Groups.Any(group => group.Word == word)))
        {
            input.Add("kind", $"'kind' names '{word}'; give some of {string.Join(", ", DeviceLogRules.Groups.Select(group => group.Word))}.");
        }

        return new DeviceLogFilter
        {
            From = From?.ToUniversalTime(),
            Before = Before?.ToUniversalTime(),
            Kinds = [.. DeviceLogRules.Groups.Where(group => words.Contains(group.Word)).SelectMany(group => group.Kinds)],
            SeverityMin = Severity is null ? default : input.Word<DeviceLogSeverity>(Severity, "severity"),
            Search = Search?.Trim() ?? "",
        };
    }
}
