using System.Buffers;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Pdl;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake;

/// <summary>One document on its way in: inspected and encrypted in the same pass, durable when <see cref="CompleteAsync"/> says accepted. One call at a time.</summary>
internal sealed class JobReception(JobReceiver receiver, ReplicaQueue queue, IntakeProtocol protocol, IJobIntake intake, PdlInspector inspector) : IAsyncDisposable
{
    private bool _isClosed;

    /// <summary>The id that the job will have.</summary>
    public JobId Id => intake.Id;

    public long BytesTaken => intake.BytesTaken;

    /// <summary>Why the document is refused; null while it is not.</summary>
    public IntakeResult? Refusal => intake.Refusal switch
    {
        ReceiveCode.Unspecified => null,
        ReceiveCode.TooLarge => new IntakeResult(IntakeCode.TooLarge, "The document is larger than this site takes."),
        _ => new IntakeResult(IntakeCode.SpoolFull, "The site's disk is full: nothing was kept. Print again when jobs have been released or deleted, and tell the administrator."),
    };

    /// <summary>Takes the next bytes; false: refused (see <see cref="Refusal"/>).</summary>
    public async ValueTask<bool> AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        foreach (var segment in bytes)
        {
            inspector.Append(segment.Span);
        }

        return await intake.AppendAsync(bytes, cancellationToken);
    }

    /// <summary>Decides about the owner, and makes the job durable.</summary>
    public async ValueTask<IntakeResult> CompleteAsync(JobClaims claims, CancellationToken cancellationToken)
    {
        var result = await DecideAsync(claims, cancellationToken);
        AgentInstruments.OnDocument(protocol, result.Code, intake.BytesTaken);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            inspector.Dispose();
            try
            {
                await intake.DisposeAsync();
            }
            finally
            {
                receiver.Closed();
            }
        }
    }

    private async ValueTask<IntakeResult> DecideAsync(JobClaims claims, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal)
        {
            return refusal;
        }

        if (intake.BytesTaken == 0)
        {
            return new IntakeResult(IntakeCode.Empty, "The document is empty: nothing was kept.");
        }

        var report = inspector.Complete();
        var user = claims.Authenticated?.LoginName ?? (claims.User.Length > 0 ? claims.User : report.UserClaim ?? "");
        var owner = claims.Authenticated ?? receiver.FindOwner(user);
        if (owner is null && receiver.CheckOwner(queue.QueueId, user) is { } unknown)
        {
            return unknown;
        }

        if (owner is not null && receiver.CheckQuota(UserId.Parse(owner.UserId), intake.BytesTaken) is { } full)
        {
            return full;
        }

        var details = new JobDetails
        {
            ClaimedUser = user,
            Owner = owner is null ? null : UserId.Parse(owner.UserId),
            Title = claims.Title.Length > 0 ? claims.Title : report.Title ?? "",
            Facts = ReportMapping.ToFacts(report, claims),
            Terms = JobTerms.Of(queue, owner?.PrivateQueue ?? false),
            Ticket = claims.Ticket,
            Account = claims.Account,
            AccountingUser = claims.AccountingUser,
        };
        var result = await intake.CompleteAsync(details, cancellationToken);
        if (result.Code != ReceiveCode.Accepted)
        {
            return Refusal ?? new IntakeResult(IntakeCode.SpoolFull, $"The document could not be kept ({result.Code}).");
        }

        receiver.Accepted(result.Job!, report);
        return new IntakeResult(IntakeCode.Accepted, "", result.Job);
    }
}
