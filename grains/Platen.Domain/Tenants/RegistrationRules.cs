using System.Collections.Immutable;
using Platen.Domain.Mail;

namespace Platen.Domain.Tenants;

/// <summary>What a tenant's policy for registering must be like.</summary>
internal static class RegistrationRules
{
    private const int DomainsMax = 50;
    private const int GroupsMax = 20;
    private const int RolesMax = 10;

    public static void Check(ImmutableArray<string>.Builder errors, RegistrationPolicy policy)
    {
        var isAny = policy.MailDomains.Contains(RegistrationPolicy.AnyDomain);
        if (policy.MailDomains.Length > DomainsMax)
        {
            errors.Add($"The mail domains are {policy.MailDomains.Length}; {DomainsMax} at most are allowed.");
        }

        foreach (var domain in policy.MailDomains.Where(domain => domain != RegistrationPolicy.AnyDomain && !IsDomain(domain)))
        {
            errors.Add($"The mail domains name '{domain}', which is none; give one such as example.com, in small letters.");
        }

        if (policy.Enabled && policy.MailDomains.IsEmpty)
        {
            errors.Add("The mail domains are missing: name those whose addresses may register, or * alone for everybody who has an e-mail address.");
        }

        if (isAny && policy.MailDomains.Length > 1)
        {
            errors.Add("The mail domains are * and others; * stands alone.");
        }

        if (policy.LoginName == RegistrationName.LocalPart && policy.Enabled && (isAny || policy.MailDomains.Length > 1))
        {
            errors.Add("The login name cannot be the part before the at sign where several mail domains register: two people would have one name. Choose the whole address, or one mail domain.");
        }

        if (policy.LoginName is < RegistrationName.Address or > RegistrationName.LocalPart || policy.Pin is < RegistrationPin.Shown or > RegistrationPin.Mailed)
        {
            errors.Add("The login name is address or localPart, and the PIN is shown or mailed.");
        }

        if (policy.Groups.Length > GroupsMax || policy.Roles.Length > RolesMax)
        {
            errors.Add($"The groups are {GroupsMax} at most, and the roles {RolesMax}.");
        }

        if (policy.ApproverAddress.Length > 0 && EmailAddress.Fault(policy.ApproverAddress) is { } fault)
        {
            errors.Add($"The approver's address {fault}.");
        }

        RuleText.Duration(errors, "The time that a mailed link is good", policy.LinkLife, TimeSpan.FromMinutes(15), TimeSpan.FromDays(7));
    }

    private static bool IsDomain(string domain) => domain.Contains('.', StringComparison.Ordinal) && !domain.Any(char.IsUpper) && EmailAddress.Fault("a@" + domain) is null;
}
