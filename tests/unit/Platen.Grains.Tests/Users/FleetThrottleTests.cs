using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU14, over the whole fleet: one PIN tried at many devices is noticed at the server, though no device has seen more than one failure.</summary>
public sealed class FleetThrottleTests : IAsyncLifetime
{
    private const int Devices = 50;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ImmutableArray<byte> Sprayed = [1, 2];
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private ITenantGrain Tenant => _host.Grains.Tenant(Branch.Tenant);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        for (var i = 0; i < Devices; i++)
        {
            var device = new PutDevice { Name = "MFP", Host = "192.0.2.7", Protocol = DeliveryProtocol.Raw, Port = 9100 };
            (await _host.Grains.Device(Branch.Tenant, Branch.SiteId, Device(i)).PutAsync(device, Branch.System, None)).IsDone.ShouldBeTrue();
        }
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // Mutants: count per device only; count failures of one device several times; alarm without throttle
    [Fact]
    public async Task OnePin_SprayedOverTheFleet_RaisesAnAlarmAndSlowsEveryPanel()
    {
        for (var i = 0; i < Devices; i++)
        {
            await _branch.ReportAsync(Failure(i, Sprayed));
            if (await ThrottledUntilAsync() is not null)
            {
                i.ShouldBe(new FleetPolicy().SameSecretDevices - 1, "the fifth device is where it shows");
                break;
            }
        }

        (await ThrottledUntilAsync()).ShouldBe(_host.Time.GetUtcNow() + TimeSpan.FromMinutes(15));
        var alarm = _host.Records.Audit.Single(row => row.Entry.Action == "login.fleet-alarm").Entry;
        (alarm.Success, alarm.Actor, alarm.Details["reason"], alarm.Details["devices"]).ShouldBe((false, "system", "same-secret", "5"));
        alarm.Details.Values.ShouldNotContain(value => value.Contains("AQI", StringComparison.Ordinal), "tags stay out of the log");
    }

    // Mutant: the watch begins anew with each activation
    [Fact]
    public async Task OnePin_SprayedWithARestartAfterEachDevice_RaisesAnAlarmAllTheSame()
    {
        for (var i = 0; i < new FleetPolicy().SameSecretDevices; i++)
        {
            (await ThrottledUntilAsync()).ShouldBeNull($"after {i} devices");
            await _host.Grains.LoginWatch(Branch.Tenant).NoteAsync(new LoginFailure(Branch.SiteId.Value, $"mfp-{i}", Sprayed, _host.Time.GetUtcNow()), None);
            await _host.RestartAsync();
        }

        (await ThrottledUntilAsync()).ShouldNotBeNull();
    }

    // Mutants: do not tell the watch of failures on the web; leave the address out of the place; tell it of unknown names only
    [Fact]
    public async Task OnePassword_SprayedOverTheWebFromManyAddresses_RaisesAnAlarm()
    {
        for (var i = 0; i < 5; i++)
        {
            (await ThrottledUntilAsync()).ShouldBeNull();
            var login = new LogIn { LoginName = i % 2 == 0 ? "anna" : $"nobody-{i}", Password = "Winter2026!", Origin = $"192.0.2.{i}" };
            (await _host.Grains.Session(Branch.Tenant).LogInAsync(login, None)).Code.ShouldBe(LogInCode.Wrong);
        }

        (await ThrottledUntilAsync()).ShouldNotBeNull();
        _host.Records.Audit.Single(row => row.Entry.Action == "login.fleet-alarm").Entry.Details["reason"].ShouldBe("same-secret");
    }

