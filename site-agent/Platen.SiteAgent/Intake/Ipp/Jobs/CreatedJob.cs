using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake.Ipp.Access;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>A job between Create-Job and its whole document. It is in memory only: the client is told that it is kept when the last document is on disk.</summary>
internal sealed class CreatedJob(int number, string queue, JobClaims claims, IppCaller caller, JobReception reception, DateTimeOffset createdAt) : IAsyncDisposable
{
    private int _isTaken;

    public int Number => number;

    public string Queue => queue;

    public JobClaims Claims => claims;

    /// <summary>Who made it; nobody else gives it its document.</summary>
    public IppCaller Caller => caller;

    public string Source => caller.Source;

    public JobReception Reception => reception;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>Attributes of the request that were ignored; told again with each document.</summary>
    public IReadOnlyList<IppAttribute> Ignored { get; init; } = [];

    /// <summary>Whether document data has come.</summary>
    public bool HasDocument { get; set; }

    /// <summary>When it was last touched, a <see cref="TimeProvider"/> timestamp.</summary>
    public long TouchedAt { get; set; }

    /// <summary>Takes it for one request; false: another one has it.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _isTaken, 1, 0) == 0;

    public void GiveBack() => Volatile.Write(ref _isTaken, 0);

    public ValueTask DisposeAsync() => reception.DisposeAsync();
}
