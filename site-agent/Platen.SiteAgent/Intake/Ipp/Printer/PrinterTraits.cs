using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What the paper side of a queue can do. A direct queue can do what its device can; a pull queue leads to any device of the company, so nothing is ruled out.</summary>
/// <param name="Colour">It prints in colour.</param>
/// <param name="Duplex">It prints on both sides.</param>
internal readonly record struct PrinterTraits(bool Colour, bool Duplex)
{
    public static PrinterTraits Of(ReplicaDevice? device) => device is null ? new PrinterTraits(Colour: true, Duplex: true) : new PrinterTraits(device.Colour, device.Duplex);
}
