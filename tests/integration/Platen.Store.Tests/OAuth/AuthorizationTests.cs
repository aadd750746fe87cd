using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.OAuth;

/// <summary>AU28, AU31: what may happen once happens once, whoever asks at the same time; what is over is over, and swept.</summary>
[Collection(StoreCollection.Name)]
public sealed class AuthorizationTests(StoreServer server)
{
    private static readonly TenantId Elsewhere = TenantId.Parse("elsewhere");
    private static readonly ClientId App = ClientId.Parse("app");

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Agreement_Activated_HandsOutItsFirstTokensOnce()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var (port, tokens, row) = (store.Get<IAuthorizations>(), store.Get<ITokens>(), Row());
        await port.AddAsync(row, default);
        (await port.ListAsync(Acme, row.User, default)).ShouldBeEmpty();
        var tries = Enumerable.Range(0, 8).Select(_ => New(row)).ToArray();
        var given = await Task.WhenAll(tries.Select(one => port.ActivateAsync(one, "", AuthorizationLife.Usual.EndOf(row, _clock.GetUtcNow()), default)));
        given.Count(done => done).ShouldBe(1);
        var won = tries[Array.IndexOf(given, true)];
        (await tokens.FindAsync(Acme, won.AccessText, default)).ShouldNotBeNull().Act.ShouldBe("a b");
        (await tokens.FindAsync(Elsewhere, won.AccessText, default)).ShouldBeNull();
        (await port.FindByRefreshAsync(Acme, won.RefreshText!, default)).ShouldNotBeNull().Id.ShouldBe(row.Id);
        (await port.FindByRefreshAsync(Elsewhere, won.RefreshText!, default)).ShouldBeNull();
        (await port.ListAsync(Acme, row.User, default)).ShouldHaveSingleItem().Scopes.ShouldBe(row.Scopes);
        (await port.CountTokensAsync(Acme, App, row.Id, default)).ShouldBe(1);
        (await port.EndAsync(Elsewhere, row.Id, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task RefreshToken_RotatedByManyAtOnce_GoesThroughOnce_AndItsFamilyIsKnownByEachFormerOne()
    {
        // mutant: the update does not compare the former secret
        await using var store = await server.NewStoreAsync(_clock);
        var (port, row) = (store.Get<IAuthorizations>(), Row());
        await port.AddAsync(row, default);
        var first = New(row);
        await port.ActivateAsync(first, "", AuthorizationLife.Usual.EndOf(row, _clock.GetUtcNow()), default);
        var rotations = Enumerable.Range(0, 8).Select(_ => New(row) with { RefreshText = RefreshText.Next(first.RefreshText!) }).ToArray();
        var done = await Task.WhenAll(rotations.Select(one => port.RotateAsync(one, first.RefreshText!, AuthorizationLife.Usual.EndOf(row, _clock.GetUtcNow()), default)));
        done.Count(yes => yes).ShouldBe(1);
        var won = rotations[Array.IndexOf(done, true)];
        (await port.RotateAsync(won, first.RefreshText!, AuthorizationLife.Usual.EndOf(row, _clock.GetUtcNow()), default)).ShouldBeTrue("the same rotation again, after a connection that died");
        (await port.FindByRefreshAsync(Acme, first.RefreshText!, default)).ShouldNotBeNull().RefreshSecret.ShouldBe(RefreshText.Secret(won.RefreshText!));
    }

    [Fact]
    public async Task AccessToken_OfAnAgreementThatIsGone_IsNone()
    {
        // mutant: only the rows of tokens are deleted; one that was written at the same time lives on
        await using var store = await server.NewStoreAsync(_clock);
        var (port, tokens, row) = (store.Get<IAuthorizations>(), store.Get<ITokens>(), Row());
        await port.AddAsync(row, default);
        var given = New(row);
        await port.ActivateAsync(given, "", AuthorizationLife.Usual.EndOf(row, _clock.GetUtcNow()), default);
        (await port.EndAsync(Acme, row.Id, default)).ShouldBeTrue();
        var late = await tokens.AddAsync(given.Access, default);
        (await tokens.FindAsync(Acme, late, default)).ShouldBeNull();

        var second = Row();
        await port.AddAsync(second, default);
        await port.ActivateAsync(given = New(second), "", AuthorizationLife.Usual.EndOf(second, _clock.GetUtcNow()), default);
        await tokens.RevokeAllAsync(Acme, second.User, default);
        (await tokens.FindAsync(Acme, given.AccessText, default)).ShouldBeNull();
        (await port.FindByRefreshAsync(Acme, given.RefreshText!, default)).ShouldBeNull();
    }

    [Fact]
    public async Task WhatIsOver_IsNotFound_AndSwept()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var (port, row) = (store.Get<IAuthorizations>(), Row());
        await port.AddAsync(row, default);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await port.FindAsync(Acme, row.Id, default)).ShouldBeNull();
        (await port.ActivateAsync(New(row), "", _clock.GetUtcNow().AddDays(1), default)).ShouldBeFalse();
        (await port.RemoveExpiredAsync(default)).ShouldBe(1);
    }

