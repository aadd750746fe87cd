namespace Platen.Console.Pages.DeviceLog;

/// <summary>What all devices told of themselves, newest first (LG04).</summary>
public sealed class IndexModel : DeviceLogPage
{
    /// <inheritdoc/>
    public override string Heading => "Device log";

    /// <inheritdoc/>
    public override string Section => "device-log";

    /// <summary>Where the same filter gives CSV.</summary>
    public string Csv => CsvOf("/api/v1/device-log");

    /// <summary>Shows the log.</summary>
    public Task OnGetAsync() => LoadAsync(Filter());
}
