using System.Collections.Immutable;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>How a queue is: <c>printer-state</c>, <c>printer-state-reasons</c> and <c>printer-state-message</c>.</summary>
internal sealed record PrinterStatus(IppPrinterState State, ImmutableArray<string> Reasons, string Message)
{
    public static readonly PrinterStatus Idle = new(IppPrinterState.Idle, [IppPrinterStateReason.None], "");

    public bool Equals(PrinterStatus? other) => other is not null && State == other.State && Message == other.Message && Reasons.SequenceEqual(other.Reasons);

    public override int GetHashCode() => HashCode.Combine(State, Message);
}
