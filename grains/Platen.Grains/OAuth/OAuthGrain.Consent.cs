using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Grains.OAuth;

/// <summary>The authorization endpoint (RFC 6749, 4.1; RFC 7636; RFC 9207; RFC 9700). The user is asked each time: a native client's id is no proof (RFC 8252, 8.6).</summary>
internal sealed partial class OAuthGrain
{
    public async Task<ConsentView> LookAsync(AskConsent ask, Actor actor, CancellationToken cancellationToken) => (await CheckAsync(ask, actor, cancellationToken)).View;

    public async Task<ConsentView> AnswerAsync(AskConsent ask, bool agreed, Actor actor, CancellationToken cancellationToken)
    {
        var (view, client, user) = await CheckAsync(ask, actor, cancellationToken);
        if (client is null || user is null)
        {
            return view;
        }

        if (!agreed)
        {
            await AuditAsync(actor, "oauth.denied", user.Id, true, [("client", client.Id.Value)], cancellationToken);
            return await BackAsync(ask, OAuthError.AccessDenied, "The user said no.", cancellationToken);
        }

        if (!await MakeRoomAsync(user.Id, client.Id, cancellationToken))
        {
            return new ConsentView { Refusal = $"You let {OAuthLimits.AuthorizationsPerUserMax} programs act for you already; end one of them under 'My programs' first." };
        }

        var code = await GiveCodeAsync(ask, view, client, user, actor, cancellationToken);
        if (!await IsUnchangedAsync(user, cancellationToken))
        {
            await authorizations.EndAsync(Tenant, code.Family, cancellationToken);
            return await BackAsync(ask, OAuthError.AccessDenied, "The user was changed meanwhile.", cancellationToken);
        }

        await AuditAsync(actor, "oauth.agreed", user.Id, true, [("client", client.Id.Value), ("scopes", OAuthWords.Scope(view.Scopes)), ("by", "browser")], cancellationToken);
        return new ConsentView { Location = RedirectAddress.With(ask.RedirectUri, ("code", code.Text), ("state", ask.State), ("iss", await IssuerAsync(ask, cancellationToken))) };
    }

    private async Task<(Guid Family, string Text)> GiveCodeAsync(AskConsent ask, ConsentView view, OAuthClient client, User user, Actor actor, CancellationToken cancellationToken)
    {
        var row = new IssuedToken
        {
            Tenant = Tenant, Kind = TokenKind.Code, Family = Guid.CreateVersion7(Now), User = user.Id, Client = client.Id.Value, Scopes = view.Scopes,
            Context = $"{ask.CodeChallenge} {ask.RedirectUri}", IssuedAt = Now, EndsAt = Now + OAuthLimits.CodeKept,
        };
        await authorizations.AddAsync(
            new Authorization { Tenant = Tenant, Id = row.Family, User = user.Id, Client = client.Id, Scopes = view.Scopes, Origin = actor.Origin, GrantedAt = Now, EndsAt = Now + OAuthLimits.CodeLife }, cancellationToken);
        return (row.Family, await tokens.AddAsync(row, cancellationToken));
    }

    // Until client and address are known to belong together, nothing is sent anywhere (RFC 6749, 4.1.2.1).
    private async Task<(ConsentView View, OAuthClient? Client, User? User)> CheckAsync(AskConsent ask, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.InPerson || actor.UserId is not { } id || await ActiveAsync(id, cancellationToken) is not { } user)
        {
            return (new ConsentView { Refusal = "Log in yourself; no program can agree for you." }, null, null);
        }

        if (!ClientId.TryParse(ask.ClientId, out var name) || await store.FindOAuthClientAsync(Tenant, name, cancellationToken) is not { Active: true } client)
        {
            return (new ConsentView { Refusal = "No program of that name (client_id) is registered here." }, null, null);
        }

        if (ask.RedirectUri.Length is 0 or > OAuthLimits.RedirectAddressMax || !client.RedirectAddresses.Any(registered => RedirectAddress.Matches(registered, ask.RedirectUri)))
        {
            await AuditAsync(actor, "oauth.refused", user.Id, false, [("client", client.Id.Value), ("reason", "the redirect address is not registered")], cancellationToken);
            return (new ConsentView { Refusal = "The program wants the answer at an address (redirect_uri) that is not registered for it. If you did not come here from a page you trust, leave." }, null, null);
        }

        if (Wrong(ask, client) is var (error, what) && error.Length > 0)
        {
            return (await BackAsync(ask, error, what, cancellationToken), null, null);
        }

        if (Within(ask.Scope, client.Scopes) is not { } asked)
        {
            return (await BackAsync(ask, OAuthError.InvalidScope, "A scope is unknown, or not among those that are registered for the client.", cancellationToken), null, null);
        }

        var scopes = await HeldAsync(user, asked, cancellationToken);
        return scopes.IsEmpty
            ? (await BackAsync(ask, OAuthError.AccessDenied, "The user holds none of the rights that were asked for.", cancellationToken), null, null)
            : (await ViewAsync(ask, client, scopes, cancellationToken), client, user);
    }

    private async Task<ConsentView> ViewAsync(AskConsent ask, OAuthClient client, ImmutableArray<Right> scopes, CancellationToken cancellationToken)
    {
        var life = await LifeAsync(client, cancellationToken);
        return new ConsentView { ClientName = client.Name, Scopes = scopes, Source = RedirectAddress.Source(ask.RedirectUri), Refreshes = client.May(OAuthGrant.RefreshToken), Idle = life.Idle, Max = life.Max };
    }

    private static (string Error, string What) Wrong(AskConsent ask, OAuthClient client)
    {
        if (ask.Unsupported || ask.State.Length > OAuthLimits.StateMax)
        {
            return (OAuthError.InvalidRequest, "A parameter is there twice, too long, or not supported (request, request_uri, response_mode other than query).");
        }

        if (ask.ResponseType != "code")
        {
            return (ask.ResponseType.Length == 0 ? OAuthError.InvalidRequest : OAuthError.UnsupportedResponseType, "The response_type must be code.");
        }

        if (!client.May(OAuthGrant.AuthorizationCode))
        {
            return (OAuthError.UnauthorizedClient, "The client is not registered for authorization codes.");
        }

        return ask.CodeChallengeMethod == Pkce.Method && Pkce.IsChallenge(ask.CodeChallenge)
            ? ("", "")
            : (OAuthError.InvalidRequest, "A code_challenge with code_challenge_method=S256 is needed (RFC 7636); plain is not accepted.");
    }

    private async Task<ConsentView> BackAsync(AskConsent ask, string error, string what, CancellationToken cancellationToken) => new()
    {
        Location = RedirectAddress.With(
            ask.RedirectUri, ("error", error), ("error_description", what), ("state", ask.State.Length <= OAuthLimits.StateMax ? ask.State : ""), ("iss", await IssuerAsync(ask, cancellationToken))),
    };

    private async Task<string> IssuerAsync(AskConsent ask, CancellationToken cancellationToken) => OAuthIssuer.Of(await store.FindTenantAsync(Tenant, cancellationToken), ask.PublicAddress);
}
