using Platen.Domain;
using Platen.Domain.Directories;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Directories;
using Platen.Grains.Records;

namespace Platen.Grains.Directories;

/// <inheritdoc cref="IDirectoryGrain"/>
internal sealed class DirectoryGrain(IRecordStore store, IDirectoryClient client, IMasterKey master, DirectoryRuns runs, TimeProvider time) : RecordGrain<UserDirectory>(store, time), IDirectoryGrain, IDisposable
{
    private const int SamplesMax = 5;
    private static readonly TimeSpan RunLimit = TimeSpan.FromHours(2);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(5);

    private readonly CancellationTokenSource _end = new();
    private Task _work = Task.CompletedTask;
    private string? _running;
    private DirectoryProgress _progress = new();

    protected override TenantId Tenant => GrainKeys.ParseDirectory(Key).Tenant;

    private DirectoryId Id => GrainKeys.ParseDirectory(Key).Directory;

    private string? Running => _work.IsCompleted ? null : _running;

    public async Task<DirectoryView?> GetAsync(CancellationToken cancellationToken)
    {
        if (await RowAsync(cancellationToken) is not { } row)
        {
            return null;
        }

        var state = await Store.FindDirectoryStateAsync(Tenant, Id, cancellationToken);
        return new DirectoryView { Directory = row with { SealedPassword = [] }, HasPassword = !row.SealedPassword.IsEmpty, State = state, Running = Running, Written = Running is null ? 0 : _progress.Written };
    }

    public async Task<CommandResult> PutAsync(PutDirectory command, Actor actor, CancellationToken cancellationToken) => Rights.MayAdminister(actor)
        ? await WriteAsync(row => Put(row, command, actor), cancellationToken)
        : Refusals.AdministratorsOnly;

