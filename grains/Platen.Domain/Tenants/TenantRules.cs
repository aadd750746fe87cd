using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Devices.Log;
using Platen.Domain.Mail;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Tenants;

/// <summary>What a tenant's policies must be like.</summary>
public static class TenantRules
{
    private const int HeldJobsMax = 1_000_000;
    private const int AddressMax = 200;
    private const long HeldBytesMax = 1L << 50;

    /// <summary>All that is wrong with a tenant's policies; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Tenant tenant)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", tenant.Name);
        if (tenant.Currency.Length != 3 || !tenant.Currency.All(char.IsAsciiLetterUpper))
        {
            errors.Add($"'{tenant.Currency}' is no currency; give the three letters of ISO 4217, such as EUR.");
        }

        if (PinPolicy.CheckDigits(tenant.PinDigits) is { } digits)
        {
            errors.Add(digits);
        }

        if (tenant.PasswordLevel is < PasswordLevel.Standard or > PasswordLevel.Nist)
        {
            errors.Add("The password level is missing; give Standard, Strict or Nist.");
        }

        RuleText.Range(errors, "The number of kinds of characters in a password", tenant.PasswordClasses, PasswordPolicy.ClassesMin, PasswordPolicy.ClassesMax);
        RuleText.Duration(errors, "The panel's idle time", tenant.PanelIdle, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        RuleText.Duration(errors, "The idle time of browsers", tenant.BrowserIdle, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        RuleText.Duration(errors, "The longest session of browsers", tenant.BrowserMax, TimeSpan.FromMinutes(5), TimeSpan.FromDays(30));
        RuleText.Duration(errors, "The idle time of programs", tenant.ProgramIdle, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        RuleText.Duration(errors, "The longest session of programs", tenant.ProgramMax, TimeSpan.FromMinutes(5), TimeSpan.FromDays(30));
        RuleText.Duration(errors, "The idle time of the desktop client", tenant.DesktopIdle, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        RuleText.Duration(errors, "The longest login of the desktop client", tenant.DesktopMax, TimeSpan.FromMinutes(5), TimeSpan.FromDays(366));
        RuleText.Range(errors, "The number of failures until the lock", tenant.LockoutFailures, 1, 100);
        RuleText.Duration(errors, "The time of the lock", tenant.Lockout, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        RuleText.Duration(errors, "The time that a site may work alone", tenant.OfflineMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(14));
        RuleText.Duration(errors, "The time after which an agent counts as away", tenant.Alarms.AwayMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(14));
        RuleText.Duration(errors, "The time that replication may be behind", tenant.Alarms.LagMax, TimeSpan.FromMinutes(1), TimeSpan.FromDays(14));
        RuleText.Range(errors, "The number of events that may wait", tenant.Alarms.EventsWaitingMax, 1, 1_000_000);
        RuleText.Duration(errors, "The time before a site's offline limit", tenant.Alarms.OfflineLeftMin, TimeSpan.Zero, TimeSpan.FromDays(14));
        RuleText.Duration(errors, "The time that a clock may be off", tenant.Alarms.ClockSkewMax, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        RuleText.Range(errors, "The number of pages that a user may print at a site that is cut off", tenant.Offline.PagesPerUserMax, 0, OfflineRules.PagesMax);
        RuleText.Range(errors, "The number of jobs that are held for one user", tenant.HeldJobsPerUserMax, 0, HeldJobsMax);
        RuleText.Range(errors, "The number of bytes that are held for one user", tenant.HeldBytesPerUserMax, 0, HeldBytesMax);
        AheadPolicy.Check(errors, tenant.AheadJobsMax, tenant.AheadBytesMax);
        if (tenant.AuditKeep != TimeSpan.Zero)
        {
            RuleText.Duration(errors, "The time that entries of the audit log are kept", tenant.AuditKeep, TimeSpan.FromDays(30), TimeSpan.FromDays(36_500));
        }

        if (!MailLanguages.Has(tenant.Language))
        {
            errors.Add($"The language '{tenant.Language}' is not there; give one of {string.Join(", ", MailLanguages.All.Select(language => language.Tag))}.");
        }

        DeviceLogRules.Check(errors, tenant.DeviceLog);
        if (tenant.TimeZone.Length is 0 or > 64 || !TimeZoneInfo.TryFindSystemTimeZoneById(tenant.TimeZone, out _))
        {
            errors.Add($"The time zone '{(tenant.TimeZone.Length > 64 ? tenant.TimeZone[..64] : tenant.TimeZone)}' is not known; give a name such as Europe/Berlin, or UTC.");
        }

        RegistrationRules.Check(errors, tenant.Registration);
        CreditRules.Check(errors, tenant.Credit);
        CheckAddress(errors, tenant.PortalAddress);
        LoginPolicyRules.Check(errors, tenant.Logins);
        return errors.ToImmutable();
    }

    private static void CheckAddress(ImmutableArray<string>.Builder errors, string address)
    {
        if (address.Length > 0 && !(address.Length <= AddressMax && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0))
        {
            errors.Add($"The portal's address '{address}' is not allowed; give one such as https://print.example.com, without a path, or leave it empty.");
        }
    }
}
