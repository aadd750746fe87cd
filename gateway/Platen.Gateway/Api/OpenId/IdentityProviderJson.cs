using Platen.Grains.Abstractions.OpenId;

namespace Platen.Gateway.Api.OpenId;

/// <summary>The identity provider. Of its secret it says only whether there is one.</summary>
internal sealed record IdentityProviderJson(
    string Name, bool Enabled, string Issuer, string ClientId, bool HasSecret, string PublicAddress, string RedirectAddress, string CertificateAuthorities, string Scopes, string LoginClaim, string NameClaim, string EmailClaim, string GroupsClaim)
{
    public static IdentityProviderJson Of(IdentityProviderView view) => new(
        view.Provider.Name, view.Provider.Enabled, view.Provider.Issuer, view.Provider.ClientId, view.HasSecret, view.Provider.PublicAddress, view.Provider.RedirectAddress, view.Provider.CertificateAuthorities, view.Provider.Scopes,
        view.Provider.LoginClaim, view.Provider.NameClaim, view.Provider.EmailClaim, view.Provider.GroupsClaim);
}
