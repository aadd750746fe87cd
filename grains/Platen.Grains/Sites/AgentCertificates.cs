using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Sites;

/// <summary>Decides about enrolment and renewal of agents and issues their certificates (AU32, NW06). Writes nothing.</summary>
internal sealed class AgentCertificates(TenantId tenant, SiteId site, ICertificateAuthority authority)
{
    /// <summary>The agent's first certificate, and its record with the token used up.</summary>
    public (EnrolResult Result, SiteAgent? Next) Enrol(SiteAgent? row, EnrolmentToken token, EnrolAgent command, DateTimeOffset now)
    {
        if (row is null || !IsTokenOf(row, token))
        {
            return Not(token.Agent, EnrolCode.TokenUnknown, "The token is not known: it was used, or a newer one replaced it. Make a new one in the console.");
        }

        if (row.EnrolmentTokenExpires is not { } expires || expires <= now)
        {
            return Not(token.Agent, EnrolCode.TokenExpired, "The token's time is over. Make a new one in the console.");
        }

        return Issue(token.Agent, command.Pkcs10, certificate => row with
        {
            EnrolmentTokenSha256 = "",
            EnrolmentTokenExpires = null,
            CertificateSerial = certificate.SerialNumber,
            PreviousCertificateSerial = "",
            CertificateExpires = certificate.NotAfter,
            Revoked = false,
            AgentVersion = FactBounds.Text(command.AgentVersion, FactBounds.NameMax),
        });
    }

    /// <summary>
    /// The agent's next certificate. The one that it authenticated itself with stays valid until the new one is seen: the answer may get lost on its way.
    /// </summary>
    public (EnrolResult Result, SiteAgent? Next) Renew(SiteAgent? row, RenewAgent command)
    {
        if (row is null || row.Revoked || !SiteRules.IsCurrent(row, command.CurrentSerial))
        {
            return Not(command.Agent, EnrolCode.Refused, "The agent is unknown or revoked, or its certificate was replaced by a newer one; enrol it again.");
        }

        return Issue(command.Agent, command.Pkcs10, certificate => row with
        {
            CertificateSerial = certificate.SerialNumber,
            PreviousCertificateSerial = command.CurrentSerial,
            CertificateExpires = certificate.NotAfter,
        });
    }

    private (EnrolResult Result, SiteAgent? Next) Issue(AgentId agent, ImmutableArray<byte> pkcs10, Func<IssuedCertificate, SiteAgent> next)
    {
        if (pkcs10.Length is 0 or > SiteRules.RequestBytesMax)
        {
            return Not(agent, EnrolCode.RequestInvalid, $"The certificate request has {pkcs10.Length} bytes; 1 to {SiteRules.RequestBytesMax} are expected.");
        }

        try
        {
            var certificate = authority.IssueAgent(tenant, site, agent, pkcs10.AsSpan());
            return (new EnrolResult { Code = EnrolCode.Enrolled, Agent = agent, Certificate = certificate.Der, CaCertificate = authority.Certificate }, next(certificate));
        }
        catch (FormatException error)
        {
            return Not(agent, EnrolCode.RequestInvalid, error.Message);
        }
    }

    private static bool IsTokenOf(SiteAgent row, EnrolmentToken token) =>
        row.EnrolmentTokenSha256.Length > 0
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.EnrolmentTokenSha256), Encoding.ASCII.GetBytes(token.Sha256()));

    private static (EnrolResult Result, SiteAgent? Next) Not(AgentId agent, EnrolCode code, string message) =>
        (new EnrolResult { Code = code, Agent = agent, Message = message }, null);
}
