using Microsoft.Extensions.Options;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>
/// Send-Document (RFC 8011, 4.3.1): the document of a created job; one document a job. With last-document the job is made durable, and only then is success answered.
/// </summary>
internal sealed class SendDocumentOperation(CreatedJobs created, IppJobs jobs, CreatedJobEnd end, IOptions<IntakeOptions> options) : IIppOperation
{
    public IppOperation Code => IppOperation.SendDocument;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (call.Request.OperationAttributes.GetBoolean(IppNames.LastDocument) is not { } isLast)
        {
            return call.Refuse(IppStatus.BadRequest, "last-document is missing.");
        }

        if (IppDocument.Check(call) is { } wrong)
        {
            return wrong;
        }

        if (IppJobs.ReadNumber(call) is not { } number || created.TryTake(number) is not { } job)
        {
            return call.Refuse(IppStatus.NotFound, "There is no job of that number that waits for a document: it has one, or waited too long.");
        }

        if (!CreatedJobEnd.IsOf(call, job))
        {
            created.GiveBack(job);
            return call.Refuse(IppStatus.NotAuthorized, "The job was made by somebody else.");
        }

        return await end.RunAsync(job, () => TakeAsync(call, job, isLast));
    }

    /// <summary>Null answer: refused, and the job is over. The flag tells whether the job goes on waiting.</summary>
    private async ValueTask<(IppMessage Answer, bool IsKept)> TakeAsync(IppCall call, CreatedJob job, bool isLast)
    {
        var before = job.Reception.BytesTaken;
        if (await IppDocument.PumpAsync(call, job.Reception, options.Value.Compression) is { } refused)
        {
            return (refused, false);
        }

        if (job.HasDocument && job.Reception.BytesTaken > before)
        {
            return (call.Refuse(IppStatus.MultipleDocumentJobsNotSupported, "A job takes one document."), false);
        }

        job.HasDocument = job.Reception.BytesTaken > 0;
        return isLast ? (await end.CompleteAsync(call, job), false) : (jobs.Describe(call, IppJobs.View(job), job.Ignored), true);
    }
}
