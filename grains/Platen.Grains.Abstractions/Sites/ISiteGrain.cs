using Orleans.Concurrency;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>A site: its agents, what they report, and what they have to know. Key: <see cref="GrainKeys.Site"/>.</summary>
[Alias("platen.sites.site-grain")]
public interface ISiteGrain : IGrainWithStringKey
{
    /// <summary>The most facts in one call of <see cref="IngestAsync"/>; the rest is refused by an <see cref="ArgumentException"/>.</summary>
    const int FactsMax = 1_000;

    /// <summary>The site, or null.</summary>
    [Alias("get")]
    [AlwaysInterleave]
    Task<SiteView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records the site. Administrators only.</summary>
    [Alias("create")]
    Task<CommandResult> CreateAsync(CreateSite command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Changes the site. Administrators only.</summary>
    [Alias("update")]
    Task<CommandResult> UpdateAsync(UpdateSite command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Records an agent and makes its one-time token. Administrators only.</summary>
    [Alias("add-agent")]
    Task<AddAgentResult> AddAgentAsync(AddAgent command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Buys an agent's certificate for a token; the token is used up. Of concurrent calls with one token one succeeds.</summary>
    [Alias("enrol-agent")]
    Task<EnrolResult> EnrolAsync(EnrolAgent command, CancellationToken cancellationToken);

    /// <summary>Issues the next certificate. The old one stays valid until the new one is first used, so that a lost answer locks nobody out.</summary>
    [Alias("renew-agent")]
    Task<EnrolResult> RenewAsync(RenewAgent command, CancellationToken cancellationToken);

    /// <summary>Lets the agent in no more. Administrators only.</summary>
    [Alias("revoke-agent")]
    Task<CommandResult> RevokeAgentAsync(AgentId agent, Actor actor, CancellationToken cancellationToken);

    /// <summary>Whether an agent with this certificate may connect; to be asked at each connection.</summary>
    [Alias("authorize-agent")]
    Task<AgentAuthorization> AuthorizeAgentAsync(AgentId agent, string certificateSerial, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="AuthorizeAgentAsync"/>, and takes in a certificate that was issued after the one on record: the record was restored from a backup that is older than the agent's last renewal.
    /// </summary>
    [Alias("authorize-certificate")]
    Task<AgentAuthorization> AuthorizeCertificateAsync(AgentCertificate certificate, CancellationToken cancellationToken);

    /// <summary>
    /// Whether an agent's journal continues what is recorded; to be asked at each link, before anything of it is taken. One that does not is fenced: recorded, audited, and refused until <see cref="ResolveFenceAsync"/>.
    /// </summary>
    [Alias("open-link")]
    Task<OpenLinkResult> OpenLinkAsync(OpenLink command, CancellationToken cancellationToken);

    /// <summary>Decides about a fenced agent. Administrators only.</summary>
    [Alias("resolve-fence")]
    Task<CommandResult> ResolveFenceAsync(ResolveFence command, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Applies an agent's facts in order and returns the highest committed sequence. What was applied before is passed over; what cannot be applied is parked in the audit log.
    /// A fault of the database is an exception, and what was committed before it stays committed.
    /// </summary>
    /// <param name="batch">The agent and its facts.</param>
    /// <param name="cancellationToken">Stops between two facts.</param>
    [Alias("ingest")]
    Task<IngestResult> IngestAsync(IngestFacts batch, CancellationToken cancellationToken);

    /// <summary>Takes note of an agent's state. Written to the record once a minute at most.</summary>
    [Alias("heartbeat")]
    Task HeartbeatAsync(AgentHeartbeat heartbeat, CancellationToken cancellationToken);

    /// <summary>What an agent has to know next; waits for news (long poll) while other calls go on.</summary>
    [Alias("read-down")]
    [AlwaysInterleave]
    Task<ReplicaPage> ReadDownAsync(ReadDown request, CancellationToken cancellationToken);
}
