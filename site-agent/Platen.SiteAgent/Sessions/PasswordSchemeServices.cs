using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>Adds what the agent hashes by; intake, panel and sessions each want it.</summary>
internal static class PasswordSchemeServices
{
    /// <summary>Adds the <see cref="PasswordScheme"/> that <c>Panel:FipsPasswords</c> and the machine's libraries give.</summary>
    public static IServiceCollection AddPasswordScheme(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => PasswordScheme.Of(provider.GetRequiredService<IOptions<PanelSessionOptions>>().Value.FipsPasswords));
        return services;
    }
}
