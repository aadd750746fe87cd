using System.Globalization;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.Tenants;

/// <inheritdoc cref="ITenantGrain"/>
internal sealed partial class TenantGrain(IRecordStore store, ISetupTokens tokens, ICredentialKeys keys, Secrets secrets, TimeProvider time) : RecordGrain<Tenant>(store, time), ITenantGrain
{
    protected override TenantId Tenant => GrainKeys.ParseTenant(Key);

    private string Subject => $"tenant:{Tenant}";

    public async Task<Tenant?> GetAsync(CancellationToken cancellationToken) => await RowAsync(cancellationToken);

    public async Task<CommandResult> CreateAsync(CreateTenant command, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System)
        {
            return CommandResult.Not(CommandCode.Forbidden, "Only the server itself records tenants.");
        }

        // a new company begins with what is thought best today; rows of before, and whoever wants rules of composition, keep the other levels (AU11)
        var next = new Tenant { Id = Tenant, Name = command.Name, Currency = command.Currency, PasswordLevel = PasswordLevel.Nist, Version = 1 };
        return await WriteAsync(row => row is null ? Save(null, next, actor, "tenant.created") : Draft<Tenant>.Refuse(Refusals.Exists($"tenant '{Tenant}'")), cancellationToken);
    }

    public async Task<CommandResult> UpdateAsync(UpdateTenant command, Actor actor, CancellationToken cancellationToken)
    {
        if (command.CopySite is { Length: > 0 } named && (!SiteId.TryParse(named, out var site) || await Store.FindSiteAsync(Tenant, site, cancellationToken) is null))
        {
            return CommandResult.Not(CommandCode.Invalid, $"There is no site '{named}' to keep copies; record it first.");
        }

        if (command.Registration is { } registration && await WhatIsUnknownAsync(registration, cancellationToken) is { } unknown)
        {
            return CommandResult.Not(CommandCode.Invalid, unknown);
        }

        if (command.Credit is { } credit && await UnknownGroupAsync(credit, cancellationToken) is { } group)
        {
            return CommandResult.Not(CommandCode.Invalid, $"The groups with credit accounts name '{group}', which is not there or not in use; give the ids of groups.");
        }

        return await WriteAsync(row => Update(row, command, actor), cancellationToken);
    }

    public async Task<CommandResult> ThrottleFleetAsync(FleetAlarm alarm, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System)
        {
            return CommandResult.Not(CommandCode.Forbidden, "Only the server itself raises this alarm.");
        }

        return await WriteAsync(row => ThrottleFleet(row, alarm, actor), cancellationToken);
    }

    public async Task<CommandResult> EndFleetThrottleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.LoginSettings))
        {
            return Refusals.Needs(Right.LoginSettings);
        }

        return await WriteAsync(
            row => row?.FleetThrottledUntil is null
                ? Draft<Tenant>.Nothing()
                : Save(row, row with { FleetThrottledUntil = null, Version = row.Version + 1 }, actor, "login.fleet-throttle-ended"),
            cancellationToken);
    }

    public async Task<CompleteSetUpResult> CompleteSetUpAsync(CompleteSetUp command, CancellationToken cancellationToken)
    {
        if (await RowAsync(cancellationToken) is not { } row)
        {
            return Not(Refusals.NotFound($"tenant '{Tenant}'"));
        }

        if (row.SetUp)
        {
            return Not(CommandResult.Not(CommandCode.Refused, "The set-up has been done already; log in instead."));
        }

        var create = ToUser(command);
        var factory = new UserFactory(row with { Name = command.TenantName ?? row.Name }, UserId.New(Time), await keys.GetAsync(Tenant, cancellationToken), secrets);
        var errors = factory.Check(create).AddRange(TenantRules.Check(row with { Name = command.TenantName ?? row.Name }));
        errors = errors.Length == 0 && create.Password is { } password ? await secrets.ListedAsync(password, cancellationToken) : errors;
        if (errors.Length > 0)
        {
            return Not(CommandResult.Not(CommandCode.Invalid, errors));
        }

        // The token goes last of all checks, so that a typing error does not cost it; should the write fail, the next start prints a new link.
        var administrator = await factory.CreateAsync(create, initialEndsAt: null, cancellationToken) with { Version = 1 };
        if (await tokens.ConsumeAsync(command.Token, cancellationToken) != Tenant)
        {
            return Not(CommandResult.Not(CommandCode.Forbidden, "The set-up link is not valid: it was used, or its time is over. Restart the server for a new one."));
        }

        var result = await WriteAsync(current => SetUp(current, administrator, command), cancellationToken);
        return new CompleteSetUpResult { Result = result, Administrator = result.IsDone ? administrator : null };
    }

    protected override Task<Tenant?> FindAsync(CancellationToken cancellationToken) => Store.FindTenantAsync(Tenant, cancellationToken);

    private async Task<GroupId?> UnknownGroupAsync(CreditPolicy credit, CancellationToken cancellationToken)
    {
        foreach (var id in credit.Groups.Take(CreditPolicy.GroupsMax))
        {
            if (await Store.FindGroupAsync(Tenant, id, cancellationToken) is not { Active: true })
            {
                return id;
            }
        }

        return null;
    }

    private async Task<string?> WhatIsUnknownAsync(RegistrationPolicy registration, CancellationToken cancellationToken)
    {
        var groups = registration.Groups.IsEmpty ? [] : await Store.FindGroupsAsync(Tenant, UserSource.Here, cancellationToken);
        if (registration.Groups.Any(id => !groups.Any(group => group.Id == id && group.Active)))
        {
            return "The groups name one that was not made here; give the ids of groups that were.";
        }

        return await RowAsync(cancellationToken) is { } row && registration.Roles.Where(role => Delegation.Find(row, role) is null).Select(role => role.Value).FirstOrDefault() is { } missing
            ? $"There is no role '{missing}'."
            : null;
    }

    private static CompleteSetUpResult Not(CommandResult result) => new() { Result = result };

    private static CreateUser ToUser(CompleteSetUp command) => new()
    {
        LoginName = command.LoginName,
        DisplayName = command.DisplayName,
        Email = command.Email,
        Role = UserRole.Administrator,
        Password = command.Password,
    };

    private Draft<Tenant> Update(Tenant? row, UpdateTenant command, Actor actor)
    {
        if (row is null)
        {
            return Draft<Tenant>.Refuse(Refusals.NotFound($"tenant '{Tenant}'"));
        }

        var next = row with
        {
            Name = command.Name ?? row.Name,
            Currency = command.Currency ?? row.Currency,
            PinDigits = command.PinDigits ?? row.PinDigits,
            PasswordLevel = command.PasswordLevel ?? row.PasswordLevel,
            PasswordClasses = command.PasswordClasses ?? row.PasswordClasses,
            PanelIdle = command.PanelIdle ?? row.PanelIdle,
            BrowserIdle = command.BrowserIdle ?? row.BrowserIdle,
            BrowserMax = command.BrowserMax ?? row.BrowserMax,
            ProgramIdle = command.ProgramIdle ?? row.ProgramIdle,
            ProgramMax = command.ProgramMax ?? row.ProgramMax,
            DesktopIdle = command.DesktopIdle ?? row.DesktopIdle,
            DesktopMax = command.DesktopMax ?? row.DesktopMax,
            LockoutFailures = command.LockoutFailures ?? row.LockoutFailures,
            Lockout = command.Lockout ?? row.Lockout,
            OfflineMax = command.OfflineMax ?? row.OfflineMax,
            Offline = command.Offline ?? row.Offline,
            Alarms = command.Alarms ?? row.Alarms,
            HeldJobsPerUserMax = command.HeldJobsPerUserMax ?? row.HeldJobsPerUserMax,
            HeldBytesPerUserMax = command.HeldBytesPerUserMax ?? row.HeldBytesPerUserMax,
            CopySite = command.CopySite is { } site ? (SiteId.TryParse(site, out var id) ? id : null) : row.CopySite,
            AheadJobsMax = command.AheadJobsMax ?? row.AheadJobsMax,
            AheadBytesMax = command.AheadBytesMax ?? row.AheadBytesMax,
            Logins = command.Logins ?? row.Logins,
            PasswordGrant = command.PasswordGrant ?? row.PasswordGrant,
            PortalAddress = command.PortalAddress?.Trim().TrimEnd('/') ?? row.PortalAddress,
            AuditKeep = command.AuditKeep ?? row.AuditKeep,
            DeviceLog = command.DeviceLog ?? row.DeviceLog,
            Language = command.Language ?? row.Language,
            TimeZone = command.TimeZone?.Trim() ?? row.TimeZone,
            Registration = command.Registration?.Over(row.Registration) ?? row.Registration,
            PasswordByMail = command.PasswordByMail ?? row.PasswordByMail,
            Credit = command.Credit?.Over(row.Credit, Now) ?? row.Credit,
        };
        if (SettingsAreas.Lacking(row, next, actor) is { } lacking)
        {
            return Draft<Tenant>.Refuse(Refusals.Needs(lacking));
        }

        if (SettingsAreas.ChangesOther(row, next) && !Rights.MayAdminister(actor))
        {
            return Draft<Tenant>.Refuse(Refusals.AdministratorsOnly);
        }

        return next == row ? Draft<Tenant>.Nothing() : Save(row, next with { Version = row.Version + 1 }, actor, "tenant.updated");
    }

    private Draft<Tenant> Save(Tenant? row, Tenant next, Actor actor, string action)
    {
        var errors = TenantRules.Check(next);
        return errors.Length > 0
            ? Draft<Tenant>.Refuse(CommandCode.Invalid, errors)
            : Draft<Tenant>.Write(ConsoleCommit.Of(Tenant, [Change(row, next)], ConsoleCommit.Audit(actor, Now, action, Subject, details: RecordDiff.Of(row, next)), Feed()), next);
    }

    private Draft<Tenant> ThrottleFleet(Tenant? row, FleetAlarm alarm, Actor actor)
    {
        if (row is null)
        {
            return Draft<Tenant>.Refuse(Refusals.NotFound($"tenant '{Tenant}'"));
        }

        var next = row with { FleetThrottledUntil = Now + row.Logins.Fleet.Throttle, Version = row.Version + 1 };
        var audit = ConsoleCommit.Audit(
            actor,
            Now,
            "login.fleet-alarm",
            Subject,
            success: false,
            ("reason", alarm.SameSecret ? "same-secret" : "failures"),
            ("failures", alarm.Failures.ToString(CultureInfo.InvariantCulture)),
            ("devices", alarm.Devices.ToString(CultureInfo.InvariantCulture)),
            ("sites", alarm.Sites.ToString(CultureInfo.InvariantCulture)),
            ("throttled-until", next.FleetThrottledUntil.Value.ToString("u", CultureInfo.InvariantCulture)));
        return Draft<Tenant>.Write(ConsoleCommit.Of(Tenant, [Change(row, next)], audit, Feed()), next);
    }

    private Draft<Tenant> SetUp(Tenant? row, User administrator, CompleteSetUp command)
    {
        if (row is null || row.SetUp)
        {
            return Draft<Tenant>.Refuse(CommandCode.Refused, "The set-up has been done already; log in instead.");
        }

        var next = row with { SetUp = true, Name = command.TenantName ?? row.Name, Version = row.Version + 1 };
        var audit = ConsoleCommit.Audit(Actor.Anonymous(command.Origin), Now, "tenant.set-up", Subject, details: [("administrator", administrator.Id.ToString())]);
        return Draft<Tenant>.Write(ConsoleCommit.Of(Tenant, [Change(row, next), UserRows.Change(null, administrator)], audit, Feed(), UserRows.Feed(administrator)), next);
    }

    private static TenantChange Change(Tenant? row, Tenant next) => new(next) { ExpectedVersion = row?.Version ?? 0 };

    private FeedEntry Feed() => new(FeedTopic.Tenant, Tenant.Value, null);
}
