using System.Collections.Immutable;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>Which right a change of the tenant's settings needs (AZ04). A setting that is in no area is the administrators'.</summary>
public static class SettingsAreas
{
    /// <summary>The first right that the actor lacks for this change; null: the actor may.</summary>
    public static Right? Lacking(Tenant before, Tenant after, Actor actor) =>
        Changed(before, after).Where(right => !Rights.HasEverywhere(actor, right)).Select(right => (Right?)right).FirstOrDefault();

    /// <summary>Whether something changes that is in no area.</summary>
    public static bool ChangesOther(Tenant before, Tenant after) => Company(Login(Sites(Clients(after, before), before), before), before) with { Version = before.Version } != before;

    private static ImmutableArray<Right> Changed(Tenant before, Tenant after)
    {
        var changed = ImmutableArray.CreateBuilder<Right>();
        Add(Right.CompanySettings, Company(before, after));
        Add(Right.LoginSettings, Login(before, after));
        Add(Right.SiteSettings, Sites(before, after));
        Add(Right.ClientSettings, Clients(before, after));
        return changed.ToImmutable();

        void Add(Right right, Tenant taken)
        {
            if (taken != before)
            {
                changed.Add(right);
            }
        }
    }

    // each takes one area's settings over from another record
    private static Tenant Company(Tenant tenant, Tenant from) => tenant with { Name = from.Name, Currency = from.Currency, PortalAddress = from.PortalAddress, Language = from.Language, TimeZone = from.TimeZone, Credit = from.Credit };

    private static Tenant Clients(Tenant tenant, Tenant from) => tenant with { PasswordGrant = from.PasswordGrant };

    private static Tenant Login(Tenant tenant, Tenant from) => tenant with
    {
        PinDigits = from.PinDigits,
        PasswordLevel = from.PasswordLevel,
        PasswordClasses = from.PasswordClasses,
        PanelIdle = from.PanelIdle,
        BrowserIdle = from.BrowserIdle,
        BrowserMax = from.BrowserMax,
        ProgramIdle = from.ProgramIdle,
        ProgramMax = from.ProgramMax,
        DesktopIdle = from.DesktopIdle,
        DesktopMax = from.DesktopMax,
        LockoutFailures = from.LockoutFailures,
        Lockout = from.Lockout,
        Logins = from.Logins,
        PasswordByMail = from.PasswordByMail,
        // what registering gives is in no area: whoever sets it gives groups and roles away
        Registration = from.Registration with { Groups = tenant.Registration.Groups, Roles = tenant.Registration.Roles },
    };

    private static Tenant Sites(Tenant tenant, Tenant from) => tenant with
    {
        OfflineMax = from.OfflineMax,
        Offline = from.Offline,
        Alarms = from.Alarms,
        DeviceLog = from.DeviceLog,
        CopySite = from.CopySite,
        AheadJobsMax = from.AheadJobsMax,
        AheadBytesMax = from.AheadBytesMax,
        HeldJobsPerUserMax = from.HeldJobsPerUserMax,
        HeldBytesPerUserMax = from.HeldBytesPerUserMax,
    };
}
