using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Sessions;

[Collection(StoreCollection.Name)]
public sealed class SessionTests(StoreServer server)
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Session_WhileUsed_SlidesUntilItsEnd()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var sessions = store.Get<IWebSessions>();
        var user = UserId.New(_clock);
        var token = await sessions.CreateAsync(Acme, user, default);
        for (var minutes = 0; minutes < 12 * 60 - 20; minutes += 20)
        {
            _clock.Advance(TimeSpan.FromMinutes(20));
            var session = (await sessions.FindAsync(token, default)).ShouldNotBeNull();
            (session.Tenant, session.User).ShouldBe((Acme, user));
        }

        _clock.Advance(TimeSpan.FromMinutes(20));
        (await sessions.FindAsync(token, default)).ShouldBeNull("after twelve hours it is over, however busy it was");
        (await sessions.RemoveExpiredAsync(default)).ShouldBe(1);
    }

    [Fact]
    public async Task Session_ThatIsIdle_IsOver()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var sessions = store.Get<IWebSessions>();
        var token = await sessions.CreateAsync(Acme, UserId.New(_clock), default);
        _clock.Advance(TimeSpan.FromMinutes(30));
        (await sessions.FindAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Session_WithLimitsOfItsOwn_IsListedUntilTheyEnd()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var sessions = store.Get<IWebSessions>();
        var user = UserId.New(_clock);
        var token = await sessions.CreateAsync(Acme, user, new SessionStart(SessionKind.Program, "192.0.2.7", TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)), default);
        var listed = (await sessions.ListAsync(Acme, user, default)).ShouldHaveSingleItem();
        (listed.Kind, listed.Origin, listed.EndsAt - listed.StartedAt).ShouldBe((SessionKind.Program, "192.0.2.7", TimeSpan.FromHours(1)));
        (await sessions.ListAsync(Platen.Domain.Tenants.TenantId.Parse("elsewhere"), user, default)).ShouldBeEmpty();
        (await sessions.EndOneAsync(Platen.Domain.Tenants.TenantId.Parse("elsewhere"), user, listed.Id, default)).ShouldBeFalse("another tenant's (TN02)");
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await sessions.ListAsync(Acme, user, default)).ShouldBeEmpty();
        (await sessions.FindAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Session_EndedOrOfAnEndedUser_IsGone()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var sessions = store.Get<IWebSessions>();
        var user = UserId.New(_clock);
        var tokens = new[] { await sessions.CreateAsync(Acme, user, default), await sessions.CreateAsync(Acme, user, default), await sessions.CreateAsync(Acme, user, default) };
        await sessions.EndAsync(tokens[0], default);
        (await sessions.FindAsync(tokens[0], default)).ShouldBeNull();
        (await sessions.EndAllAsync(Acme, user, default)).ShouldBe(2);
        (await sessions.FindAsync(tokens[1], default)).ShouldBeNull();
    }

    [Fact]
    public async Task Token_IsNowhereInTheDatabase()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var token = await store.Get<IWebSessions>().CreateAsync(Acme, UserId.New(_clock), default);
        var setup = await store.Get<ISetupTokens>().IssueAsync(Acme, TimeSpan.FromHours(1), default);
        var dump = await store.SqlAsync<string>("SELECT (SELECT string_agg(s::text, '') FROM platen.web_sessions s) || (SELECT string_agg(s::text, '') FROM platen.setup_tokens s)");
        dump.ShouldNotBeNull();
        dump.ShouldNotContain(token);
        dump.ShouldNotContain(setup);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ")]
    public async Task Find_OfWhatIsNoToken_IsNull(string token)
    {
        await using var store = await server.NewStoreAsync(_clock);
        (await store.Get<IWebSessions>().FindAsync(token, default)).ShouldBeNull();
        (await store.Get<ISetupTokens>().ConsumeAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task SetupToken_ConsumedByManyAtOnce_WorksOnce()
    {
        // mutant: read, then delete; several requests set the tenant up
        await using var store = await server.NewStoreAsync(_clock);
        var tokens = store.Get<ISetupTokens>();
        var token = await tokens.IssueAsync(Acme, TimeSpan.FromHours(1), default);
        (await tokens.CheckAsync(token, default)).ShouldBe(Acme);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => tokens.ConsumeAsync(token, default)));
        results.Count(r => r == Acme).ShouldBe(1);
        (await tokens.CheckAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task SetupToken_ReissuedOrOver_NoLongerWorks()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var tokens = store.Get<ISetupTokens>();
        var first = await tokens.IssueAsync(Acme, TimeSpan.FromHours(1), default);
        var second = await tokens.IssueAsync(Acme, TimeSpan.FromHours(1), default);
        (await tokens.ConsumeAsync(first, default)).ShouldBeNull();
        _clock.Advance(TimeSpan.FromHours(1));
        (await tokens.ConsumeAsync(second, default)).ShouldBeNull();
    }

    [Fact]
    public async Task CredentialKey_AskedForByManyProcessesAtOnce_IsOne()
    {
        // mutant: each keeps the key that it made itself
        await using var one = await server.NewStoreAsync();
        await using var two = await TestStore.StartAsync(one.ConnectionString);
        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : two).Get<ICredentialKeys>().GetAsync(Acme, default)));
        keys.Select(k => Convert.ToHexString(k.AsSpan())).Distinct().ShouldHaveSingleItem().Length.ShouldBe(64);
        var other = await one.Get<ICredentialKeys>().GetAsync(Domain.Tenants.TenantId.Parse("other"), default);
        other.ShouldNotBe(keys[0]);
    }

    [Fact]
    public async Task CredentialKey_UnderAnotherMasterKeyOrTenant_IsRefusedWithTheFix()
    {
        // mutant: no associated data, and a wrapped key can be copied to another tenant
        await using var store = await server.NewStoreAsync();
        await store.Get<ICredentialKeys>().GetAsync(Acme, default);
        await using var stranger = await TestStore.StartAsync(store.ConnectionString, masterKey: 8);
        (await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(stranger.Get<ICredentialKeys>().GetAsync(Acme, default))).Message.ShouldContain("master key");

        await store.SqlAsync<int>("INSERT INTO platen.credential_keys SELECT 'other', wrapped FROM platen.credential_keys");
        await Should.ThrowAsync<System.Security.Cryptography.CryptographicException>(store.Get<ICredentialKeys>().GetAsync(Domain.Tenants.TenantId.Parse("other"), default));
    }
}
