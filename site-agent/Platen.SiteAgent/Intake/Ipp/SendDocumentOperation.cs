using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Send-Document (RFC 8011, 4.3.1): the document of a created job; one document a job. With last-document the job is made durable, and only then is success answered.</summary>
internal sealed class SendDocumentOperation(CreatedJobs created, IppJobs jobs) : IIppOperation
{
    public IppOperation Code => IppOperation.SendDocument;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (call.Request.OperationAttributes.GetBoolean(IppNames.LastDocument) is not { } isLast)
        {
            return call.Refuse(IppStatus.BadRequest, "last-document is missing.");
        }

        if (IppDocument.CheckAttributes(call) is { } wrong)
        {
            return wrong;
        }

        if (IppJobs.ReadNumber(call) is not { } number || created.TryTake(number) is not { } job)
        {
            return call.Refuse(IppStatus.NotFound, "There is no job of that number that waits for a document: it has one, or waited too long.");
        }

        if (job.Queue != call.Queue.QueueId || job.Source != call.Source || job.Claims.User != call.ClaimedUser)
        {
            created.GiveBack(job);
            return call.Refuse(IppStatus.NotAuthorized, "The job was made by somebody else.");
        }

        return await TakeAsync(call, job, isLast);
    }

    private async ValueTask<IppMessage> TakeAsync(IppCall call, CreatedJob job, bool isLast)
    {
        var isKept = false;
        try
        {
            var before = job.Reception.BytesTaken;
            if (!await IppDocument.PumpAsync(call, job.Reception))
            {
                return call.Refuse(job.Reception.Refusal!);
            }

            if (job.HasDocument && job.Reception.BytesTaken > before)
            {
                return call.Refuse(IppStatus.MultipleDocumentJobsNotSupported, "A job takes one document.");
            }

            job.HasDocument = job.Reception.BytesTaken > 0;
            if (!isLast)
            {
                isKept = true;
                return jobs.Describe(call, jobs.View(job));
            }

            var result = await job.Reception.CompleteAsync(job.Claims, call.CancellationToken);
            return result.IsAccepted ? jobs.Describe(call, jobs.View(result.Job!, job.Number)) : call.Refuse(result);
        }
        finally
        {
            // broken off or refused: half a document is no job
            if (isKept)
            {
                created.GiveBack(job);
            }
            else
            {
                await created.RemoveAsync(job);
            }
        }
    }
}
