using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;
using Platen.Grains.Sites;
using Platen.Grains.Users;

namespace Platen.Grains.Devices;

/// <inheritdoc cref="IDeviceGrain"/>
internal sealed class DeviceGrain(IRecordStore store, TimeProvider time) : FactGrain<Device>(store, time), IDeviceGrain
{
    /// <summary>The most sessions that are remembered; a panel has one.</summary>
    private const int SessionsMax = 16;

    private ImmutableList<DeviceSession> _sessions = [];

    protected override TenantId Tenant => GrainKeys.ParseDevice(Key).Tenant;

    private SiteId Site => GrainKeys.ParseDevice(Key).Site;

    private DeviceId Id => GrainKeys.ParseDevice(Key).Device;

    public async Task<DeviceView?> GetAsync(CancellationToken cancellationToken) =>
        await OwnRowAsync(cancellationToken) is { } row ? new DeviceView { Device = row, Sessions = [.. _sessions] } : null;

    public async Task<CommandResult> PutAsync(PutDevice command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasAt(actor, Right.EditDevices, Site))
        {
            return Refusals.Needs(Right.EditDevices);
        }

        if (await Store.FindSiteAsync(Tenant, Site, cancellationToken) is null)
        {
            return Refusals.NotFound($"site '{Site}'");
        }

        if (command.Spooling.Queue is { } queue && await Store.FindQueueAsync(Tenant, queue, cancellationToken) is null)
        {
            return CommandResult.Not(CommandCode.Invalid, $"The spooling queue '{queue}' does not exist; record it first.");
        }

