using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Users;

namespace Platen.Grains.OAuth;

/// <summary>The token endpoint (RFC 6749, 3.2): one method a grant.</summary>
internal sealed partial class OAuthGrain
{
    public async Task<TokenReply> TokenAsync(AskToken ask, CancellationToken cancellationToken)
    {
        var (client, refusal) = await ProvenAsync(ask.Proof, cancellationToken);
        if (client is null)
        {
            return refusal!;
        }

        var grant = OAuthWords.Grant(ask.GrantType);
        if (grant == OAuthGrant.Unspecified || (grant == OAuthGrant.Password && await store.FindTenantAsync(Tenant, cancellationToken) is not { PasswordGrant: true }))
        {
            return Error(OAuthError.UnsupportedGrantType, "That grant_type is not offered here; the metadata names those that are.");
        }

        if (!client.May(grant))
        {
            return Error(OAuthError.UnauthorizedClient, "The client is not registered for that grant_type.");
        }

        return grant switch
        {
            OAuthGrant.AuthorizationCode => await OfCodeAsync(client, ask, cancellationToken),
            OAuthGrant.DeviceCode => await OfDeviceAsync(client, ask, cancellationToken),
            OAuthGrant.RefreshToken => await OfRefreshAsync(client, ask, cancellationToken),
            OAuthGrant.ClientCredentials => await OfClientAsync(client, ask, cancellationToken),
            OAuthGrant.TokenExchange => await OfTokenAsync(client, ask, cancellationToken),
            _ => await OfPasswordAsync(client, ask, cancellationToken),
        };
    }

    private static TokenReply Error(string code, string what) => new() { Error = code, Description = what };

    private async Task<(OAuthClient? Client, TokenReply? Refusal)> ProvenAsync(ClientProof proof, CancellationToken cancellationToken)
    {
        var (client, proven) = await proofs.CheckAsync(Tenant, proof, cancellationToken);
        if (client is not null && !proven && proof.Secret.Length > 0)
        {
            await RefuseAsync(client, proof, null, "the client's secret is wrong", cancellationToken);
        }

        return proven ? (client, null) : (null, Error(OAuthError.InvalidClient, "The client is not known here, or has not shown that it is the one."));
    }

    private async Task<TokenReply> OfCodeAsync(OAuthClient client, AskToken ask, CancellationToken cancellationToken)
    {
        if (TokenText.KindOf(ask.Code) != TokenKind.Code || await tokens.FindAsync(Tenant, ask.Code, cancellationToken) is not { } row || row.Client != client.Id.Value)
        {
            return await RefuseAsync(client, ask.Proof, null, "the code is none of this client's, or is over", cancellationToken);
        }

        var user = await ActiveAsync(row.User!.Value, cancellationToken);
        if (row.UsedAt is not null || !await tokens.UseAsync(Tenant, ask.Code, cancellationToken))
        {
            // used again, by whomever: what came from it ends (RFC 6749, 4.1.2)
            await tokens.RevokeFamilyAsync(Tenant, row.Family, cancellationToken);
            await AuditAsync(client, ask.Proof.Origin, "oauth.code-reused", row.User, false, [], cancellationToken);
            return Error(OAuthError.InvalidGrant, "The code was used before; all that came from it has ended.");
        }

        var context = row.Context.Split(' ', 2);
        var wrong = Now >= row.IssuedAt + OAuthLimits.CodeLife ? "the code is over"
            : context[1] != ask.RedirectUri ? "the redirect_uri is another one than the code was sent to"
            : !Pkce.Verify(context[0], ask.CodeVerifier) ? "the code_verifier is not the code's" : "";
        if (wrong.Length > 0 || user is null)
        {
            await authorizations.EndAsync(Tenant, row.Family, cancellationToken);
            return await RefuseAsync(client, ask.Proof, row.User, wrong.Length > 0 ? wrong : "the user is shut out", cancellationToken);
        }

        return await FirstAsync(client, ask.Proof, row, user, "authorization_code", cancellationToken);
    }

