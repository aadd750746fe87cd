using Microsoft.Extensions.DependencyInjection;
using Platen.Domain.Ports;
using Platen.Identity.Directories;
using Platen.Identity.OpenId;

namespace Platen.Identity.Hosting;

/// <summary>Adds the ways to where people are known elsewhere: LDAP directories and OpenID Connect providers.</summary>
public static class IdentityServices
{
    /// <summary>Adds <see cref="IDirectoryClient"/> and <see cref="IOpenIdClient"/>.</summary>
    public static IServiceCollection AddPlatenIdentity(this IServiceCollection services)
    {
        services.AddSingleton<IDirectoryClient, LdapDirectoryClient>();
        services.AddSingleton<IOpenIdClient, OpenIdClient>();
        return services;
    }
}
