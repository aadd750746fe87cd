using System.Globalization;
using Platen.Console.Shared;
using Platen.Domain.Devices.Log;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Console.Pages.DeviceLog;

/// <summary>What the log of one device and that of all have in common: the filter, the lines, the names.</summary>
public abstract class DeviceLogPage : ConsolePage
{
    private const int SearchMax = 200;
    private static readonly string[] FilterNames = ["from", "to", "kind", "severity", "search"];

    /// <inheritdoc/>
    public override string Section => "devices";

    /// <summary>The lines.</summary>
    public ResultPage<DeviceLogEntry> Lines { get; private set; } = new([], "");

    /// <summary>Names of those who logged in and released.</summary>
    public People Users { get; private set; } = People.None;

    /// <summary>Whether something is filtered.</summary>
    public bool IsFiltered => FilterNames.Any(name => Text(name).Length > 0);

    /// <summary>The form's values.</summary>
    public FormState Filters => new FormState().Set("from", Text("from")).Set("to", Text("to")).Set("kind", Text("kind")).Set("severity", Text("severity")).Set("search", Search);

    /// <summary>The part of a text that is searched.</summary>
    public string Search => Text("search") is { Length: <= SearchMax } search ? search : "";

    /// <summary>Where the same filter gives CSV.</summary>
    protected string CsvOf(string address)
    {
        var filter = Filter();
        var query = new Dictionary<string, string?>
        {
            ["format"] = "csv", ["kind"] = Empty(Kind), ["severity"] = Empty(filter.SeverityMin == default ? "" : Text("severity")), ["search"] = Empty(Search), ["from"] = Iso(filter.From), ["before"] = Iso(filter.Before),
        };
        return address + Microsoft.AspNetCore.Http.QueryString.Create(query.Where(pair => pair.Value is not null));
    }

    /// <summary>The filter as it is asked for.</summary>
    protected DeviceLogFilter Filter() => new()
    {
        From = Day("from"),
        Before = Day("to")?.AddDays(1),
        Kinds = [.. DeviceLogRules.Groups.Where(group => group.Word == Kind).SelectMany(group => group.Kinds)],
        SeverityMin = Text("severity") switch { "warning" => DeviceLogSeverity.Warning, "critical" => DeviceLogSeverity.Critical, _ => default },
        Search = Search,
    };

    /// <summary>Reads a page of lines, and who is in them.</summary>
    protected async Task LoadAsync(DeviceLogFilter filter)
    {
        Lines = await Lists.ListDeviceLogAsync(filter, Paging, Actor, Aborted);
        Users = await People.LoadAsync(Grains, Tenant, Lines.Items.Select(row => row.User), Aborted);
    }

    /// <summary>Who it was.</summary>
    public string Who(DeviceLogEntry row) => row.User is { } user ? Users.Name(user) : row.IsUserWithheld ? "somebody" : "";

    private string Kind => DeviceLogRules.Groups.Any(group => group.Word == Text("kind")) ? Text("kind") : "";

    private static string? Empty(string text) => text.Length == 0 ? null : text;

    private DateTimeOffset? Day(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;

    private static string? Iso(DateTimeOffset? at) => at is { } time ? Show.Iso(time) : null;
}