    private async Task<TokenReply> OfDeviceAsync(OAuthClient client, AskToken ask, CancellationToken cancellationToken)
    {
        if (TokenText.KindOf(ask.DeviceCode) != TokenKind.DeviceCode || await devices.PollAsync(Tenant, ask.DeviceCode, cancellationToken) is not { } login || login.Row.Client != client.Id.Value || login.Row.UsedAt is not null)
        {
            return await RefuseAsync(client, ask.Proof, null, "the device code is none of this client's, or is used", cancellationToken);
        }

        if (login.IsOver(Now))
        {
            return Error(OAuthError.ExpiredToken, "The device code is over; begin again.");
        }

        if (login.TooEarly)
        {
            return Error(OAuthError.SlowDown, $"Wait {OAuthLimits.PollSeconds} seconds longer between two polls from now on.");
        }

        if (login.State != DeviceLoginState.Approved)
        {
            return login.State == DeviceLoginState.Denied ? Error(OAuthError.AccessDenied, "The user said no.") : Error(OAuthError.AuthorizationPending, "The user has not answered yet.");
        }

        if (login.Row.Certificate.Length > 0 && login.Row.Certificate != ask.Proof.Certificate)
        {
            return await RefuseAsync(client, ask.Proof, login.Row.User, "the certificate is not the one that the device began with", cancellationToken);
        }

        return login.Row.User is { } id && await ActiveAsync(id, cancellationToken) is { } user && await tokens.UseAsync(Tenant, ask.DeviceCode, cancellationToken)
            ? await FirstAsync(client, ask.Proof, login.Row, user, "device_code", cancellationToken)
            : await RefuseAsync(client, ask.Proof, login.Row.User, "the device code is used, or its user is shut out", cancellationToken);
    }

    private async Task<TokenReply> OfRefreshAsync(OAuthClient client, AskToken ask, CancellationToken cancellationToken)
    {
        if (await authorizations.FindByRefreshAsync(Tenant, ask.RefreshToken, cancellationToken) is not { } row || row.Client != client.Id)
        {
            return await RefuseAsync(client, ask.Proof, null, "the refresh token is none of this client's, or is over", cancellationToken);
        }

        if (row.Certificate.Length > 0 && row.Certificate != ask.Proof.Certificate)
        {
            return await RefuseAsync(client, ask.Proof, row.User, "the refresh token is bound to another certificate", cancellationToken);
        }

        if (!row.RefreshSecret.AsSpan().SequenceEqual(RefreshText.Secret(ask.RefreshToken)))
        {
            return await ReusedAsync(client, ask.Proof, row, cancellationToken);
        }

        var life = await LifeAsync(client, cancellationToken);
        if (life.IsOver(row, Now))
        {
            await authorizations.EndAsync(Tenant, row.Id, cancellationToken);
            return await RefuseAsync(client, ask.Proof, row.User, "the login was not used for too long, or has lasted as long as it may", cancellationToken);
        }

        if (Within(ask.Scope, row.Scopes) is not { } scopes)
        {
            return Error(OAuthError.InvalidScope, "A scope is unknown, or more than the user agreed to.");
        }

        if (await ActiveAsync(row.User, cancellationToken) is not { } user)
        {
            return await RefuseAsync(client, ask.Proof, row.User, "the user is shut out", cancellationToken);
        }

        if (await authorizations.CountTokensAsync(Tenant, client.Id, row.Id, cancellationToken) >= OAuthLimits.TokensPerAuthorizationMax)
        {
            return Error(OAuthError.TemporarilyUnavailable, $"{OAuthLimits.TokensPerAuthorizationMax} access tokens of this login are good now; use one of them.");
        }

        var next = new NewTokens(Access(client, ask.Proof, row.Id, row.User, scopes), TokenText.New(TokenKind.Access), RefreshText.Next(ask.RefreshToken));
        var end = life.EndOf(row, Now);
        if (!await authorizations.RotateAsync(next, ask.RefreshToken, end, cancellationToken))
        {
            return await ReusedAsync(client, ask.Proof, row, cancellationToken);
        }

        return await GivenAsync(client, ask.Proof, next, user, "refresh_token", end, [], cancellationToken);
    }

