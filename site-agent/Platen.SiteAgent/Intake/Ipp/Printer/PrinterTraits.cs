using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Rendering.Conversion;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>What the paper side of a queue can do. A direct queue can do what its device can; a pull queue leads to any device of the company, so nothing is ruled out.</summary>
/// <param name="Colour">It prints in colour.</param>
/// <param name="Duplex">It prints on both sides.</param>
/// <param name="Asking">How it can be asked.</param>
internal readonly record struct PrinterTraits(bool Colour, bool Duplex, JobAsking Asking)
{
    private static readonly PrinterTraits OfAny = new(Colour: true, Duplex: true, JobAsking.Ipp);

    /// <summary>A PDF is converted for it, by its setting: its pages, sides and colours are made on the way, whatever the device can be asked for.</summary>
    public bool Converts { get; init; }

    /// <summary>Whether it can be asked at all.</summary>
    public bool CanBeAsked => Asking is JobAsking.Pjl or JobAsking.Ipp;

    public static PrinterTraits Of(ReplicaDevice? device) => device is null ? OfAny : new PrinterTraits(device.Colour, device.Duplex, AskingOf(device)) { Converts = ConversionPlanner.ConvertsPdf(device) };

    private static JobAsking AskingOf(ReplicaDevice device) => device.Protocol switch
    {
        DeliveryProtocol.Ipp or DeliveryProtocol.Ipps => JobAsking.Ipp,
        DeliveryProtocol.Raw or DeliveryProtocol.RawTls when device.Pjl => JobAsking.Pjl,
        _ => JobAsking.Nothing,
    };
}
