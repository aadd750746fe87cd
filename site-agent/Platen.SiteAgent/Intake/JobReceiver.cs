using Microsoft.Extensions.Options;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Pdl;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake;

/// <summary>The one way in for documents of every protocol: it knows the queues and their policies, the owners, and the spool.</summary>
internal sealed class JobReceiver(IReplica replica, IHeldJobs jobs, PageRenderer renderer, IOptions<IntakeOptions> options, TimeProvider time)
{
    private const long BytesPerMiB = 1024 * 1024;

    private int _open;

    /// <summary>Documents that come in at this moment.</summary>
    public int OpenReceptions => Volatile.Read(ref _open);

    /// <summary>Whether a queue of that name takes jobs now; null when it does.</summary>
    public IntakeResult? Check(string queueName)
    {
        if (replica.Policy is null)
        {
            return new IntakeResult(IntakeCode.NotReady, "This site has not got its queues from the server yet: see that the agent is enrolled and connected, then print again.");
        }

        return Find(queueName) is null ? new IntakeResult(IntakeCode.QueueUnknown, $"There is no queue '{queueName}' here.") : null;
    }

    /// <summary>Whether a job of that user would be taken by the queue; null when it would. A user who is not active counts as unknown (AU16).</summary>
    public IntakeResult? CheckOwner(string queueName, string claimedUser)
    {
        var queue = Find(queueName);
        return queue?.UnknownOwner == ReplicaQueue.Types.UnknownOwner.Refuse && FindOwner(claimedUser) is null
            ? new IntakeResult(IntakeCode.OwnerUnknown, $"The queue '{queueName}' takes jobs of known users only, and '{claimedUser}' is not one: print under your login name, or ask the administrator.")
            : null;
    }

    /// <summary>Whether the queue takes a job of that owner; null when it does.</summary>
    public static IntakeResult? CheckOwner(ReplicaQueue queue, ReplicaUser? owner, OwnerDecision decision)
    {
        if (owner is not null || queue.UnknownOwner != ReplicaQueue.Types.UnknownOwner.Refuse)
        {
            return null;
        }

        var why = decision.Evidence != OwnerEvidence.Unspecified && !decision.IsEnough
            ? $"'{decision.Name}' is only a {Words(decision.Evidence)}: print over IPPS with your password, or ask the administrator to trust your workstation."
            : $"'{decision.Name}' is not one: print under your login name, or ask the administrator.";
        return new IntakeResult(IntakeCode.OwnerUnknown, $"The queue '{queue.QueueId}' takes jobs of known users only, and {why}");
    }

    /// <summary>Begins to take a document in. Dispose of the reception in any case; without completion nothing is kept.</summary>
    public (JobReception? Reception, IntakeResult? Refusal) Begin(string queueName, IntakeProtocol protocol, string sourceAddress) => Begin(queueName, protocol, sourceAddress, JobRoute.OfQueue);

    /// <summary>Begins to take in a document that was sent to a device.</summary>
    public (JobReception? Reception, IntakeResult? Refusal) Begin(string queueName, IntakeProtocol protocol, string sourceAddress, JobRoute route)
    {
        if (Check(queueName) is { } refusal)
        {
            return Refuse(protocol, refusal);
        }

        if (Interlocked.Increment(ref _open) > options.Value.ReceptionsMax)
        {
            Interlocked.Decrement(ref _open);
            return Refuse(protocol, new IntakeResult(IntakeCode.Busy, "Too many documents come in at this moment: try again in some seconds."));
        }

        var queue = Find(queueName)!;
        var origin = new JobOrigin(QueueId.Parse(queue.QueueId), protocol, sourceAddress) { Reach = route.Reach, SentTo = route.Device };
        var intake = jobs.BeginReceive(JobId.New(time), origin);
        return (new JobReception(this, queue, protocol, route, sourceAddress, intake, new PdlInspector(PdlLimits.Default)), null);
    }

    /// <summary>
    /// Whether a user may have this many bytes more held here; null: yes. Documents that come in at the same moment do not see each other, so the limit can be passed by as many as those.
    /// </summary>
    internal IntakeResult? CheckQuota(UserId owner, long bytes)
    {
        var (jobsMax, bytesMax) = (replica.Policy?.HeldJobsPerUserMax ?? 0, replica.Policy?.HeldBytesPerUserMax ?? 0);
        if (jobsMax == 0 && bytesMax == 0)
        {
            return null;
        }

        var held = jobs.UsageOf(owner);
        return (jobsMax > 0 && held.Jobs >= jobsMax) || (bytesMax > 0 && held.Bytes + bytes > bytesMax)
            ? new IntakeResult(IntakeCode.QuotaReached, $"You have {held.Jobs} jobs with {held.Bytes / BytesPerMiB} MiB waiting here, and no more are held for one user: print or delete some at a device, then print this again.")
            : null;
    }

    /// <summary>Where a job is copied to in advance; null: nowhere. What must be gone at once (PR04, I6), what only its PIN opens, and what is printed at one place only has no copies.</summary>
    internal SiteId? CopiesOf(ReplicaQueue queue, JobRoute route, ReplicaUser? owner, JobTicket? ticket)
    {
        if (queue.Kind != ReplicaQueue.Types.Kind.Pull || owner is { PrivateQueue: true } || ticket is { PasswordHash.Length: > 0 } || route.Reach != JobReach.Anywhere)
        {
            return null;
        }

        var named = queue.Copies switch
        {
            CopyPlace.Site => queue.CopySiteId,
            CopyPlace.Server => replica.Policy?.CopySiteId ?? "",
            _ => "",
        };
        return SiteId.TryParse(named, out var site) ? site : null;
    }

    internal ReplicaUser? FindOwner(string claimedUser) =>
        claimedUser.Length > 0 && replica.FindUserByLogin(claimedUser) is { Active: true } user ? user : null;

    internal void Accepted(HeldJob job, PdlReport report) => renderer.Consider(job, report);

    internal void Closed() => Interlocked.Decrement(ref _open);

    private static string Words(OwnerEvidence evidence) => evidence switch
    {
        OwnerEvidence.ClaimedName => "name that anybody can give",
        OwnerEvidence.TrustedWorkstation => "name from a trusted workstation",
        OwnerEvidence.ClientCertificate => "name in a certificate",
        _ => "name",
    };

    private static (JobReception? Reception, IntakeResult? Refusal) Refuse(IntakeProtocol protocol, IntakeResult refusal)
    {
        AgentInstruments.OnDocument(protocol, refusal.Code, bytes: 0);
        return (null, refusal);
    }

    private ReplicaQueue? Find(string queueName) => QueueId.TryParse(queueName, out var id) ? replica.FindQueue(id) : null;
}
