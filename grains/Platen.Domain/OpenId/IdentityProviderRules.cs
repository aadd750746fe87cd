using System.Collections.Immutable;
using System.Security.Cryptography;
using Platen.Domain.Directories;

namespace Platen.Domain.OpenId;

/// <summary>What the settings of an identity provider must be like.</summary>
public static class IdentityProviderRules
{
    private const int AddressMax = 500;
    private const int TextMax = 200;

    /// <summary>All that is wrong with them; empty: nothing.</summary>
    public static ImmutableArray<string> Check(IdentityProvider provider)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", provider.Name);
        if (!IsPlain(provider.Issuer))
        {
            errors.Add($"The issuer '{provider.Issuer}' is no https address without query and fragment; take it from the provider's metadata, word for word.");
        }

        if (!IsPlain(provider.PublicAddress) || new Uri(provider.PublicAddress).AbsolutePath != "/")
        {
            errors.Add($"The public address '{provider.PublicAddress}' is none such as https://print.example.com: https, host and port, nothing behind.");
        }

        if (provider.ClientId.Length is 0 or > TextMax || provider.ClientId.Any(char.IsControl))
        {
            errors.Add($"The client id is missing or too long; 1 to {TextMax} characters are expected.");
        }

        if (!provider.Scopes.Split(' ').Contains("openid") || provider.Scopes.Length > TextMax || !provider.Scopes.All(c => c is >= ' ' and < '\u007f' and not ('"' or '\\')))
        {
            errors.Add("The scopes must have openid among them, with blanks between (RFC 6749, 3.3).");
        }

        foreach (var (what, claim) in new[] { ("login name", provider.LoginClaim), ("name", provider.NameClaim), ("e-mail", provider.EmailClaim), ("groups", provider.GroupsClaim) })
        {
            RuleText.Text(errors, $"The claim of the {what}", claim, TextMax);
        }

        if (provider.LoginClaim.Length == 0)
        {
            errors.Add("The claim of the login name is missing; preferred_username, email or upn is usual.");
        }

        if (provider.CertificateAuthorities.Length > 0 && !HasAuthorities(provider.CertificateAuthorities))
        {
            errors.Add("The certificate authorities are no certificates in PEM; paste those of the CA that issued the provider's certificate.");
        }

        return errors.ToImmutable();
    }

    /// <summary>Whether a text is an https address that nothing is hidden in.</summary>
    public static bool IsPlain(string address) =>
        address.Length is > 0 and <= AddressMax && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri is { Query: "", Fragment: "", UserInfo: "" } && uri.Host.Length > 0;

    private static bool HasAuthorities(string pem)
    {
        try
        {
            return pem.Length <= DirectoryRules.AuthoritiesMax && DirectoryRules.ReadAuthorities(pem).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
