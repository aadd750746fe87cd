using Platen.Domain.Jobs;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Users;

/// <summary>How often mails with links may be asked for: of one name or address, from one client, and in the whole tenant, over all gateways. Whether somebody is known makes no difference.</summary>
internal sealed class MailAsks(ITries tries)
{
    /// <summary>Of one name or address in an hour.</summary>
    public const int PerNameMax = 3;

    /// <summary>From one client's address in an hour; a whole branch may come from one.</summary>
    public const int PerClientMax = 30;

    /// <summary>In a tenant in an hour.</summary>
    public const int PerTenantMax = 500;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts one more; why it is too many, or null.</summary>
    public async Task<string?> WhyNotAsync(TenantId tenant, string name, string origin, CancellationToken cancellationToken)
    {
        var ofName = await tries.CountAsync(tenant, "mail-name:" + MailLink.AddressOf(name), Window, cancellationToken);
        var ofClient = await tries.CountAsync(tenant, "mail-client:" + FactBounds.Text(origin, FactBounds.AddressMax), Window, cancellationToken);
        // what is refused already shall not use up the tenant's
        var ofTenant = ofName > PerNameMax || ofClient > PerClientMax ? 0 : await tries.CountAsync(tenant, "mail-tenant", Window, cancellationToken);
        return ofName > PerNameMax || ofClient > PerClientMax || ofTenant > PerTenantMax ? "Mails were asked for too often; wait an hour, or ask an administrator." : null;
    }
}
