using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Get-Printer-Attributes (RFC 8011, 4.2.5).</summary>
internal sealed class GetPrinterAttributesOperation(IppPrinterDescription description) : IIppOperation
{
    public IppOperation Code => IppOperation.GetPrinterAttributes;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var wanted = RequestedAttributes.Read(call.Request, RequestedAttributes.All);
        return ValueTask.FromResult(description.AddTo(call.Answer(IppStatus.Ok).Group(IppTag.PrinterAttributes), call, wanted).Build());
    }
}
