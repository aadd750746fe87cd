using Platen.Domain.Tenants;

namespace Platen.Domain.OAuth;

/// <summary>How long a program may act after its user agreed. Taken anew from the settings at each use, so a limit that is tightened holds for logins that run.</summary>
/// <param name="Idle">What is not used so long is over.</param>
/// <param name="Max">From the agreement on; then the user must agree again, however busy the program is.</param>
public readonly record struct AuthorizationLife(TimeSpan Idle, TimeSpan Max)
{
    /// <summary>A program's that is no desktop client.</summary>
    public static AuthorizationLife Usual { get; } = new(OAuthLimits.RefreshIdle, OAuthLimits.AuthorizationMax);

    /// <summary>A program's: months (AU31); the desktop client's: the tenant's limits for it (AU18).</summary>
    public static AuthorizationLife Of(OAuthClient client, Tenant? tenant) => client.IsDesktop && tenant is not null
        ? new(tenant.DesktopIdle, tenant.DesktopMax)
        : Usual;

    /// <summary>When an agreement ends that is used now.</summary>
    public DateTimeOffset EndOf(Authorization agreement, DateTimeOffset now) => now + Idle < agreement.GrantedAt + Max ? now + Idle : agreement.GrantedAt + Max;

    /// <summary>Whether an agreement is over: idle too long, or at its last moment.</summary>
    public bool IsOver(Authorization agreement, DateTimeOffset now) => now - (agreement.UsedAt ?? agreement.GrantedAt) >= Idle || now - agreement.GrantedAt >= Max;
}
