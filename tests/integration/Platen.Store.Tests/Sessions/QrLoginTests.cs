using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Sessions;

/// <summary>AU14, AU27: what is remembered for minutes outlives the process that remembers it.</summary>
[Collection(StoreCollection.Name)]
public sealed class QrLoginTests(StoreServer server)
{
    private const string Code = "0123456789abcdef0123456789abcdef";
    private readonly ManualTimeProvider _clock = new();

    // Mutants: the move without the state; another tenant's code is found (TN02); the end is not looked at
    [Fact]
    public async Task Code_ApprovedAndCollectedByMany_IsTakenOnceEach()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var (logins, user, login) = (store.Get<IQrLogins>(), UserId.New(_clock), New());
        (await logins.AddAsync(Acme, Code, login, default)).ShouldBeTrue();
        (await logins.AddAsync(Acme, Code, login, default)).ShouldBeFalse();
        (await logins.FindAsync(TenantId.Parse("elsewhere"), Code, default)).ShouldBeNull();
        var found = (await logins.FindAsync(Acme, Code, default))!;
        (found.Site, found.Device, found.Number, found.EndsAt).ShouldBe((login.Site, login.Device, login.Number, login.EndsAt));
        found.Choices.ShouldBe(login.Choices);
        var approved = found with { ApprovedBy = user };
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => logins.MoveAsync(Acme, Code, found, approved, default)))).Count(taken => taken).ShouldBe(1);
        (await logins.FindAsync(Acme, Code, default))!.ApprovedBy.ShouldBe(user);
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => logins.MoveAsync(Acme, Code, approved, approved with { IsUsed = true }, default)))).Count(taken => taken).ShouldBe(1);
        (await logins.FindAsync(Acme, Code, default))!.IsUsed.ShouldBeTrue();
    }

    [Fact]
    public async Task Code_AfterItsTime_IsGoneAndSwept()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var logins = store.Get<IQrLogins>();
        (await logins.AddAsync(Acme, Code, New(), default)).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(90));
        (await logins.FindAsync(Acme, Code, default)).ShouldBeNull();
        (await logins.MoveAsync(Acme, Code, New(), New() with { IsUsed = true }, default)).ShouldBeFalse();
        (await logins.RemoveExpiredAsync(default)).ShouldBe(1);
    }

    [Fact]
    public async Task Codes_OfOneDevice_AreBounded()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var logins = store.Get<IQrLogins>();
        for (var i = 0; i < IQrLogins.OpenPerDeviceMax; i++)
        {
            (await logins.AddAsync(Acme, $"code-{i}", New(), default)).ShouldBeTrue();
        }

        (await logins.AddAsync(Acme, "one-more", New(), default)).ShouldBeFalse();
        (await logins.AddAsync(Acme, "one-more", New() with { Device = DeviceId.Parse("other") }, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Failures_OfTheWindow_AreListedUntilForgotten()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var failures = store.Get<ILoginFailures>();
        await failures.AddAsync(Acme, new LoginFailure("north", "old", [1], _clock.GetUtcNow()), default);
        _clock.Advance(FleetPolicy.Window);
        await failures.AddAsync(Acme, new LoginFailure("north", "one\0", [1, 2], _clock.GetUtcNow()), default);
        await failures.AddAsync(Acme, new LoginFailure("south", "two", [], _clock.GetUtcNow().AddSeconds(1)), default);
        var listed = await failures.ListAsync(Acme, default);
        listed.Select(failure => failure.Place).ShouldBe(["one\uFFFD", "two"]);
        listed[0].Tag.ShouldBe([1, 2]);
        (await failures.ListAsync(TenantId.Parse("elsewhere"), default)).ShouldBeEmpty();
        (await failures.RemoveExpiredAsync(default)).ShouldBe(1);
        await failures.ForgetAsync(Acme, default);
        (await failures.ListAsync(Acme, default)).ShouldBeEmpty();
    }

    private QrLogin New() => new(North, DeviceId.Parse("mfp-1"), 42, [17, 42, 80], _clock.GetUtcNow() + TimeSpan.FromSeconds(90));
}
