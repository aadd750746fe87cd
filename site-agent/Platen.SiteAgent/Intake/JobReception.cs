using System.Buffers;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.Pdl;
using Platen.Protocols.Pjl.Guard;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake;

/// <summary>One document on its way in: guarded, inspected and encrypted in the same pass, durable when <see cref="CompleteAsync"/> says accepted. One call at a time.</summary>
internal sealed class JobReception(JobReceiver receiver, ReplicaQueue queue, IntakeProtocol protocol, JobRoute route, string source, IJobIntake intake, PdlInspector inspector) : IAsyncDisposable
{
    private readonly IntakePolicy _policy = IntakePolicies.Of(queue);
    private readonly PjlGuard _guard = new(IntakePolicies.GuardOf(IntakePolicies.Of(queue)));
    private bool _isClosed;
    private bool _isCounted;

    /// <summary>The id that the job will have.</summary>
    public JobId Id => intake.Id;

    /// <summary>Bytes that came in, whether they are kept or not.</summary>
    public long BytesTaken { get; private set; }

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
            BytesTaken += segment.Length;
            if (!await KeepAsync(_guard.Filter(segment), cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Decides about the owner, and makes the job durable.</summary>
    public async ValueTask<IntakeResult> CompleteAsync(JobClaims claims, CancellationToken cancellationToken)
    {
        var result = await DecideAsync(claims, cancellationToken);
        AgentInstruments.OnDocument(protocol, result.Code, intake.BytesTaken);
        _isCounted = true;
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            inspector.Dispose();
            if (!_isCounted && BytesTaken > 0)
            {
                AgentInstruments.OnDocumentBroken(protocol, Refusal?.Code);
            }

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

        await KeepAsync(_guard.Complete(), cancellationToken);
        if (Refusal is { } late)
        {
            return late;
        }

        var seen = _guard.Report;
        if (ContentFindings.Refusal(seen, _policy, queue.QueueId) is { } unsafeContent)
        {
            return unsafeContent;
        }

        if (intake.BytesTaken == 0)
        {
            return new IntakeResult(IntakeCode.Empty, BytesTaken == 0 ? "The document is empty: nothing was kept." : "The document is nothing but commands that change the device: nothing was kept.");
        }

        var report = inspector.Complete();
        var decision = OwnerDecision.Of(_policy, IntakePolicies.KindOf(queue), Evidence(claims, seen.Claims, report));
        var owner = decision.IsEnough ? claims.Authenticated ?? receiver.FindOwner(decision.Name) : null;
        if (JobReceiver.CheckOwner(queue, owner, decision) is { } unknown)
        {
            return unknown;
        }

        if (owner is not null && receiver.CheckQuota(UserId.Parse(owner.UserId), intake.BytesTaken) is { } full)
        {
            return full;
        }

        var details = new JobDetails
        {
            ClaimedUser = decision.Name,
            Evidence = decision.Evidence,
            AllowsDelegates = route.AllowsDelegates && _policy.AllowsDelegates,
            Findings = ContentFindings.Notes(seen, _policy),
            Owner = owner is null ? null : UserId.Parse(owner.UserId),
            Title = FirstOf(claims.Title, seen.Claims.JobName, report.Title ?? ""),
            Facts = ReportMapping.ToFacts(report, claims),
            Terms = JobTerms.Of(queue, owner?.PrivateQueue ?? false),
            Ticket = claims.Ticket,
            CopiedTo = receiver.CopiesOf(queue, route, owner, claims.Ticket),
            Account = FirstOf(claims.Account, seen.Claims.Account),
            AccountingUser = claims.AccountingUser,
        };
        var result = await intake.CompleteAsync(details, cancellationToken);
        if (result.Code != ReceiveCode.Accepted)
        {
            return Refusal ?? new IntakeResult(IntakeCode.SpoolFull, $"The document could not be kept ({result.Code}).");
        }

        AgentInstruments.OnPages(report);
        receiver.Accepted(result.Job!, report);
        return new IntakeResult(IntakeCode.Accepted, "", result.Job);
    }

    // the author of a PDF wrote it once; who prints it is somebody else
    private SenderEvidence Evidence(JobClaims claims, PjlClaims pjl, PdlReport report) => new()
    {
        AuthenticatedName = claims.Authenticated?.LoginName ?? "",
        CertificateName = claims.CertificateUser,
        ClaimedName = FirstOf(claims.User, pjl.UserName, report.Format == PdlFormat.Pdf ? "" : report.UserClaim ?? ""),
        SourceAddress = source,
    };

    private static string FirstOf(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (text.Length > 0)
            {
                return text;
            }
        }

        return "";
    }

    private async ValueTask<bool> KeepAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces, CancellationToken cancellationToken)
    {
        foreach (var piece in pieces)
        {
            inspector.Append(piece.Span);
            if (!await intake.AppendAsync(piece, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }
}
