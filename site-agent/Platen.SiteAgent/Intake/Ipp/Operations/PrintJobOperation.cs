using Microsoft.Extensions.Options;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.SiteAgent.Intake.Ipp.Subscriptions;

namespace Platen.SiteAgent.Intake.Ipp.Operations;

/// <summary>Print-Job (RFC 8011, 4.2.1): attributes and document in one request. Answered with success only when the job is on disk.</summary>
internal sealed class PrintJobOperation(JobReceiver receiver, JobRequests requests, IppJobs jobs, SubscriptionCreation subscriptions, IOptions<IntakeOptions> options) : IIppOperation
{
    public IppOperation Code => IppOperation.PrintJob;

    public bool MakesJobs => true;

    public async ValueTask<IppMessage> RunAsync(IppCall call)
    {
        var (request, wrong) = await requests.ReadAsync(call);
        if (request is null)
        {
            return wrong!;
        }

        if (ValidateJobOperation.CheckOwner(receiver, call) is { } unknown)
        {
            return call.Refuse(unknown);
        }

        var (reception, refusal) = receiver.Begin(call.Queue.QueueId, call.Protocol, call.Caller.Source);
        if (reception is null)
        {
            return call.Refuse(refusal!);
        }

        await using var open = reception;
        if (await IppDocument.PumpAsync(call, reception, options.Value.Compression) is { } refused)
        {
            return refused;
        }

        var result = await reception.CompleteAsync(request.Claims, call.CancellationToken);
        if (!result.IsAccepted)
        {
            return call.Refuse(result);
        }

        var view = jobs.View(result.Job!);
        return subscriptions.Attach(call, jobs.Describe(call, view, request.Ignored), view.Number);
    }
}
