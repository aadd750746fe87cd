using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Get-Printer-Attributes (RFC 8011, 4.2.5).</summary>
internal sealed class GetPrinterAttributesOperation(IppPrinterDescription description) : IIppOperation
{
    public IppOperation Code => IppOperation.GetPrinterAttributes;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (IppDocument.Check(call) is { } wrong)
        {
            return ValueTask.FromResult(wrong);
        }

        var wanted = RequestedAttributes.Read(call.Request, RequestedAttributes.All);
        return ValueTask.FromResult(description.AddTo(call.Answer(IppStatus.Ok).Group(IppTag.PrinterAttributes), call, wanted).Build());
    }
}
