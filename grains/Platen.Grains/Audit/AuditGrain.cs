using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Audit;
using Platen.Grains.Records;

namespace Platen.Grains.Audit;

/// <inheritdoc cref="IAuditGrain"/>
internal sealed partial class AuditGrain(IAuditLog log, IAuditSigner signer, IRecordStore store, TimeProvider time, ILogger<AuditGrain> logger) : Grain, IAuditGrain, IDisposable
{
    private const int HeadsMax = 20_000;
    private const int FaultsTold = 10;
    private static readonly TimeSpan VerifyEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan RunLimit = TimeSpan.FromHours(12);
    private static readonly Actor Watch = Actor.System("audit");

    private readonly CancellationTokenSource _end = new();
    private readonly AuditWitnesses _witnesses = new();
    private ImmutableArray<AuditCheckpoint> _heads = [];
    private ImmutableArray<AuditBreak> _faults = [];
    private volatile AuditVerdict? _verdict;
    private DateTimeOffset? _sealedAt;
    private Task _work = Task.CompletedTask;
    private AuditRun _run = new();

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    private bool IsRunning => !_work.IsCompleted;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _verdict = await log.FindVerdictAsync(Tenant, cancellationToken);
        _heads = await log.ListHeadsAsync(Tenant, HeadsMax, cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _work.WaitAsync(cancellationToken);
        Dispose();
    }

    public void Dispose() => _end.Dispose();

    public Task<AuditState?> GetAsync(Actor actor, CancellationToken cancellationToken) => Task.FromResult(Rights.HasEverywhere(actor, Right.ReadAudit)
        ? new AuditState { Running = IsRunning ? _run.Latest : null, Verdict = _verdict, SealedAt = _sealedAt, Witnesses = _witnesses.Count, Faults = _faults }
        : null);

