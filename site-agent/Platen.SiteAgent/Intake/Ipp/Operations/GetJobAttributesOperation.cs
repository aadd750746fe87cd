using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Get-Job-Attributes (RFC 8011, 4.3.4).</summary>
internal sealed class GetJobAttributesOperation(IppJobs jobs) : IIppOperation
{
    public IppOperation Code => IppOperation.GetJobAttributes;

    public ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (jobs.Find(call) is not { } job)
        {
            return ValueTask.FromResult(call.Refuse(IppStatus.NotFound, "There is no such job of yours here (any more)."));
        }

        var wanted = RequestedAttributes.Read(call.Request, RequestedAttributes.All);
        return ValueTask.FromResult(jobs.AddTo(call.Answer(IppStatus.Ok).Group(IppTag.JobAttributes), call, job, wanted).Build());
    }
}
