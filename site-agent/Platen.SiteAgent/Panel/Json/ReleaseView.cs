using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("How far a release is.")]
internal sealed record ReleaseView
{
    [Description("The release's id.")]
    public required string Release { get; init; }

    [Description("The job's id.")]
    public required string Job { get; init; }

    [Description("fetching (from another branch), queued, checking-device, sending, printing, completed, not-printed or partial.")]
    public required string Stage { get; init; }

    [Description("It does not change any more.")]
    public required bool Ended { get; init; }

    [Description("Bytes that the device has taken.")]
    public required long BytesSent { get; init; }

    [Description("Bytes of the document.")]
    public required long BytesTotal { get; init; }

    [Description("Bytes of the document that have come from another branch; 0 when it lies here.")]
    public required long BytesFetched { get; init; }

    [Description("Pages that the device says it has printed; absent: it does not say.")]
    public int? PagesPrinted { get; init; }

    [Description("Why it does not go on or did not print; empty when all is well.")]
    public required string Reason { get; init; }
}