    private async Task<TokenReply> OfClientAsync(OAuthClient client, AskToken ask, CancellationToken cancellationToken)
    {
        if (Within(ask.Scope, [.. client.Held().Select(held => held.Right)]) is not { IsEmpty: false } scopes)
        {
            return Error(OAuthError.InvalidScope, "A scope is unknown, or not among those that the client holds in its own name.");
        }

        if (await authorizations.CountTokensAsync(Tenant, client.Id, null, cancellationToken) >= OAuthLimits.TokensPerClientMax)
        {
            return Error(OAuthError.TemporarilyUnavailable, $"{OAuthLimits.TokensPerClientMax} access tokens of this client are good now; use one of them.");
        }

        var row = Access(client, ask.Proof, Guid.CreateVersion7(Now), null, scopes);
        var text = await tokens.AddAsync(row, cancellationToken);
        await AuditAsync(client, ask.Proof.Origin, "oauth.token", null, true, [("grant", "client_credentials"), ("scopes", OAuthWords.Scope(scopes))], cancellationToken);
        return new TokenReply { AccessToken = text, ExpiresIn = row.EndsAt - row.IssuedAt, Scope = OAuthWords.Scope(scopes) };
    }

    // AU29: for old programs, and only where an administrator has switched it on. Locks and delays are those of any login.
    private async Task<TokenReply> OfPasswordAsync(OAuthClient client, AskToken ask, CancellationToken cancellationToken)
    {
        var known = ask.UserName.Length is > 0 and <= UserRules.LoginNameMax ? await store.FindUserByLoginAsync(Tenant, ask.UserName, cancellationToken) : null;
        if (known is null)
        {
            await secrets.VerifyAsync("", ask.Password, pepper: null, cancellationToken);
            return await RefuseAsync(client, ask.Proof, null, "the login name or the password is wrong", cancellationToken);
        }

        var login = await GrainFactory.User(Tenant, known.Id).LogInAsync(ask.Password, ask.Proof.Origin, cancellationToken);
        if (login is not { Code: LogInCode.Ok, User: { } user })
        {
            return await RefuseAsync(client, ask.Proof, known.Id, "the login name or the password is wrong", cancellationToken);
        }

        if (InitialPassword.Is(user))
        {
            return await RefuseAsync(client, ask.Proof, user.Id, "the user has an initial password, and has to choose an own one first", cancellationToken);
        }

        // whose company demands a second factor sets it up in a browser first; with one, the login above asked for its code, which this grant cannot carry
        if (await MustSetUpFactorAsync(user, cancellationToken))
        {
            return await RefuseAsync(client, ask.Proof, user.Id, "the user has to set up a second factor first", cancellationToken);
        }

        if (Within(ask.Scope, client.Scopes) is not { } asked || await HeldAsync(user, asked, cancellationToken) is not { IsEmpty: false } scopes)
        {
            return Error(OAuthError.InvalidScope, "A scope is unknown, or more than client and user have.");
        }

        if (!await MakeRoomAsync(user.Id, client.Id, cancellationToken))
        {
            return Error(OAuthError.TemporarilyUnavailable, $"The user lets {OAuthLimits.AuthorizationsPerUserMax} programs act already.");
        }

        var row = Access(client, ask.Proof, Guid.CreateVersion7(Now), user.Id, scopes);
        await authorizations.AddAsync(new Authorization { Tenant = Tenant, Id = row.Family, User = user.Id, Client = client.Id, Scopes = scopes, Origin = ask.Proof.Origin, GrantedAt = Now, EndsAt = row.EndsAt }, cancellationToken);
        return await FirstAsync(client, ask.Proof, row, user, "password", cancellationToken);
    }

    private async Task<bool> MustSetUpFactorAsync(User user, CancellationToken cancellationToken) =>
        await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant
        || FactorRules.MustSetUp(user, tenant, user.Role == UserRole.Administrator || !(await SessionViews.OfAsync(store, user, tenant, cancellationToken)).Held.IsEmpty);

