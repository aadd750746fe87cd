using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Backups;
using Platen.Grains.Records;

namespace Platen.Grains.Backups;

/// <inheritdoc cref="IBackupGrain"/>
internal sealed partial class BackupGrain(IBackups backups, IRecordStore store, TimeProvider time, ILogger<BackupGrain> logger) : Grain, IBackupGrain, IDisposable
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromDays(1);
    private static readonly Actor Schedule = Actor.System("schedule");
    private static readonly CommandResult Off = CommandResult.Not(CommandCode.Refused, "No backups are made by this server: no folder is set for them (Platen:Backup:Folder).");
    private static readonly CommandResult UnderWay = CommandResult.Not(CommandCode.Refused, "A backup is under way already.");

    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;
    private DateTimeOffset _since;
    private DateTimeOffset _runningSince;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    private bool IsRunning => !_work.IsCompleted;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _since = time.GetUtcNow();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _work.WaitAsync(cancellationToken);
        Dispose();
    }

    public void Dispose() => _end.Dispose();

    public async Task<BackupView?> GetAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.ReadSystem))
        {
            return null;
        }

        if (backups.Plan is not { } plan)
        {
            return new BackupView();
        }

        var memory = await backups.RememberAsync(Tenant, cancellationToken);
        var (files, fault) = await ListAsync(cancellationToken);
        return new BackupView
        {
            IsOn = true, WithKeys = backups.WithKeys, RunningSince = IsRunning ? _runningSince : null, NextAt = BackupRules.Next(plan, memory, time.GetUtcNow()), Memory = memory, Files = files, FolderFault = fault, Keep = plan.Keep,
        };
    }

    public Task<CommandResult> StartAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return Task.FromResult(Refusals.AdministratorsOnly);
        }

        if (backups.Plan is not { } plan || IsRunning)
        {
            return Task.FromResult(IsRunning ? UnderWay : Off);
        }

        Begin(plan, actor);
        return Task.FromResult(CommandResult.Done);
    }

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        if (backups.Plan is not { } plan || IsRunning || await store.FindTenantAsync(Tenant, cancellationToken) is null)
        {
            return;
        }

        var memory = await WatchAsync(plan, await backups.RememberAsync(Tenant, cancellationToken), cancellationToken);
        if (BackupRules.IsDue(plan, memory, time.GetUtcNow()))
        {
            Begin(plan, Schedule);
        }
    }

    // The alarm is remembered in the record: raised once and cleared once, whatever the number of servers and restarts.
    private async Task<BackupMemory> WatchAsync(BackupPlan plan, BackupMemory memory, CancellationToken cancellationToken)
    {
        var (files, fault) = await ListAsync(cancellationToken);
        var newest = files.FirstOrDefault(file => file is { Kind: BackupKind.Database, Readable: true });
        var now = time.GetUtcNow();
        var isLate = BackupRules.IsLate(plan, newest?.At, _since, now);
        if (isLate == memory.LateSince is not null)
        {
            return memory;
        }

        if (!isLate && newest is null)
        {
            return memory; // this server has only begun to watch: that is no end of an alarm
        }

        memory = memory with { LateSince = isLate ? now : null };
        ImmutableArray<(string, string)> details = [("newest", newest?.File ?? "none"), ("reason", fault.Length > 0 ? fault : memory.Reason)];
        await store.CommitAsync(ConsoleCommit.Of(Tenant, [], ConsoleCommit.Audit(Schedule, now, isLate ? "backup.alarm-raised" : "backup.alarm-cleared", "backup", success: !isLate, details)), cancellationToken);
        await backups.KeepAsync(Tenant, memory, cancellationToken);
        if (isLate)
        {
            LogLate(plan.LateAfter.TotalHours, fault.Length > 0 ? fault : memory.Reason);
        }

        return memory;
    }

    private async Task<(ImmutableArray<BackupInfo> Files, string Fault)> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await backups.ListAsync(cancellationToken), "");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return ([], fault.Message);
        }
    }

    // off this grain's turns: pages are answered meanwhile
    private void Begin(BackupPlan plan, Actor actor)
    {
        DelayDeactivation(RunLimit);
        _runningSince = time.GetUtcNow();
        var (tenant, began) = (Tenant, _runningSince);
        _work = Task.Run(() => CarryOutAsync(plan, tenant, actor, began), CancellationToken.None);
    }

    private async Task CarryOutAsync(BackupPlan plan, TenantId tenant, Actor actor, DateTimeOffset began)
    {
        try
        {
            var result = await backups.MakeAsync(tenant, actor, "", _end.Token);
            if (!_end.IsCancellationRequested)
            {
                // read anew: it took minutes, and others write it, too
                await backups.KeepAsync(tenant, BackupRules.After(plan, await backups.RememberAsync(tenant, _end.Token), result, began), _end.Token);
            }
        }
        catch (Exception fault) when (fault is RecordStoreUnavailableException or OperationCanceledException)
        {
            LogNotKept(fault.Message); // the next minute looks again
        }
    }

    [LoggerMessage(1370, LogLevel.Error, "There has been no good backup for more than {Hours:0} hours. {Reason} See 'Backups' in the console")]
    private partial void LogLate(double hours, string reason);

    [LoggerMessage(1371, LogLevel.Warning, "How a backup ended could not be kept: {Reason}")]
    private partial void LogNotKept(string reason);
}
