using System.Collections.Immutable;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Backups that are only noted. Off until a test gives a plan.</summary>
internal sealed class MemoryBackups(TimeProvider time) : IBackups
{
    private readonly List<BackupInfo> _files = [];
    private TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BackupPlan? Plan { get; set; }

    public bool WithKeys => false;

    /// <summary>How the next attempts end.</summary>
    public BackupResult Outcome { get; set; } = new(BackupCode.Made);

    /// <summary>Holds attempts back while it is not over.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Who wanted the attempts until now.</summary>
    public ImmutableArray<string> Actors { get; private set; } = [];

    public BackupMemory Memory { get; private set; } = new();

    /// <summary>Is over when what came of the next attempt is remembered.</summary>
    public Task NextKept => _made.Task;

    public async Task<BackupResult> MakeAsync(TenantId tenant, Actor actor, string by, CancellationToken cancellationToken)
    {
        Actors = Actors.Add($"{actor.AuditName} {actor.Origin}");
        await Gate.WaitAsync(cancellationToken);
        if (Outcome.Code == BackupCode.Made)
        {
            _files.Insert(0, new BackupInfo { File = $"{_files.Count}.backup", Kind = BackupKind.Database, At = time.GetUtcNow(), Bytes = 1 });
        }

        return Outcome;
    }

    public Task<ImmutableArray<BackupInfo>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<BackupInfo>>([.. _files]);

    public Task<BackupMemory> RememberAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult(Memory);

    public Task KeepAsync(TenantId tenant, BackupMemory memory, CancellationToken cancellationToken)
    {
        Memory = memory;
        Interlocked.Exchange(ref _made, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return Task.CompletedTask;
    }
}
