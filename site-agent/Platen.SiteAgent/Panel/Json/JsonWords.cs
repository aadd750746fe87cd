using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Roaming;
using Evidence = Platen.Contracts.AgentLink.V1.Evidence;
using JobState = Platen.Domain.Jobs.JobState;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The protocol's keywords. They only ever grow.</summary>
internal static class JsonWords
{
    public static string Of(JobState state) => state switch
    {
        JobState.PendingHeld => "pending-held",
        JobState.Processing => "processing",
        JobState.Completed => "completed",
        JobState.Canceled => "canceled",
        JobState.Aborted => "aborted",
        _ => "unknown",
    };

    public static IReadOnlyList<string> Of(SecondPhase phase) => phase switch
    {
        SecondPhase.Pin => ["pin"],
        SecondPhase.Password => ["password"],
        SecondPhase.PinOrPassword => ["pin", "password"],
        _ => [],
    };

    public static string Of(Evidence evidence) => evidence switch
    {
        Evidence.Declared => "declared",
        Evidence.Parsed => "parsed",
        Evidence.Rendered => "rendered",
        Evidence.Device => "device",
        _ => "unknown",
    };

    public static string Of(ColourMode colour) => colour switch
    {
        ColourMode.Monochrome => "monochrome",
        ColourMode.Colour => "colour",
        _ => "unknown",
    };

    public static string Of(Sides sides) => sides switch
    {
        Sides.OneSided => "one-sided",
        Sides.TwoSidedLongEdge => "two-sided-long-edge",
        Sides.TwoSidedShortEdge => "two-sided-short-edge",
        _ => "unknown",
    };

    /// <summary>The sides of a keyword; null: it is none.</summary>
    public static Sides? SidesOf(string? word) => word switch
    {
        "one-sided" => Sides.OneSided,
        "two-sided-long-edge" => Sides.TwoSidedLongEdge,
        "two-sided-short-edge" => Sides.TwoSidedShortEdge,
        _ => null,
    };

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<string> Of(FinishingSupport support)
    {
        (bool Is, string Word)[] words = [(support.Copies, "copies"), (support.TwoSided, "sides"), (support.Monochrome, "colour"), (support.Ranges, "pages")];
        return [.. words.Where(word => word.Is).Select(word => word.Word)];
    }

    /// <summary>A device's <c>printer-state</c>.</summary>
    public static string Of(DeviceStatus? status) => status?.PrinterState switch
    {
        DeviceStatusWords.Idle => "idle",
        DeviceStatusWords.Processing => "processing",
        DeviceStatusWords.Stopped => "stopped",
        DeviceStatusWords.Unreachable => "unreachable",
        _ => "unknown",
    };

    public static string Of(ReleaseStage stage) => stage switch
    {
        ReleaseStage.Queued => "queued",
        ReleaseStage.CheckingDevice => "checking-device",
        ReleaseStage.Sending => "sending",
        ReleaseStage.Printing => "printing",
        ReleaseStage.Completed => "completed",
        ReleaseStage.NotPrinted => "not-printed",
        ReleaseStage.Partial => "partial",
        ReleaseStage.Fetching => "fetching",
        _ => "unknown",
    };

    public static string Of(RemoteListState state) => state switch
    {
        RemoteListState.Complete => "complete",
        RemoteListState.Asking => "asking",
        _ => "unavailable",
    };

    public static string Of(ReleaseRequestCode code) => code switch
    {
        ReleaseRequestCode.Accepted => "accepted",
        ReleaseRequestCode.JobBusy => "job-busy",
        ReleaseRequestCode.NotHere => "not-here",
        ReleaseRequestCode.JobGone or ReleaseRequestCode.NotOwner => "job-gone",
        ReleaseRequestCode.DeviceUnknown => "device-unknown",
        ReleaseRequestCode.DeviceQueueFull => "device-queue-full",
        ReleaseRequestCode.FinishingNotPossible => "finishing-not-possible",
        ReleaseRequestCode.SiteUnreachable => "site-unreachable",
        ReleaseRequestCode.ServerNeeded => "server-needed",
        ReleaseRequestCode.PinNeeded => "pin-needed",
        ReleaseRequestCode.PrintedSince => "printed-since",
        ReleaseRequestCode.BarredOffline => "barred-offline",
        ReleaseRequestCode.ReprintBarredOffline => "reprint-barred-offline",
        ReleaseRequestCode.PagesUsedOffline => "pages-used-offline",
        _ => "unknown",
    };
}