    [Fact]
    public async Task Device_AnsweredByManyAtOnce_IsAnsweredOnce_AndSlowedDownByItsHaste()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var (port, row) = (store.Get<IDeviceLogins>(), Row());
        var text = TokenText.New(TokenKind.DeviceCode);
        var code = new IssuedToken
        {
            Tenant = Acme, Kind = TokenKind.DeviceCode, Family = row.Id, Client = App.Value, Scopes = row.Scopes, IssuedAt = _clock.GetUtcNow(), EndsAt = _clock.GetUtcNow() + OAuthLimits.DeviceCodeKept,
        };
        (await port.AddAsync(code, text, "index", default)).ShouldBeTrue();
        (await port.AddAsync(code with { Family = UserId.New(_clock).Value }, TokenText.New(TokenKind.DeviceCode), "index", default)).ShouldBeFalse("the user code is taken");
        (await port.CountAsync(Acme, App, default)).ShouldBe(1);
        (await port.FindAsync(Elsewhere, "index", default)).ShouldBeNull();
        (await port.PollAsync(Acme, text, default)).ShouldNotBeNull().TooEarly.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromSeconds(3));
        (await port.PollAsync(Acme, text, default))!.TooEarly.ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(8));
        (await port.PollAsync(Acme, text, default))!.TooEarly.ShouldBeTrue("ten seconds, one of them forgiven");
        _clock.Advance(TimeSpan.FromSeconds(14));
        (await port.PollAsync(Acme, text, default))!.TooEarly.ShouldBeFalse();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => port.AnswerAsync(Acme, "index", number % 2 == 0 ? row : null, default)));
        answers.Count(done => done).ShouldBe(1);
        (await port.FindAsync(Acme, "index", default)).ShouldBeNull();
        (await port.PollAsync(Acme, text, default))!.State.ShouldNotBe(DeviceLoginState.Pending);
    }

    [Fact]
    public async Task Tries_AreCountedInTheirWindow_EachOfManyAtOnce()
    {
        await using var store = await server.NewStoreAsync(_clock);
        var tries = store.Get<ITries>();
        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tries.CountAsync(Acme, "who", TimeSpan.FromMinutes(1), default)));
        counts.Order().ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        (await tries.CountAsync(Elsewhere, "who", TimeSpan.FromMinutes(1), default)).ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await tries.CountAsync(Acme, "who", TimeSpan.FromMinutes(1), default)).ShouldBe(1);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await tries.RemoveExpiredAsync(default)).ShouldBe(2);
    }

    private Authorization Row() => new()
    {
        Tenant = Acme, Id = UserId.New(_clock).Value, User = UserId.New(_clock), Client = App, Scopes = [Right.OwnJobs, Right.ReadQueues], GrantedAt = _clock.GetUtcNow(), EndsAt = _clock.GetUtcNow().AddMinutes(1),
    };

    private NewTokens New(Authorization row) => new(
        new IssuedToken
        {
            Tenant = Acme, Kind = TokenKind.Access, Family = row.Id, User = row.User, Client = App.Value, Scopes = row.Scopes, Act = "a b", IssuedAt = _clock.GetUtcNow(), EndsAt = _clock.GetUtcNow() + OAuthLimits.AccessLife,
        },
        TokenText.New(TokenKind.Access),
        RefreshText.New());
}