    [Fact]
    public async Task OnePin_AtOneDevice_RaisesNone()
    {
        await _branch.ReportAsync([.. Enumerable.Range(0, 20).Select(_ => (FactBody)Failure(1, Sprayed))]);
        (await ThrottledUntilAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task ManyPins_AtManyDevices_RaiseAnAlarmByTheirNumber()
    {
        var policy = new LoginPolicy { Fleet = new FleetPolicy { Failures = 40 } };
        await Tenant.UpdateAsync(new UpdateTenant { Logins = policy }, Branch.System, None);
        await _branch.ReportAsync([.. Enumerable.Range(0, 40).Select(i => (FactBody)Failure(i, [(byte)i, 9]))]);
        _host.Records.Audit.Single(row => row.Entry.Action == "login.fleet-alarm").Entry.Details["reason"].ShouldBe("failures");
    }

    // On the day when new cards are given out thousands of unknown ones are shown, and their owners need the PIN to register them: unknown cards slow nobody but who shows them, at the branch (PanelLoginTests).
    // Mutant: failures of cards are told to the watch
    [Fact]
    public async Task UnknownCards_AtManyDevices_SlowNoPanelButTheirOwn()
    {
        await Tenant.UpdateAsync(new UpdateTenant { Logins = new LoginPolicy { Fleet = new FleetPolicy { Failures = Devices } } }, Branch.System, None);
        for (var i = 0; i < Devices + 5; i++)
        {
            await _branch.ReportAsync(new LoginAttempted { Device = Device(i % Devices), Method = LoginMethod.Card, Result = LoginResult.WrongCredential });
        }

        (await ThrottledUntilAsync()).ShouldBeNull();
        _host.Records.Audit.Count(row => !row.Entry.Success).ShouldBeGreaterThanOrEqualTo(Devices, "each stands in the log");
    }

    [Fact]
    public async Task Throttle_EndsEarlyByAnAdministratorOnly()
    {
        var alarm = new FleetAlarm(true, 5, 5, 1);
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await Tenant.ThrottleFleetAsync(alarm, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await Tenant.ThrottleFleetAsync(alarm, Branch.System, None)).IsDone.ShouldBeTrue();
        (await Tenant.EndFleetThrottleAsync(anna, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await Tenant.EndFleetThrottleAsync(Branch.System, None)).IsDone.ShouldBeTrue();
        (await ThrottledUntilAsync()).ShouldBeNull();
    }

    // Mutant: the second phase counts into the lock of the PIN alone, so that whoever finds a card shuts its owner out of the console
    [Fact]
    public async Task SecondPhase_WrongTooOften_LocksTheSecondPhaseOnly_AndSitesAreTold()
    {
        for (var i = 0; i < 5; i++)
        {
            await _branch.ReportAsync(_branch.Login(LoginResult.WrongCredential, LoginMethod.CardAndPin));
        }

        var row = (await _branch.AnnaGrain.GetAsync(None))!;
        row.LockedUntil.ShouldBeNull();
        row.SecondPhaseLockedUntil.ShouldNotBeNull();
        (await _branch.AnnaGrain.UnlockAsync(Branch.System, None)).IsDone.ShouldBeTrue();
        (await _branch.AnnaGrain.GetAsync(None))!.SecondPhaseLockedUntil.ShouldBeNull();
    }

    [Fact]
    public async Task SecondPhase_IsChosenByTheUser_AndDemandedByAdministratorsOnly()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { SecondPhase = SecondPhase.Pin }, anna, None)).IsDone.ShouldBeTrue();
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { DemandedSecondPhase = SecondPhase.Unspecified }, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { DemandedSecondPhase = SecondPhase.Password }, Branch.System, None)).IsDone.ShouldBeTrue();
        SecondPhaseRules.OfUser((await _branch.AnnaGrain.GetAsync(None))!).ShouldBe(SecondPhase.Password);
    }

    // AU02
    [Fact]
    public async Task Contact_IsTheAdministratorsToSet_ThePhoneTheUsersToo()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Phone = "+49 30 1" }, anna, None)).IsDone.ShouldBeTrue();
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { PersonalNumber = "4711" }, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { PersonalNumber = "4711", SharedFolder = new string('x', 401) }, Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { PersonalNumber = "4711" }, Branch.System, None)).IsDone.ShouldBeTrue();
        var contact = (await _branch.AnnaGrain.GetAsync(None))!.Contact;
        (contact.Phone, contact.PersonalNumber).ShouldBe(("+49 30 1", "4711"));
    }

    private static DeviceId Device(int i) => DeviceId.Parse($"fleet-{i}");

    private static LoginAttempted Failure(int device, ImmutableArray<byte> tag) =>
        new() { Device = Device(device), Method = LoginMethod.Pin, Result = LoginResult.WrongCredential, SecretTag = tag };

    private async Task<DateTimeOffset?> ThrottledUntilAsync() => (await Tenant.GetAsync(None))!.FleetThrottledUntil;
}
