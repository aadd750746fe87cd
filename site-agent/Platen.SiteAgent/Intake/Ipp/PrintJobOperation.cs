using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>Print-Job (RFC 8011, 4.2.1): attributes and document in one request. Answered with success only when the job is on disk.</summary>
internal sealed class PrintJobOperation(JobReceiver receiver, IppJobs jobs) : IIppOperation
{
    public IppOperation Code => IppOperation.PrintJob;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        if (IppDocument.CheckAttributes(call) is { } wrong)
        {
            return wrong;
        }

        var claims = IppDocument.Claims(call);
        if (claims.User.Length > 0 && receiver.CheckOwner(call.Queue.QueueId, claims.User) is { } unknown)
        {
            return call.Refuse(unknown);
        }

        var (reception, refusal) = receiver.Begin(call.Queue.QueueId, call.Protocol, call.Source);
        if (reception is null)
        {
            return call.Refuse(refusal!);
        }

        await using var open = reception;
        if (!await IppDocument.PumpAsync(call, reception))
        {
            return call.Refuse(reception.Refusal!);
        }

        var result = await reception.CompleteAsync(claims, call.CancellationToken);
        return result.IsAccepted ? jobs.Describe(call, jobs.View(result.Job!)) : call.Refuse(result);
    }
}