    /// <summary>The first tokens of an agreement.</summary>
    private async Task<TokenReply> FirstAsync(OAuthClient client, ClientProof proof, IssuedToken from, User user, string grant, CancellationToken cancellationToken)
    {
        if (await authorizations.FindAsync(Tenant, from.Family, cancellationToken) is not { } agreement)
        {
            return await RefuseAsync(client, proof, user.Id, "the agreement has ended", cancellationToken);
        }

        var first = new NewTokens(Access(client, proof, from.Family, user.Id, from.Scopes), TokenText.New(TokenKind.Access), client.May(OAuthGrant.RefreshToken) ? RefreshText.New() : null);
        var binding = client.IsConfidential ? "" : proof.Certificate;
        var end = first.RefreshText is null ? first.Access.EndsAt : (await LifeAsync(client, cancellationToken)).EndOf(agreement, Now);
        return await authorizations.ActivateAsync(first, binding, end, cancellationToken)
            ? await GivenAsync(client, proof, first, user, grant, end, [], cancellationToken)
            : await RefuseAsync(client, proof, user.Id, "the agreement has ended", cancellationToken);
    }

    private async Task<TokenReply> GivenAsync(OAuthClient client, ClientProof proof, NewTokens given, User user, string grant, DateTimeOffset end, ImmutableArray<(string, string)> details, CancellationToken cancellationToken)
    {
        if (!await IsUnchangedAsync(user, cancellationToken))
        {
            await authorizations.EndAsync(Tenant, given.Access.Family, cancellationToken);
            return await RefuseAsync(client, proof, user.Id, "the user was changed meanwhile", cancellationToken);
        }

        var scope = OAuthWords.Scope(given.Access.Scopes);
        await AuditAsync(client, proof.Origin, "oauth.token", user.Id, true, [("grant", grant), ("scopes", scope), .. details], cancellationToken);
        return new TokenReply { AccessToken = given.AccessText, ExpiresIn = given.Access.EndsAt - given.Access.IssuedAt, RefreshToken = given.RefreshText ?? "", RefreshExpiresIn = given.RefreshText is null ? TimeSpan.Zero : end - Now, Scope = scope };
    }

    private IssuedToken Access(OAuthClient client, ClientProof proof, Guid family, UserId? user, ImmutableArray<Right> scopes) => new()
    {
        Tenant = Tenant, Kind = TokenKind.Access, Family = family, User = user, Client = client.Id.Value, Scopes = scopes, Certificate = proof.Certificate, IssuedAt = Now, EndsAt = Now + OAuthLimits.AccessLife,
    };

    // somebody has a copy of the token, and nobody can tell who is the thief: all that came from it ends (RFC 9700, 4.14.2)
    private async Task<TokenReply> ReusedAsync(OAuthClient client, ClientProof proof, Authorization row, CancellationToken cancellationToken)
    {
        await authorizations.EndAsync(Tenant, row.Id, cancellationToken);
        await AuditAsync(client, proof.Origin, "oauth.refresh-reused", row.User, false, [("agreed", row.GrantedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture))], cancellationToken);
        return Error(OAuthError.InvalidGrant, "The refresh token was used before; all that came from it has ended. Let the user log in again.");
    }

    // what names no user anybody can send: some of it a minute is enough in the log
    private async Task<TokenReply> RefuseAsync(OAuthClient client, ClientProof proof, UserId? user, string why, CancellationToken cancellationToken)
    {
        if (user is not null || await tries.CountAsync(Tenant, $"oauth-refused:{client.Id}", TimeSpan.FromMinutes(1), cancellationToken) <= OAuthLimits.RefusalsLoggedMax)
        {
            await AuditAsync(client, proof.Origin, "oauth.refused", user, false, [("reason", why)], cancellationToken);
        }

        return Error(OAuthError.InvalidGrant, char.ToUpperInvariant(why[0]) + why[1..] + ".");
    }
}
