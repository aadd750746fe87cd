using Platen.Domain.OpenId;

namespace Platen.Domain.Ports;

/// <summary>OpenID Connect as a relying party speaks it to a provider: over https with the certificate checked, without following redirects, within bounds of size and time.</summary>
public interface IOpenIdClient
{
    /// <summary>The provider's metadata; cached for a while.</summary>
    /// <exception cref="OpenIdRefusedException">It cannot be had, or is not the issuer's.</exception>
    Task<OpenIdEndpoints> DiscoverAsync(IdentityProvider provider, CancellationToken cancellationToken);

    /// <summary>Exchanges a code for a token, and checks the token: signature, issuer, audience, times, nonce.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="secret">Our client secret; empty: a public client.</param>
    /// <param name="ticket">What the login began with.</param>
    /// <param name="code">The code from the provider's answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OpenIdRefusedException">It is refused, here or there.</exception>
    Task<OpenIdIdentity> RedeemAsync(IdentityProvider provider, string secret, OpenIdTicket ticket, string code, CancellationToken cancellationToken);
}
