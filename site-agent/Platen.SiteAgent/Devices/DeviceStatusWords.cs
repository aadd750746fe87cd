using System.Collections.Immutable;
using Platen.Protocols.Snmp;

namespace Platen.SiteAgent.Devices;

/// <summary>What devices say about themselves, in IPP's words (RFC 8011, 5.4.11 and 5.4.12).</summary>
internal static class DeviceStatusWords
{
    public const int Unreachable = 0;
    public const int Idle = 3;
    public const int Processing = 4;
    public const int Stopped = 5;

    private static readonly (PrinterErrorState Bit, string Word)[] Errors =
    [
        (PrinterErrorState.NoPaper, "media-empty"), (PrinterErrorState.NoToner, "toner-empty"), (PrinterErrorState.DoorOpen, "door-open"), (PrinterErrorState.Jammed, "media-jam"),
        (PrinterErrorState.Offline, "offline"), (PrinterErrorState.InputTrayMissing, "input-tray-missing"), (PrinterErrorState.OutputFull, "output-area-full"),
        (PrinterErrorState.MarkerSupplyMissing, "marker-supply-empty"), (PrinterErrorState.LowPaper, "media-low"), (PrinterErrorState.LowToner, "toner-low"),
    ];

    private static readonly PrinterErrorState Stops =
        PrinterErrorState.NoPaper | PrinterErrorState.NoToner | PrinterErrorState.DoorOpen | PrinterErrorState.Jammed | PrinterErrorState.Offline | PrinterErrorState.OutputFull
        | PrinterErrorState.MarkerSupplyMissing;

    /// <summary>Reasons that stop a device, whoever says them.</summary>
    private static readonly string[] StopWords =
        ["media-empty", "media-needed", "media-jam", "toner-empty", "marker-supply-empty", "door-open", "cover-open", "offline", "output-area-full", "paused", "shutdown", "interlock-open"];

    public static ImmutableArray<string> Of(PrinterErrorState errors) => [.. Errors.Where(error => errors.HasFlag(error.Bit)).Select(error => error.Word)];

    public static bool IsStopped(PrinterErrorState errors) => (errors & Stops) != PrinterErrorState.None;

    /// <summary>Whether a reason keyword (with or without its severity suffix) stops the device.</summary>
    public static bool IsStop(string keyword) =>
        !keyword.EndsWith("-warning", StringComparison.Ordinal) && !keyword.EndsWith("-report", StringComparison.Ordinal)
        && StopWords.Contains(keyword.Replace("-error", "", StringComparison.Ordinal), StringComparer.Ordinal);
}
