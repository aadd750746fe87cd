using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Audit;

/// <summary>
/// A tenant's audit log as a whole (I7): signs the heads of its chains, keeps in mind what agents keep of them, and verifies. Several of it at once do no harm. Key: <see cref="GrainKeys.Tenant"/>.
/// </summary>
[Alias("platen.audit.audit-grain")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>Heads that one agent may tell of at once.</summary>
    const int HeadsPerWitnessMax = 64;

    /// <summary>The most refusals that are recorded at once; the rest is a number.</summary>
    const int RefusalsMax = 20;

    /// <summary>A page or call that the rights do not allow.</summary>
    const string AccessRefused = "access.refused";

    /// <summary>A call that another site made a browser send.</summary>
    const string CrossOrigin = "request.cross-origin";

    /// <summary>Too many tries to log in from one address.</summary>
    const string LoginThrottled = "login.throttled";

    /// <summary>What gateways report by <see cref="NoteRefusalsAsync"/>.</summary>
    static readonly ImmutableArray<string> RefusalActions = [AccessRefused, CrossOrigin, LoginThrottled];

    /// <summary>How the log stands; null: the actor may not read it (AZ05).</summary>
    [Alias("get")]
    Task<AuditState?> GetAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Begins a verification of the whole log, unless one is under way; it goes on by itself.</summary>
    [Alias("verify")]
    Task<CommandResult> VerifyAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Accepts that a backup was put back: what agents keep of entries that were lost with it is a fault no more.</summary>
    [Alias("accept-restore")]
    Task<CommandResult> AcceptRestoreAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Takes the heads that an agent keeps, and gives those that it should keep now: of its own site, of the console, and of the sites beside its own.</summary>
    [Alias("witness")]
    Task<ImmutableArray<AuditCheckpoint>> WitnessAsync(AuditWitness witness, CancellationToken cancellationToken);

    /// <summary>Records that a server runs another version of the program than before (LG02).</summary>
    /// <param name="server">Its name.</param>
    /// <param name="before">The version before; empty: not known.</param>
    /// <param name="after">The version now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is recorded; false: there is no tenant yet.</returns>
    [Alias("note-version")]
    Task<bool> NoteVersionAsync(string server, string before, string after, CancellationToken cancellationToken);

    /// <summary>Records requests that a gateway has refused (LG04), an entry each; at most <see cref="RefusalsMax"/> and one a kind, whatever is sent.</summary>
    [Alias("note-refusals")]
    Task NoteRefusalsAsync(ImmutableArray<SecurityRefusal> refusals, CancellationToken cancellationToken);

    /// <summary>Signs what has grown, and does what is due; to be called each minute, by any number of servers.</summary>
    [Alias("tick")]
    Task TickAsync(CancellationToken cancellationToken);
}
