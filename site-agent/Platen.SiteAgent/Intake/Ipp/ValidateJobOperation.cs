using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Validate-Job (RFC 8011, 4.2.3): would Print-Job with these attributes be taken?</summary>
internal sealed class ValidateJobOperation(JobReceiver receiver) : IIppOperation
{
    public IppOperation Code => IppOperation.ValidateJob;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var wrong = IppDocument.CheckAttributes(call);
        var refusal = receiver.Check(call.Queue.QueueId) ?? (call.ClaimedUser.Length > 0 ? receiver.CheckOwner(call.Queue.QueueId, call.ClaimedUser) : null);
        return ValueTask.FromResult(wrong ?? (refusal is null ? call.Answer(IppStatus.Ok).Build() : call.Refuse(refusal)));
    }
}
