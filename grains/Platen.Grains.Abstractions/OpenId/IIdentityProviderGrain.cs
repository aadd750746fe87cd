using Platen.Domain.OpenId;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.OpenId;

/// <summary>The tenant's identity provider, and logins by it (AU22–AU26). Stateless, since a login waits for the provider. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.openid.identity-provider-grain")]
public interface IIdentityProviderGrain : IGrainWithStringKey
{
    /// <summary>The settings without the secret, or null.</summary>
    [Alias("get")]
    [AnySilo]
    Task<IdentityProviderView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records or changes the settings. Another issuer or client asks for the secret again. Administrators only.</summary>
    [Alias("put")]
    [AnySilo]
    Task<CommandResult> PutAsync(PutIdentityProvider command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Fetches the provider's metadata. Administrators only.</summary>
    [Alias("test")]
    [AnySilo]
    Task<CommandResult> TestAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Begins a login: where to send the browser, and what it carries meanwhile. Null: nobody logs in by a provider here, or it cannot be asked.</summary>
    [Alias("begin")]
    [AnySilo]
    Task<OpenIdStart?> BeginAsync(string to, CancellationToken cancellationToken);

    /// <summary>The same for somebody who is logged in and changes how to log in (ASVS 7.5.1): the provider shall ask for a proof, whatever session it has, and say when it was given.</summary>
    [Alias("begin-again")]
    [AnySilo]
    Task<OpenIdStart?> BeginAgainAsync(string to, CancellationToken cancellationToken);

    /// <summary>Ends a login by the provider's answer. The first one makes a user of its own (AU23).</summary>
    [Alias("complete")]
    [AnySilo]
    Task<OpenIdResult> CompleteAsync(CompleteOpenId command, CancellationToken cancellationToken);
}
