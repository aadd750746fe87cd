using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Create-Printer-Subscriptions (RFC 3995, 11.1.2): to a queue, and to the caller's own jobs in it.</summary>
internal sealed class CreatePrinterSubscriptionsOperation(SubscriptionCreation creation) : IIppOperation
{
    public IppOperation Code => IppOperation.CreatePrinterSubscriptions;

    public ValueTask<IppMessage> RunAsync(IppCall call) => ValueTask.FromResult(creation.Create(call, job: null));
}