    public Task<CommandResult> VerifyAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.ReadAudit))
        {
            return Task.FromResult(Refusals.Needs(Right.ReadAudit));
        }

        BeginVerifying();
        return Task.FromResult(CommandResult.Done);
    }

    public async Task<CommandResult> AcceptRestoreAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return Refusals.AdministratorsOnly;
        }

        var lost = await log.CompareAsync(Tenant, _witnesses.All(), cancellationToken);
        if (!lost.Any(fault => fault.Kind == AuditBreakKind.RolledBack))
        {
            return CommandResult.Not(CommandCode.Refused, "No agent keeps a head that the whole record is older than, so there is nothing to accept. A log that was cut or rewritten while the rest went on cannot be accepted.");
        }

        // the acceptance is part of what is signed
        await AuditAsync(Tenant, actor, "audit.restore-accepted", success: true, [.. Told(lost)], cancellationToken);
        _heads = await log.AcceptRestoreAsync(Tenant, cancellationToken);
        BeginVerifying();
        return CommandResult.Done;
    }

    public async Task<ImmutableArray<AuditCheckpoint>> WitnessAsync(AuditWitness witness, CancellationToken cancellationToken)
    {
        var genuine = witness.Heads.Take(IAuditGrain.HeadsPerWitnessMax).Where(head => head.Tenant == Tenant && signer.IsGenuine(head)).ToImmutableArray();
        if (genuine.Length < witness.Heads.Length)
        {
            LogNotGenuine($"{witness.Site}/{witness.Agent}", witness.Heads.Length - genuine.Length);
        }

        var news = _witnesses.Take($"{witness.Site}/{witness.Agent}", genuine);
        if (!news.IsEmpty && (await log.CompareAsync(Tenant, news, cancellationToken)).Any(fault => !Knows(fault)))
        {
            BeginVerifying();
        }

        return AuditWitnesses.For(witness.Site, ConsoleCommit.Chain, _heads);
    }

    public async Task<bool> NoteVersionAsync(string server, string before, string after, CancellationToken cancellationToken)
    {
        if (await store.FindTenantAsync(Tenant, cancellationToken) is null)
        {
            return false;
        }

        var written = await AuditAsync(
            Tenant, Actor.System("server"), "server.version-changed", success: true, [("server", server), ("before", before.Length > 0 ? before : "not known"), ("after", after)], cancellationToken);
        return written.Code == CommitCode.Committed;
    }

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        if (IsRunning || await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
        {
            return;
        }

        _faults = await log.SealAsync(Tenant, _witnesses.Farthest(), cancellationToken);
        _heads = await log.ListHeadsAsync(Tenant, HeadsMax, cancellationToken);
        if (_faults.IsEmpty)
        {
            _sealedAt = time.GetUtcNow();
            await RetainAsync(tenant, cancellationToken);
        }

        if (_faults.Any(fault => !Knows(fault)) || _verdict is null || time.GetUtcNow() - _verdict.At >= VerifyEvery)
        {
            BeginVerifying();
        }
    }

    // A chain that was cut or written anew goes on all the same: what is written next turns a missing entry into another one, which is no second fault.
    private bool Knows(AuditBreak fault) => _verdict is { } verdict && verdict.Breaks.Any(known =>
        known.Chain == fault.Chain && ((known.Kind == fault.Kind && known.Position == fault.Position) || (IsOfTheEnd(known) && IsOfTheEnd(fault) && known.Position <= fault.Position)));

    private static bool IsOfTheEnd(AuditBreak fault) => fault.Kind is AuditBreakKind.Truncated or AuditBreakKind.Rewritten or AuditBreakKind.RolledBack or AuditBreakKind.CheckpointMissing;

    // off this grain's turns: agents and pages are answered meanwhile
    private void BeginVerifying()
    {
        if (IsRunning)
        {
            return;
        }

        DelayDeactivation(RunLimit);
        var (run, tenant, told, faults) = (_run = new AuditRun(), Tenant, _witnesses.All(), _faults);
        _work = Task.Run(() => CarryOutAsync(tenant, told, faults, run), CancellationToken.None);
    }

    private async Task CarryOutAsync(TenantId tenant, ImmutableArray<WitnessedHead> told, ImmutableArray<AuditBreak> faults, AuditRun run)
    {
        try
        {
            var verdict = await log.VerifyAsync(tenant, told, run, _end.Token);
            verdict = verdict with { Breaks = [.. verdict.Breaks.Concat(faults).DistinctBy(fault => (fault.Chain, fault.Position, fault.Kind)).Take(AuditVerdict.BreaksMax)] };
            await TellAsync(tenant, _verdict, verdict);
            await log.SaveVerdictAsync(tenant, verdict, _end.Token);
            _verdict = verdict;
        }
        catch (Exception fault) when (fault is RecordStoreUnavailableException or OperationCanceledException)
        {
            LogNotVerified(fault.Message); // the next minute tries again
        }
    }

    // once for what is new: the same faults are not told every day anew
    private async Task TellAsync(TenantId tenant, AuditVerdict? before, AuditVerdict now)
    {
        var news = now.Breaks.Where(fault => !Knows(fault)).ToImmutableArray();
        if (!news.IsEmpty)
        {
            LogTampered(tenant, now.Breaks.Length, news[0].Message);
            await AuditAsync(tenant, Watch, "audit.faults-found", success: false, [.. Told(news)], _end.Token);
        }
        else if (now.Whole && before is { Whole: false })
        {
            await AuditAsync(tenant, Watch, "audit.whole-again", success: true, [], _end.Token);
        }
    }

    public async Task NoteRefusalsAsync(ImmutableArray<SecurityRefusal> refusals, CancellationToken cancellationToken)
    {
        if (await store.FindTenantAsync(Tenant, cancellationToken) is null)
        {
            return; // before the set-up there is nobody whose rights could be refused
        }

        ImmutableArray<AuditEntry> entries =
        [
            .. refusals.Where(refusal => IAuditGrain.RefusalActions.Contains(refusal.Action)).Take(IAuditGrain.RefusalsMax + IAuditGrain.RefusalActions.Length).Select(refusal => new AuditEntry
            {
                At = FactTime.Bound(refusal.At, time.GetUtcNow()),
                Actor = FactBounds.Text(refusal.Actor, FactBounds.NameMax),
                Origin = FactBounds.Text(refusal.Origin, FactBounds.AddressMax),
                Action = refusal.Action,
                Subject = FactBounds.Text(refusal.Request, FactBounds.NameMax),
                Success = false,
                Details = ImmutableSortedDictionary<string, string>.Empty.Add("count", refusal.Count.ToString(CultureInfo.InvariantCulture)),
            }),
        ];
        if (!entries.IsEmpty)
        {
            await store.CommitAsync(new Commit { Tenant = Tenant, AuditChain = ConsoleCommit.Chain, Audit = entries }, cancellationToken);
        }
    }

    private async Task RetainAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        if (tenant.AuditKeep > TimeSpan.Zero && await log.RemoveBeforeAsync(Tenant, time.GetUtcNow() - tenant.AuditKeep, cancellationToken) is > 0 and var removed)
        {
            await AuditAsync(
                Tenant, Watch, "audit.entries-removed", success: true,
                [("entries", removed.ToString(CultureInfo.InvariantCulture)), ("days", tenant.AuditKeep.TotalDays.ToString(CultureInfo.InvariantCulture))], cancellationToken);
        }
    }

    private static IEnumerable<(string Name, string Value)> Told(ImmutableArray<AuditBreak> faults) =>
        faults.Take(FaultsTold).Select((fault, place) => ($"fault-{place + 1:00}", $"{fault.Kind} {fault.Chain} {fault.Position}")).Append(("faults", faults.Length.ToString(CultureInfo.InvariantCulture)));

    private Task<CommitResult> AuditAsync(TenantId tenant, Actor actor, string action, bool success, ImmutableArray<(string Name, string Value)> details, CancellationToken cancellationToken) =>
        store.CommitAsync(ConsoleCommit.Of(tenant, [], ConsoleCommit.Audit(actor, time.GetUtcNow(), action, $"tenant:{tenant}", success, details)), cancellationToken);

    [LoggerMessage(1360, LogLevel.Error, "The audit log of {Tenant} was tampered with: {Count} faults. {First} See 'Audit' in the console")]
    private partial void LogTampered(TenantId tenant, int count, string first);

    [LoggerMessage(1361, LogLevel.Warning, "Agent {Witness} keeps {Count} heads of the audit log that this installation's keys have not signed; they say nothing")]
    private partial void LogNotGenuine(string witness, int count);

    [LoggerMessage(1362, LogLevel.Warning, "The audit log could not be verified, and will be again: {Reason}")]
    private partial void LogNotVerified(string reason);
}
