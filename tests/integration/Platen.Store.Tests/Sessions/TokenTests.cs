using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Sessions;

[Collection(StoreCollection.Name)]
public sealed class TokenTests(StoreServer server)
{
    private static readonly TenantId Elsewhere = TenantId.Parse("elsewhere");

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Token_IsFoundByItsTextUntilItsEnd_InItsTenantOnly()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var tokens = store.Get<ITokens>();
        var row = Row(TokenKind.Personal);
        var text = await tokens.AddAsync(row, default);
        var found = (await tokens.FindAsync(Acme, text, default)).ShouldNotBeNull();
        (found.Kind, found.User, found.Family, found.Name, found.Certificate, found.EndsAt).ShouldBe((row.Kind, row.User, row.Family, row.Name, row.Certificate, row.EndsAt));
        found.Scopes.ShouldBe(row.Scopes);
        (await tokens.FindAsync(Elsewhere, text, default)).ShouldBeNull();
        (await tokens.RevokeAsync(Elsewhere, row.User!.Value, found.Id, default)).ShouldBeFalse();
        (await store.SqlAsync<string>("SELECT string_agg(t::text, '') FROM platen.tokens t"))!.ShouldNotContain(text);
        _clock.Advance(TimeSpan.FromHours(1));
        (await tokens.FindAsync(Acme, text, default)).ShouldBeNull();
        (await tokens.RemoveExpiredAsync(default)).ShouldBe(1);
    }

    [Fact]
    public async Task Token_UsedByManyAtOnce_WorksOnce()
    {
        // mutant: the update does not ask for used_at IS NULL
        await using var store = await server.NewStoreAsync(_clock);
        var tokens = store.Get<ITokens>();
        var text = await tokens.AddAsync(Row(TokenKind.Code), default);
        var uses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tokens.UseAsync(Acme, text, default)));
        uses.Count(used => used).ShouldBe(1);
    }

    [Fact]
    public async Task Family_Revoked_IsGoneAltogether()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var tokens = store.Get<ITokens>();
        var first = Row(TokenKind.Refresh);
        var texts = new[] { await tokens.AddAsync(first, default), await tokens.AddAsync(first with { Kind = TokenKind.Code }, default), await tokens.AddAsync(Row(TokenKind.Code), default) };
        (await tokens.RevokeFamilyAsync(Acme, first.Family, default)).ShouldBe(2);
        (await tokens.FindAsync(Acme, texts[0], default)).ShouldBeNull();
        (await tokens.FindAsync(Acme, texts[2], default)).ShouldNotBeNull();
    }

    private IssuedToken Row(TokenKind kind) => new()
    {
        Tenant = Acme,
        Kind = kind,
        Family = UserId.New(_clock).Value,
        User = UserId.New(_clock),
        Name = "script",
        Scopes = [Right.OwnJobs, Right.ReadDevices],
        Certificate = new string('a', 64),
        IssuedAt = _clock.GetUtcNow(),
        EndsAt = _clock.GetUtcNow().AddHours(1),
    };
}
