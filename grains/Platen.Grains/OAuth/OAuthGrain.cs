using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Jobs;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.OAuth;

/// <inheritdoc cref="IOAuthGrain"/>
[StatelessWorker]
internal sealed partial class OAuthGrain(
    IRecordStore store, ITokens tokens, IAuthorizations authorizations, IDeviceLogins devices, ITries tries, ICredentialKeys keys, ClientProofs proofs, Secrets secrets, TimeProvider time)
    : Grain, IOAuthGrain
{
    private const int CountMax = 200;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<ImmutableArray<AuthorizedProgram>> ListAsync(UserId user, Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(actor, user, cancellationToken))
        {
            return [];
        }

        var programs = ImmutableArray.CreateBuilder<AuthorizedProgram>();
        foreach (var row in (await authorizations.ListAsync(Tenant, user, cancellationToken)).Take(CountMax))
        {
            if (await store.FindOAuthClientAsync(Tenant, row.Client, cancellationToken) is { Active: true } client)
            {
                programs.Add(new AuthorizedProgram
                {
                    Id = row.Id.ToString("D"), Client = row.Client.Value, ClientName = client.Name, Scopes = row.Scopes, Origin = row.Origin, GrantedAt = row.GrantedAt, UsedAt = row.UsedAt, EndsAt = row.EndsAt,
                });
            }
        }

        return programs.ToImmutable();
    }

    public async Task<CommandResult> EndAsync(UserId user, string id, Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(actor, user, cancellationToken))
        {
            return Refusals.NotYours;
        }

        if (!Guid.TryParseExact(id, "D", out var family) || await authorizations.FindAsync(Tenant, family, cancellationToken) is not { } row || row.User != user || !await authorizations.EndAsync(Tenant, family, cancellationToken))
        {
            return Refusals.NotFound("such program");
        }

        await AuditAsync(actor, "oauth.ended", user, true, [("client", row.Client.Value)], cancellationToken);
        return CommandResult.Done;
    }

    private Task<bool> MayAsync(Actor actor, UserId user, CancellationToken cancellationToken) => LoginsOf.MayEndAsync(store, Tenant, actor, user, cancellationToken);

    /// <summary>The rights of a scope; null: one is unknown, or not among those. Nothing asked for: all of them.</summary>
    private static ImmutableArray<Right>? Within(string scope, ImmutableArray<Right> most) =>
        OAuthWords.Scope(scope) is not { } asked ? null : asked.IsEmpty ? most : asked.All(most.Contains) ? asked : null;

    /// <summary>What of these the user holds now, anywhere.</summary>
    private async Task<ImmutableArray<Right>> HeldAsync(User user, ImmutableArray<Right> rights, CancellationToken cancellationToken)
    {
        if (await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
        {
            return [];
        }

        var actor = (await SessionViews.OfAsync(store, user, tenant, cancellationToken)).ToActor("");
        return [.. rights.Where(right => Rights.Has(actor, right))];
    }

    private async Task<User?> ActiveAsync(UserId user, CancellationToken cancellationToken) => await store.FindUserAsync(Tenant, user, cancellationToken) is { Active: true } row ? row : null;

    // asked at each use: what was tightened since holds for logins that run
    private async Task<AuthorizationLife> LifeAsync(OAuthClient client, CancellationToken cancellationToken) =>
        client.IsDesktop ? AuthorizationLife.Of(client, await store.FindTenantAsync(Tenant, cancellationToken)) : AuthorizationLife.Usual;

    // Whoever sets a password or shuts a user out writes the user's row and then ends what is open. What began in between is ended here (I5).
    private async Task<bool> IsUnchangedAsync(User before, CancellationToken cancellationToken) => await ActiveAsync(before.Id, cancellationToken) is { } after && after.PasswordHash == before.PasswordHash;

    /// <summary>Whether the user may agree to one more program; an old agreement with the same client makes room.</summary>
    private async Task<bool> MakeRoomAsync(UserId user, ClientId client, CancellationToken cancellationToken)
    {
        var rows = await authorizations.ListAsync(Tenant, user, cancellationToken);
        if (rows.Length < OAuthLimits.AuthorizationsPerUserMax)
        {
            return true;
        }

        var oldest = rows.Where(row => row.Client == client).MinBy(row => row.UsedAt ?? row.GrantedAt);
        return oldest is not null && await authorizations.EndAsync(Tenant, oldest.Id, cancellationToken);
    }

    private Task AuditAsync(OAuthClient client, string origin, string action, UserId? user, bool success, ImmutableArray<(string Name, string Value)> details, CancellationToken cancellationToken) =>
        AuditAsync(Actor.Client(client.Id, [], FactBounds.Text(origin, FactBounds.AddressMax)), action, user, success, [("client", client.Id.Value), .. details], cancellationToken);

    private async Task AuditAsync(Actor actor, string action, UserId? user, bool success, ImmutableArray<(string Name, string Value)> details, CancellationToken cancellationToken)
    {
        var subject = user is { } of ? $"user:{of}" : $"client:{details.FirstOrDefault(detail => detail.Name == "client").Value ?? "unknown"}";
        await store.CommitAsync(ConsoleCommit.Of(Tenant, [], ConsoleCommit.Audit(actor, Now, action, subject, success, details)), cancellationToken);
    }
}
