using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Users;

namespace Platen.Grains.Tokens;

/// <summary>What a token opens now, by the records themselves: its user, or its client, and every party that acts between them must be there still.</summary>
internal static class TokenViews
{
    /// <summary>The view of a token that is on record; null: it opens nothing any more.</summary>
    public static async Task<SessionView?> OfAsync(IRecordStore store, IssuedToken row, CancellationToken cancellationToken) => (await WithClientAsync(store, row, cancellationToken)).View;

    /// <summary>The same, with the client that the token was given to; null: it is a personal one.</summary>
    public static async Task<(SessionView? View, OAuthClient? Client)> WithClientAsync(IRecordStore store, IssuedToken row, CancellationToken cancellationToken)
    {
        var client = row.Client.Length > 0 ? await ClientAsync(store, row, cancellationToken) : null;
        if ((row.Client.Length > 0 && client is null) || !await ActorsAsync(store, row, cancellationToken))
        {
            return (null, null);
        }

        var view = row.User is { } user ? await OfUserAsync(store, row, user, cancellationToken) : client is null ? null : OfClient(row, client);
        return view is null ? (null, null) : (view with
        {
            StartedAt = row.IssuedAt,
            EndsAt = row.EndsAt,
            // what the client may have less of since, its tokens have less of
            Limit = client is null ? row.Scopes : [.. row.Scopes.Intersect(client.Scopes)],
            Client = client is null ? $"token {row.Id[..8]}" : $"client {client.Id}{(row.Act.Length > 0 ? $" act {row.Act}" : "")}",
        }, client);
    }

    private static async Task<SessionView?> OfUserAsync(IRecordStore store, IssuedToken row, UserId user, CancellationToken cancellationToken) =>
        await store.FindUserAsync(row.Tenant, user, cancellationToken) is { Active: true } owner && await store.FindTenantAsync(row.Tenant, cancellationToken) is { } tenant
            ? await SessionViews.OfAsync(store, owner, tenant, cancellationToken)
            : null;

    private static SessionView OfClient(IssuedToken row, OAuthClient client) => new()
    {
        User = new User { Tenant = row.Tenant, Id = default, LoginName = client.Id.Value, DisplayName = client.Name, Role = UserRole.User },
        StartedAt = default,
        EndsAt = default,
        Held = client.Held(),
        OwnName = client.Id.Value,
    };

    private static async Task<bool> ActorsAsync(IRecordStore store, IssuedToken row, CancellationToken cancellationToken)
    {
        foreach (var name in row.Act.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(name => name != row.Client))
        {
            if (await ClientAsync(store, row with { Client = name }, cancellationToken) is null)
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<OAuthClient?> ClientAsync(IRecordStore store, IssuedToken row, CancellationToken cancellationToken) =>
        ClientId.TryParse(row.Client, out var id) && await store.FindOAuthClientAsync(row.Tenant, id, cancellationToken) is { Active: true } client ? client : null;
}
