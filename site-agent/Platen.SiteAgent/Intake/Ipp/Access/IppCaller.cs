using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake.Ipp.Access;

/// <summary>Who sends a request: a name and an address that prove nothing, and, behind TLS with a password, a user.</summary>
/// <param name="ClaimedUser">The name that the client claims; may be empty.</param>
/// <param name="Source">Its address, without port.</param>
/// <param name="User">Who it has proven to be; null: nobody.</param>
internal sealed record IppCaller(string ClaimedUser, string Source, ReplicaUser? User)
{
    /// <summary>Whom the client's certificate names (<see cref="ClientCertificates"/>), when there is no password; null: nobody.</summary>
    public ReplicaUser? Certified { get; init; }

    /// <summary>Who it is, by whichever proof; null: nobody is proven.</summary>
    public ReplicaUser? Proven => User ?? Certified;

    /// <summary>The name for <c>job-originating-user-name</c>: the proven one goes before the claimed one (RFC 8011, 9.3).</summary>
    public string Name => Proven?.LoginName ?? ClaimedUser;

    /// <summary>The proven user's id.</summary>
    public UserId? UserId => Proven is { } user ? Domain.Users.UserId.Parse(user.UserId) : null;

    /// <summary>The caller as the sender of unproven jobs.</summary>
    public JobSender SenderTo(QueueId queue) => new(queue, Name, Source);

    /// <summary>
    /// Whether a job is the caller's: by proof, its owner's; else sent from the same address under the same name, and not by somebody who has proven to be its owner. A claim alone opens nothing (PR22).
    /// </summary>
    public bool MaySee(string user, string source, UserId? owner, bool isAuthenticated) =>
        (owner is not null && owner == UserId) || (!isAuthenticated && source == Source && user == Name);
}