    public async Task<DirectoryProbe> TestAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return new DirectoryProbe(false, Refusals.AdministratorsOnly.Messages[0], []);
        }

        if (await RowAsync(cancellationToken) is not { } row)
        {
            return new DirectoryProbe(false, $"There is no directory '{Id}'.", []);
        }

        try
        {
            return await ProbeAsync(row, cancellationToken);
        }
        catch (DirectoryUnavailableException fault)
        {
            return new DirectoryProbe(false, fault.Message, []);
        }
    }

    public async Task<StartRunResult> StartAsync(DirectoryRunKind kind, Actor actor, CancellationToken cancellationToken) =>
        kind is < DirectoryRunKind.Preview or > DirectoryRunKind.Changes
            ? Not(CommandResult.Not(CommandCode.Invalid, "The kind is missing; give Preview, Full or Changes."))
            : await StartAsync(kind, confirmed: null, actor, cancellationToken);

    public async Task<StartRunResult> ConfirmAsync(string run, Actor actor, CancellationToken cancellationToken)
    {
        var state = await Store.FindDirectoryStateAsync(Tenant, Id, cancellationToken);
        return await GetRunAsync(run, cancellationToken) is { State: DirectoryRunState.Braked } braked && state?.LastRun == run
            ? await StartAsync(DirectoryRunKind.Full, braked.Counts.ShutOut, actor, cancellationToken)
            : Not(CommandResult.Not(CommandCode.Refused, "Only the newest run can be confirmed, and only if the brake stopped it."));
    }

    public async Task<DirectoryRun?> GetRunAsync(string run, CancellationToken cancellationToken)
    {
        if (await Store.FindDirectoryRunAsync(Tenant, run, cancellationToken) is not { } row || row.Directory != Id)
        {
            return null;
        }

        return row.State == DirectoryRunState.Running && Running != run ? row with { State = DirectoryRunState.Interrupted, Message = "The server ended meanwhile; the next run goes on." } : row;
    }

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        if (await RowAsync(cancellationToken) is not { Enabled: true } row || row.SyncEvery == TimeSpan.Zero || Running is not null)
        {
            return;
        }

        var state = await Store.FindDirectoryStateAsync(Tenant, Id, cancellationToken);
        if (Due(row, state) is { } kind)
        {
            await StartAsync(kind, confirmed: null, Actor.System("schedule"), cancellationToken);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _end.CancelAsync();
        await _work.WaitAsync(cancellationToken);
        Dispose();
    }

    public void Dispose() => _end.Dispose();

    protected override Task<UserDirectory?> FindAsync(CancellationToken cancellationToken) => Store.FindDirectoryAsync(Tenant, Id, cancellationToken);

    private static StartRunResult Not(CommandResult result) => new() { Result = result };

    private DirectoryRunKind? Due(UserDirectory row, DirectoryState? state)
    {
        var tried = state?.TriedAt ?? DateTimeOffset.MinValue;
        var last = state?.LastAt ?? DateTimeOffset.MinValue;
        var pause = tried > last && row.SyncEvery < TryAgainAfter ? TryAgainAfter : row.SyncEvery;
        if (Now - tried < pause)
        {
            return null;
        }

        return state?.LastFullAt is { } full && Now - full < row.FullEvery ? DirectoryRunKind.Changes : DirectoryRunKind.Full;
    }

    private async Task<StartRunResult> StartAsync(DirectoryRunKind kind, int? confirmed, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.MayAdminister(actor))
        {
            return Not(Refusals.AdministratorsOnly);
        }

        if (await RowAsync(cancellationToken) is not { } row)
        {
            return Not(Refusals.NotFound($"directory '{Id}'"));
        }

        if (Running is { } running || !row.Enabled)
        {
            return Not(CommandResult.Not(CommandCode.Refused, row.Enabled ? "A run is under way; wait for its end." : "The directory is switched off."));
        }

        var run = new DirectoryRun { Tenant = Tenant, Id = Guid.CreateVersion7(Now).ToString("D"), Directory = Id, Kind = kind, State = DirectoryRunState.Running, By = actor.AuditName, StartedAt = Now, Version = 1 };
        var state = await Store.FindDirectoryStateAsync(Tenant, Id, cancellationToken) ?? new DirectoryState { Tenant = Tenant, Directory = Id };
        var next = state with { TriedAt = Now, LastRun = run.Id, Version = state.Version + 1 };
        var audit = ConsoleCommit.Audit(actor, Now, "directory.run-started", $"directory:{Id}", details: [("run", run.Id), ("kind", kind.ToString()), ("confirmed", confirmed is null ? "" : $"{confirmed} users may be shut out")]);
        var commit = ConsoleCommit.Of(Tenant, [new DirectoryRunChange(run) { ExpectedVersion = 0 }, new DirectoryStateChange(next) { ExpectedVersion = state.Version }], audit);
        if ((await CommitAsync(commit, cancellationToken)).Code != CommitCode.Committed)
        {
            return Not(CommandResult.Not(CommandCode.Contended, "Another server begins a run at the same time; wait for its end."));
        }

        // off this grain's turns: it can be looked at meanwhile
        (_running, _progress) = (run.Id, new DirectoryProgress());
        DelayDeactivation(RunLimit);
        var (token, progress) = (_end.Token, _progress);
        _work = Task.Run(() => runs.CarryOutAsync(row, run, confirmed, actor, progress, token), CancellationToken.None);
        return new StartRunResult { Result = CommandResult.Done, Run = run.Id };
    }

    private async Task<DirectoryProbe> ProbeAsync(UserDirectory row, CancellationToken cancellationToken)
    {
        var reading = new DirectoryReading(row, Now);
        var samples = System.Collections.Immutable.ImmutableArray.CreateBuilder<DirectoryPerson>();
        string? remark = null;
        var entries = 0;
        await foreach (var page in client.SearchAsync(row, runs.PasswordOf(row), new DirectorySearch(row.PeopleBase, row.PeopleFilter, reading.PersonAttributes(), DirectoryReader.PeopleMax), cancellationToken))
        {
            entries += page.Length;
            foreach (var (person, why) in page.Select(reading.Person))
            {
                remark = person is null ? why : remark;
                if (person is not null && samples.Count < SamplesMax)
                {
                    samples.Add(person);
                }
            }

            break; // one page says enough
        }

        return samples.Count > 0
            ? new DirectoryProbe(true, $"{row.Host}:{row.DialledPort} answers, and people are found.", samples.ToImmutable())
            : new DirectoryProbe(false, entries == 0 ? "It answers, but nobody fits the filter below that base." : $"It answers, but none of its entries can be taken over: {remark}", []);
    }

    private Draft<UserDirectory> Put(UserDirectory? row, PutDirectory command, Actor actor)
    {
        var next = new UserDirectory
        {
            Tenant = Tenant,
            Id = Id,
            Name = command.Name,
            Enabled = command.Enabled,
            Schema = command.Schema,
            Host = command.Host.Trim(),
            Port = command.Port,
            Security = command.Security,
            CertificateAuthorities = command.CertificateAuthorities.Trim(),
            BindDn = command.BindDn.Trim(),
            SealedPassword = row?.SealedPassword ?? [],
            PeopleBase = command.PeopleBase.Trim(),
            PeopleFilter = command.PeopleFilter ?? DirectoryPresets.PeopleFilter(command.Schema),
            GroupBase = command.GroupBase.Trim(),
            GroupFilter = command.GroupFilter ?? DirectoryPresets.GroupFilter(command.Schema),
            Mapping = command.Mapping ?? DirectoryPresets.Mapping(command.Schema),
            SyncEvery = command.SyncEvery,
            FullEvery = command.FullEvery,
            VanishPercentMax = command.VanishPercentMax,
            Authenticates = command.Authenticates,
            KeepsVerifier = command.KeepsVerifier,
            Version = row?.Version ?? 0,
        };
        var errors = PasswordErrors(row, next, command.Password);
        next = WithPassword(next, command.Password);
        errors = [.. errors, .. DirectoryRules.Check(errors.Length > 0 ? next with { SealedPassword = [0] } : next)];
        if (errors.Length > 0)
        {
            return Draft<UserDirectory>.Refuse(CommandCode.Invalid, [.. errors]);
        }

        if (next == row)
        {
            return Draft<UserDirectory>.Nothing();
        }

        next = next with { Version = next.Version + 1 };
        var audit = ConsoleCommit.Audit(
            actor, Now, row is null ? "directory.created" : "directory.updated", $"directory:{Id}",
            details: [("host", $"{next.Host}:{next.DialledPort}"), ("security", next.Security.ToString()), ("enabled", next.Enabled ? "true" : "false"), ("password", command.Password is null ? "as it was" : "given")]);
        return Draft<UserDirectory>.Write(ConsoleCommit.Of(Tenant, [new DirectoryChange(next) { ExpectedVersion = row?.Version ?? 0 }], audit), next);
    }

    // a stored password is for the host that it was given for; whoever may change the host shall not learn it by naming an own one
    private static string[] PasswordErrors(UserDirectory? row, UserDirectory next, string? password)
    {
        if (password is { Length: > SealedSecret.LengthMax })
        {
            return [$"The password has {password.Length} characters; {SealedSecret.LengthMax} at most are allowed."];
        }

        var kept = password is null && row is { SealedPassword.IsEmpty: false } && next.BindDn.Length > 0;
        return kept && (row!.PasswordContext != next.PasswordContext || row.CertificateAuthorities != next.CertificateAuthorities)
            ? ["The password was given for another host, port, protection, certificate authority or account; give it again."]
            : [];
    }

    private UserDirectory WithPassword(UserDirectory next, string? password)
    {
        if (next.BindDn.Length == 0)
        {
            return next with { SealedPassword = [] };
        }

        return password is null ? next : next with { SealedPassword = password.Length == 0 ? [] : SealedSecret.Seal(master.Key.AsSpan(), Tenant, next.PasswordContext, password) };
    }
}
