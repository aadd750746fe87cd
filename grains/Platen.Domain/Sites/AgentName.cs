using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>Names an agent in all of the company: agent ids are unique in their site only. An agent's certificate carries it as a URI, <c>platen://tenant/site/agent</c> (AU32).</summary>
public readonly record struct AgentName(TenantId Tenant, SiteId Site, AgentId Agent)
{
    private const string Scheme = "platen";

    /// <summary>The name in a certificate. That the certificate comes from the internal CA is for the TLS handshake to prove.</summary>
    /// <returns>Null: it is no agent's.</returns>
    public static AgentName? TryRead(X509Certificate2? certificate)
    {
        var name = certificate?.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(ReadUris).FirstOrDefault(uri => uri.Scheme == Scheme);
        var path = name?.AbsolutePath.Trim('/').Split('/');
        return path is { Length: 2 } && TenantId.TryParse(name!.Host, out var tenant) && SiteId.TryParse(path[0], out var site) && AgentId.TryParse(path[1], out var agent)
            ? new AgentName(tenant, site, agent)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Site}/{Agent}";

    private static IEnumerable<Uri> ReadUris(X509SubjectAlternativeNameExtension extension)
    {
        // GeneralName ::= [6] IA5String (RFC 5280, 4.2.1.6)
        var uriTag = new Asn1Tag(TagClass.ContextSpecific, 6);
        var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
        while (names.HasData)
        {
            if (!names.PeekTag().HasSameClassAndValue(uriTag))
            {
                names.ReadEncodedValue();
            }
            else if (Uri.TryCreate(names.ReadCharacterString(UniversalTagNumber.IA5String, uriTag), UriKind.Absolute, out var uri))
            {
                yield return uri;
            }
        }
    }
}