        if (command.Logins.ReaderFormat is { Length: > 0 } format && (await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken))?.Logins.Find(format) is null)
        {
            return CommandResult.Not(CommandCode.Invalid, $"The reader format '{format}' does not exist; add it to the tenant's first.");
        }

        return command is { Enabled: true, Spooling.Enabled: true } && await new PortUse(GrainFactory, Tenant).WhyNotAsync(Site, Id, command.Spooling, cancellationToken) is { } clash
            ? CommandResult.Not(CommandCode.Invalid, clash)
            : await WriteAsync(row => Put(row, command, actor), cancellationToken);
    }

    public async Task<CommandResult> RemoveAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasAt(actor, Right.EditDevices, Site))
        {
            return Refusals.Needs(Right.EditDevices);
        }

        return await WriteAsync(row => Remove(row, actor), cancellationToken);
    }

    public Task NoteSessionAsync(DeviceSession session, CancellationToken cancellationToken)
    {
        _sessions = _sessions.RemoveAll(known => known.Session == session.Session).Add(session);
        if (_sessions.Count > SessionsMax)
        {
            _sessions = _sessions.RemoveAt(0);
        }

        return Task.CompletedTask;
    }

    public Task ForgetSessionAsync(string session, CancellationToken cancellationToken)
    {
        _sessions = _sessions.RemoveAll(known => known.Session == session);
        return Task.CompletedTask;
    }

    public async Task<CommandResult> EndSessionAsync(string session, Actor actor, CancellationToken cancellationToken)
    {
        var known = _sessions.Find(candidate => candidate.Session == session);
        if (!Rights.HasAt(actor, Right.EditDevices, Site) && !Rights.Is(actor, known?.User))
        {
            return Refusals.NotYours;
        }

        if (known is null)
        {
            return Refusals.NotFound("such session at this device");
        }

        var command = new SiteCommand
        {
            Tenant = Tenant,
            Site = Site,
            Id = Guid.CreateVersion7(Now).ToString("D", CultureInfo.InvariantCulture),
            At = Now,
            Kind = SiteCommandKind.EndSession,
            Device = Id,
            User = known.User,
            Session = session,
        };
        var audit = ConsoleCommit.Audit(actor, Now, "session.end-requested", $"device:{Id}", details: [("user", known.User.ToString())]);
        await CommitAsync(ConsoleCommit.Of(Tenant, [new CommandAdded(command) { ExpectedVersion = 0 }], audit, new FeedEntry(FeedTopic.Command, command.Id, Site)), cancellationToken);
        return CommandResult.Done;
    }

    protected override Task<Device?> FindAsync(CancellationToken cancellationToken) => Store.FindDeviceAsync(Tenant, Id, cancellationToken);

    protected override ValueTask<FactDraft<Device>> DecideAsync(Device? row, ReportedFact fact, CancellationToken cancellationToken) => ValueTask.FromResult(fact.Fact.Body switch
    {
        DeviceObserved observed => Observe(row, observed, fact),
        DeviceLogged logged => Log(row, logged, fact),
        LoginAttempted login => new FactDraft<Device>(new DecidedFact { Audit = [LoginAudit.Attempted(login, fact, Now)] }),
        LoggedOut logout => new FactDraft<Device>(new DecidedFact { Audit = [LoginAudit.LoggedOut(logout, fact, Now)] }),
        _ => FactDraft<Device>.Park(RejectionReason.UnknownFact),
    });

    private async Task<Device?> OwnRowAsync(CancellationToken cancellationToken) =>
        await RowAsync(cancellationToken) is { } row && row.Site == Site ? row : null;

    private Draft<Device> Put(Device? row, PutDevice command, Actor actor)
    {
        if (row is not null && row.Site != Site)
        {
            return Draft<Device>.Refuse(CommandCode.NotUnique, $"The id '{Id}' is taken by a device of site '{row.Site}'; choose another one.");
        }

        var next = new Device
        {
            Tenant = Tenant,
            Site = Site,
            Id = Id,
            Name = command.Name,
            Location = command.Location,
            Host = command.Host,
            Protocol = command.Protocol,
            Port = command.Port,
            Path = command.Path,
            SnmpPort = command.SnmpPort,
            PanelAddresses = command.PanelAddresses,
            CertificateSha256 = command.CertificateSha256.Replace(":", "", StringComparison.Ordinal).Trim().ToLowerInvariant(),
            CertificateAuthorities = command.CertificateAuthorities.Trim(),
            Pjl = command.Pjl,
            RetrySeconds = command.RetrySeconds,
            Accepts = DeviceFormatRules.Clean(command.Accepts),
            Colour = command.Colour,
            Duplex = command.Duplex,
            Enabled = command.Enabled,
            Logins = command.Logins,
            Spooling = command.Spooling,
            Status = row?.Status ?? new DeviceStatus(),
            Version = (row?.Version ?? 0) + 1,
        };
        var errors = DeviceRules.Check(next);
        return errors.Length > 0
            ? Draft<Device>.Refuse(CommandCode.Invalid, errors)
            : Save(row, next, actor, row is null ? "device.created" : "device.updated");
    }

    private Draft<Device> Remove(Device? row, Actor actor)
    {
        if (row is null || row.Site != Site)
        {
            return Draft<Device>.Refuse(Refusals.NotFound($"device '{Id}' at site '{Site}'"));
        }

        return row.Enabled ? Save(row, row with { Enabled = false, Version = row.Version + 1 }, actor, "device.removed") : Draft<Device>.Nothing();
    }

    private Draft<Device> Save(Device? row, Device next, Actor actor, string action) => Draft<Device>.Write(
        ConsoleCommit.Of(
            Tenant,
            [new DeviceChange(next) { ExpectedVersion = row?.Version ?? 0 }],
            ConsoleCommit.Audit(actor, Now, action, $"device:{Id}", details: [("site", Site.Value), ("host", next.Host), .. RecordDiff.Of(row, next)]),
            new FeedEntry(FeedTopic.Device, Id.Value, Site)),
        next);

    private FactDraft<Device> Observe(Device? row, DeviceObserved observed, ReportedFact fact)
    {
        if (row is null || row.Site != Site)
        {
            return FactDraft<Device>.Park(RejectionReason.UnknownDevice);
        }

        var next = row with { Status = DeviceRules.Status(observed, FactTime.Bound(fact.Fact.At, Now)), Version = row.Version + 1 };
        var decided = new DecidedFact { Changes = [new DeviceChange(next) { ExpectedVersion = row.Version }], Feed = [new FeedEntry(FeedTopic.Device, Id.Value, Site)] };
        return new FactDraft<Device>(decided, next);
    }

    // what a device says of itself changes nothing of its record
    private FactDraft<Device> Log(Device? row, DeviceLogged logged, ReportedFact fact)
    {
        if (row is null || row.Site != Site)
        {
            return FactDraft<Device>.Park(RejectionReason.UnknownDevice);
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{Site}/{fact.Agent}/{fact.Fact.Sequence:D12}");
        var entries = DeviceLogRules.Entries(Tenant, Site, id, logged, Now);
        return new FactDraft<Device>(new DecidedFact { Changes = entries.IsEmpty ? [] : [new DeviceLogAdded(id, entries) { ExpectedVersion = 0 }] });
    }
}
