using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Users;

/// <summary>Begins sessions of users whose login was right, whichever way it was: each with the limits of its kind (AU18).</summary>
internal sealed class NewSessions(IRecordStore store, IWebSessions sessions, TenantId tenant)
{
    /// <summary>
    /// The token of a new session; null: the user's row was changed since the login was judged. Whoever revokes a user, or changes the password, changes the row and then ends the sessions: one that began in between is ended
    /// here, and the login is judged again (I5).
    /// </summary>
    /// <param name="user">Whose login was right, as the row was then.</param>
    /// <param name="kind">What the session is used with.</param>
    /// <param name="origin">From which address.</param>
    /// <param name="provenAt">When the user gave a proof of who it is; null: now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<string?> StartAsync(User user, SessionKind kind, string origin, DateTimeOffset? provenAt, CancellationToken cancellationToken)
    {
        var row = await store.FindTenantAsync(tenant, cancellationToken) ?? throw new InvalidOperationException($"Tenant '{tenant}' is not recorded, but has users.");
        var (idle, max) = Limits(kind, row);
        var token = await sessions.CreateAsync(tenant, user.Id, new SessionStart(kind, FactBounds.Text(origin, FactBounds.AddressMax), idle, max) { ProvenAt = provenAt }, cancellationToken);
        if (await store.FindUserAsync(tenant, user.Id, cancellationToken) is { Active: true } now && now.Version == user.Version)
        {
            return token;
        }

        await sessions.EndAsync(token, cancellationToken);
        return null;
    }

    /// <summary>How long a session of a kind may be idle, and last.</summary>
    public static (TimeSpan Idle, TimeSpan Max) Limits(SessionKind kind, Tenant tenant) =>
        kind == SessionKind.Program ? (tenant.ProgramIdle, tenant.ProgramMax) : (tenant.BrowserIdle, tenant.BrowserMax);
}
