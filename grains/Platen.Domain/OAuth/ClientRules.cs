using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Domain.OAuth;

/// <summary>What a client must be like.</summary>
public static class ClientRules
{
    private const int Sha256HexLength = 64;

    /// <summary>All that is wrong; empty: nothing.</summary>
    public static ImmutableArray<string> Check(OAuthClient client)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", client.Name);
        CheckGrants(errors, client);
        CheckAddresses(errors, client);
        CheckCertificates(errors, client);
        CheckKeys(errors, client);
        if (client.Scopes.IsEmpty)
        {
            errors.Add("The scopes are missing; name the rights that the program needs.");
        }

        if (client.Sites.Length > OAuthLimits.SitesMax)
        {
            errors.Add($"The sites are {client.Sites.Length}; {OAuthLimits.SitesMax} at most are allowed. Leave them out to mean all.");
        }

        return errors.ToImmutable();
    }

    /// <summary>The right that the actor lacks to hand this client what it holds in its own name; null: the actor may. Whoever knows a client's secret is that client, so this is asked at each change.</summary>
    public static Right? Lacking(OAuthClient client, Actor actor)
    {
        if (client.MayIntrospect && !Rights.HasEverywhere(actor, Right.ReadUsers))
        {
            return Right.ReadUsers;
        }

        return client.Held().Where(held => !Rights.Covers(actor, held)).Select(held => (Right?)held.Right).FirstOrDefault();
    }

    private static void CheckGrants(ImmutableArray<string>.Builder errors, OAuthClient client)
    {
        if (client.Authentication is not (ClientAuthentication.None or ClientAuthentication.Secret or ClientAuthentication.Certificate or ClientAuthentication.PrivateKey))
        {
            errors.Add("The client's authentication is missing; give none, secret, certificate or privateKey.");
        }

        if (client.Grants.IsEmpty || client.Grants.Contains(OAuthGrant.Unspecified) || client.Grants.All(grant => grant == OAuthGrant.RefreshToken))
        {
            errors.Add("The grants are missing; say how the program comes to tokens.");
        }

        if (!client.IsConfidential && (client.May(OAuthGrant.ClientCredentials) || client.May(OAuthGrant.TokenExchange) || client.MayIntrospect))
        {
            errors.Add("The grants client_credentials and token exchange, and asking about tokens, are for clients with a secret or a certificate: whoever knows the id could be a public one.");
        }

        if (client.IsDesktop && (client.IsConfidential || client.Grants.Any(grant => grant is not (OAuthGrant.AuthorizationCode or OAuthGrant.DeviceCode or OAuthGrant.RefreshToken))))
        {
            errors.Add("A desktop client proves itself by nothing, and comes to tokens by a user's leave in the browser or a code on a device, and refresh tokens, only: it is on people's own machines.");
        }

        if (client.May(OAuthGrant.ClientCredentials) && client.Scopes.Length > 0 && client.Held().IsEmpty)
        {
            errors.Add("The scopes have nothing that the program could do in its own name; at single sites only rights over what is there count.");
        }
    }

    private static void CheckAddresses(ImmutableArray<string>.Builder errors, OAuthClient client)
    {
        if (client.RedirectAddresses.Length > OAuthLimits.RedirectAddressesMax)
        {
            errors.Add($"The redirect addresses are {client.RedirectAddresses.Length}; {OAuthLimits.RedirectAddressesMax} at most are allowed.");
        }

        if (client.May(OAuthGrant.AuthorizationCode) && client.RedirectAddresses.IsEmpty)
        {
            errors.Add("The redirect addresses are missing; codes are sent to registered ones only.");
        }

        errors.AddRange(client.RedirectAddresses.Take(OAuthLimits.RedirectAddressesMax).Select(RedirectAddress.Check).OfType<string>());
    }

    private static void CheckCertificates(ImmutableArray<string>.Builder errors, OAuthClient client)
    {
        if (client.Certificates.Length > OAuthLimits.CertificatesMax)
        {
            errors.Add($"The certificates are {client.Certificates.Length}; {OAuthLimits.CertificatesMax} at most are allowed.");
        }

        if (client.Authentication == ClientAuthentication.Certificate && client.Certificates.IsEmpty)
        {
            errors.Add("The certificates are missing; give the SHA-256 of each that the program may show.");
        }

        foreach (var wrong in client.Certificates.Where(text => text.Length != Sha256HexLength || !text.All(char.IsAsciiHexDigitLower)))
        {
            errors.Add($"The certificates have '{wrong[..Math.Min(wrong.Length, Sha256HexLength)]}', which is no SHA-256; give {Sha256HexLength} hexadecimal digits.");
        }
    }

    private static void CheckKeys(ImmutableArray<string>.Builder errors, OAuthClient client)
    {
        if (client.Keys.Length > OAuthLimits.KeysMax)
        {
            errors.Add($"The keys are {client.Keys.Length}; {OAuthLimits.KeysMax} at most are allowed.");
        }

        if (client.Authentication == ClientAuthentication.PrivateKey && client.Keys.IsEmpty)
        {
            errors.Add("The public keys are missing; give the PEM of each that the program may sign with.");
        }

        errors.AddRange(client.Keys.Take(OAuthLimits.KeysMax).Select(ClientAssertion.WhyNoKey).OfType<string>().Select(why => $"A key {why}."));
    }
}
