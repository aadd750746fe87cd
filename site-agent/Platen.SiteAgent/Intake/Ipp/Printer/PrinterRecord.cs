using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What is remembered of a queue, to tell when it changed (PWG 5100.13, <c>printer-config-changes</c>).</summary>
/// <param name="Queue">Its settings.</param>
/// <param name="Device">Its device's settings; null: a pull queue.</param>
/// <param name="Status">How it is.</param>
internal sealed record PrinterRecord(ReplicaQueue Queue, ReplicaDevice? Device, PrinterStatus Status)
{
    public required DateTimeOffset StateChangedAt { get; init; }

    public required DateTimeOffset ConfigChangedAt { get; init; }

    public int ConfigChanges { get; init; }
}
