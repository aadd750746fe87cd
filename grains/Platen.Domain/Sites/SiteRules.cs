using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Domain.Sites;

/// <summary>What a site's record and an agent's enrolment must be like.</summary>
public static class SiteRules
{
    /// <summary>How long an enrolment token is valid by default.</summary>
    public static readonly TimeSpan TokenValid = TimeSpan.FromHours(1);

    /// <summary>Most agents of a site.</summary>
    public const int AgentsMax = 16;

    /// <summary>Largest certificate request, in bytes.</summary>
    public const int RequestBytesMax = 16 * 1024;

    /// <summary>All that is wrong with a site; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Site site)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", site.Name);
        if (site.Id == HeldRight.NoSite)
        {
            errors.Add($"'{HeldRight.NoSite}' stands for no site; choose another id.");
        }

        AheadPolicy.Check(errors, site.AheadJobsMax, site.AheadBytesMax);
        return errors.ToImmutable();
    }

    /// <summary>All that is wrong with a token's time; empty: nothing.</summary>
    public static ImmutableArray<string> CheckTokenTime(TimeSpan validFor)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Duration(errors, "The token's time", validFor, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        return errors.ToImmutable();
    }

    /// <summary>Whether a certificate with this serial number is one that the agent may use: the present one, or the one before as long as the present one was not seen.</summary>
    public static bool IsCurrent(SiteAgent agent, string serial) =>
        serial.Length > 0
        && (serial.Equals(agent.CertificateSerial, StringComparison.OrdinalIgnoreCase) || serial.Equals(agent.PreviousCertificateSerial, StringComparison.OrdinalIgnoreCase));
}
