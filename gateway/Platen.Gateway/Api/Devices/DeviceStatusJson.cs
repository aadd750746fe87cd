using Platen.Domain.Devices;

namespace Platen.Gateway.Api.Devices;

/// <summary>What a device last said about itself.</summary>
/// <param name="State">IPP <c>printer-state</c>: idle, processing, stopped; "unreachable"; or "unknown" before its agent has asked it.</param>
/// <param name="Reasons">IPP <c>printer-state-reasons</c>.</param>
/// <param name="PageCounter">Life-time page counter.</param>
/// <param name="SerialNumber">Serial number, or empty.</param>
/// <param name="Model">Make and model, or empty.</param>
/// <param name="ObservedAt">When its agent saw this.</param>
internal sealed record DeviceStatusJson(string State, IReadOnlyList<string> Reasons, long? PageCounter, string SerialNumber, string Model, DateTimeOffset? ObservedAt)
{
    public static DeviceStatusJson Of(DeviceStatus status) =>
        new(StateWord(status), status.Reasons, status.PageCounter, status.SerialNumber, status.Model, status.ObservedAt);

    private static string StateWord(DeviceStatus status) => status switch
    {
        { ObservedAt: null } => "unknown",
        { PrinterState: 3 } => "idle",
        { PrinterState: 4 } => "processing",
        { PrinterState: 5 } => "stopped",
        _ => "unreachable",
    };
}
