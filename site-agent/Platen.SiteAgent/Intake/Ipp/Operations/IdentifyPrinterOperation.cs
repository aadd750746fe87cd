using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Printer;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Identify-Printer (PWG 5100.13): a queue has no lamp, so it says for a minute in its state that it was asked for.</summary>
internal sealed class IdentifyPrinterOperation(PrinterIdentification identification) : IIppOperation
{
    public IppOperation Code => IppOperation.IdentifyPrinter;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var actions = call.Request.OperationAttributes.Find(IppNames.IdentifyActions);
        if (actions is not null && actions.AsStrings().Any(action => action != "display"))
        {
            return ValueTask.FromResult(call.Refuse("These identify-actions are not supported: display.", [actions]));
        }

        identification.Begin(call.Queue.QueueId);
        return ValueTask.FromResult(call.Answer(IppStatus.Ok).Build());
    }
}
