using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Tokens;

namespace Platen.Grains.OAuth;

/// <summary>Token exchange (RFC 8693), revocation (RFC 7009), introspection (RFC 7662).</summary>
internal sealed partial class OAuthGrain
{
    public async Task<TokenReply> RevokeAsync(AboutToken ask, CancellationToken cancellationToken)
    {
        var (client, refusal) = await ProvenAsync(ask.Proof, cancellationToken);
        if (client is null)
        {
            return refusal!;
        }

        if (TokenText.KindOf(ask.Token) == TokenKind.Access && await tokens.FindAsync(Tenant, ask.Token, cancellationToken) is { } access)
        {
            return access.Client == client.Id.Value ? await EndTokenAsync(client, ask, access, cancellationToken) : Foreign;
        }

        // a former refresh token ends its family as well: who holds it was given it once
        if (await authorizations.FindByRefreshAsync(Tenant, ask.Token, cancellationToken) is { } row)
        {
            if (row.Client != client.Id)
            {
                return Foreign;
            }

            await authorizations.EndAsync(Tenant, row.Id, cancellationToken);
            await AuditAsync(client, ask.Proof.Origin, "oauth.revoked", row.User, true, [("token", "refresh")], cancellationToken);
        }

        // what is unknown is ended already (RFC 7009, 2.2)
        return new TokenReply();
    }

    public async Task<TokenState> IntrospectAsync(AboutToken ask, CancellationToken cancellationToken)
    {
        var (client, refusal) = await ProvenAsync(ask.Proof, cancellationToken);
        if (client is null || !client.IsConfidential)
        {
            return new TokenState { Error = OAuthError.InvalidClient, Description = refusal?.Description ?? "Only clients that prove who they are may ask about tokens." };
        }

        var row = TokenText.KindOf(ask.Token) switch
        {
            TokenKind.Access => await tokens.FindAsync(Tenant, ask.Token, cancellationToken),
            TokenKind.Refresh => await RefreshRowAsync(ask.Token, cancellationToken),
            _ => null,
        };
        if (row is null || (row.Client != client.Id.Value && !client.MayIntrospect) || await TokenViews.OfAsync(store, row, cancellationToken) is not { } view)
        {
            return new TokenState();
        }

        var actor = view.ToActor("");
        return new TokenState
        {
            Active = true,
            Scope = OAuthWords.Scope(row.Scopes.Where(right => Rights.Has(actor, right))),
            Client = row.Client,
            UserName = row.User is null ? "" : view.User.LoginName,
            Subject = row.User is { } user ? user.ToString() : row.Client,
            IsRefresh = row.Kind == TokenKind.Refresh,
            IssuedAt = row.IssuedAt,
            EndsAt = row.EndsAt,
            Certificate = row.Certificate,
            Act = row.Act,
        };
    }

    private static TokenReply Foreign => Error(OAuthError.InvalidGrant, "The token was given to another client.");

    private async Task<TokenReply> EndTokenAsync(OAuthClient client, AboutToken ask, IssuedToken row, CancellationToken cancellationToken)
    {
        await tokens.RemoveAsync(row, cancellationToken);
        await AuditAsync(client, ask.Proof.Origin, "oauth.revoked", row.User, true, [("token", "access")], cancellationToken);
        return new TokenReply();
    }

    private async Task<IssuedToken?> RefreshRowAsync(string text, CancellationToken cancellationToken) =>
        await authorizations.FindByRefreshAsync(Tenant, text, cancellationToken) is { } row && row.RefreshSecret.AsSpan().SequenceEqual(RefreshText.Secret(text))
            ? new IssuedToken
            {
                Tenant = Tenant, Kind = TokenKind.Refresh, Family = row.Id, User = row.User, Client = row.Client.Value, Scopes = row.Scopes, Certificate = row.Certificate, IssuedAt = row.GrantedAt, EndsAt = row.EndsAt,
            }
            : null;

    // A terminal shows the user's token, and its own if it likes, and gets one by which it acts for the user: never wider, never longer, and gone with the user's agreement.
    private async Task<TokenReply> OfTokenAsync(OAuthClient client, AskToken ask, CancellationToken cancellationToken)
    {
        if (ask.NamesTarget)
        {
            return Error("invalid_target", "Tokens are good at this server only; leave out resource and audience.");
        }

        if (ask.SubjectTokenType != OAuthWords.AccessTokenType || ask.RequestedTokenType is not ("" or OAuthWords.AccessTokenType) || (ask.ActorToken.Length > 0 ? ask.ActorTokenType != OAuthWords.AccessTokenType : ask.ActorTokenType.Length > 0))
        {
            return Error(OAuthError.InvalidRequest, $"Token types are {OAuthWords.AccessTokenType} only, and an actor_token comes with its type.");
        }

        if (await ShownAsync(ask.SubjectToken, ask.Proof, cancellationToken) is not { User: { } id } subject || await ActiveAsync(id, cancellationToken) is not { } user)
        {
            return Error(OAuthError.InvalidRequest, "The subject_token is no access token of a user, or is over, or bound to another certificate.");
        }

        if (ask.ActorToken.Length > 0 && (await ShownAsync(ask.ActorToken, ask.Proof, cancellationToken) is not { User: null } own || own.Client != client.Id.Value))
        {
            return Error(OAuthError.InvalidRequest, "The actor_token is none that the client has in its own name.");
        }

        ImmutableArray<string> actors = [client.Id.Value, .. subject.Act.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        if (actors.Length > OAuthLimits.ActorsMax)
        {
            return Error(OAuthError.InvalidRequest, $"{OAuthLimits.ActorsMax} parties act for each other at most.");
        }

        ImmutableArray<Right> most = [.. subject.Scopes.Intersect(client.Scopes)];
        if (Within(ask.Scope, most) is not { IsEmpty: false } scopes)
        {
            return Error(OAuthError.InvalidScope, "A scope is unknown, or more than the subject_token and the client have.");
        }

        if (await authorizations.CountTokensAsync(Tenant, client.Id, subject.Family, cancellationToken) >= OAuthLimits.TokensPerAuthorizationMax)
        {
            return Error(OAuthError.TemporarilyUnavailable, $"{OAuthLimits.TokensPerAuthorizationMax} access tokens of this login are good now; use one of them.");
        }

        var row = Access(client, ask.Proof, subject.Family, id, scopes) with { Act = string.Join(' ', actors), EndsAt = subject.EndsAt < Now + OAuthLimits.AccessLife ? subject.EndsAt : Now + OAuthLimits.AccessLife };
        var text = await tokens.AddAsync(row, cancellationToken);
        var reply = await GivenAsync(client, ask.Proof, new(row, text, null), user, "token-exchange", row.EndsAt, [("subject-client", subject.Client), ("act", row.Act)], cancellationToken);
        return reply with { IsExchange = reply.Error.Length == 0 };
    }

    private async Task<IssuedToken?> ShownAsync(string text, ClientProof proof, CancellationToken cancellationToken) =>
        TokenText.KindOf(text) == TokenKind.Access && await tokens.FindAsync(Tenant, text, cancellationToken) is { } row && (row.Certificate.Length == 0 || row.Certificate == proof.Certificate)
            && await TokenViews.OfAsync(store, row, cancellationToken) is not null ? row : null;
}
