using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Validate-Job (RFC 8011, 4.2.3): would Print-Job with these attributes be taken?</summary>
internal sealed class ValidateJobOperation(JobReceiver receiver, JobRequests requests) : IIppOperation
{
    public IppOperation Code => IppOperation.ValidateJob;

    public bool MakesJobs => true;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var (request, wrong) = await requests.ReadAsync(call);
        if (request is null)
        {
            return wrong!;
        }

        return (receiver.Check(call.Queue.QueueId) ?? CheckOwner(receiver, call)) is { } refusal ? call.Refuse(refusal) : call.AnswerIgnoring(request.Ignored).Build();
    }

    /// <summary>Whether the queue takes jobs of the caller, as far as that can be told before the document; null when it does.</summary>
    public static IntakeResult? CheckOwner(JobReceiver receiver, IppCall call) =>
        call.Caller.Proven is null && call.Caller.ClaimedUser.Length > 0 ? receiver.CheckOwner(call.Queue.QueueId, call.Caller.ClaimedUser) : null;
}
