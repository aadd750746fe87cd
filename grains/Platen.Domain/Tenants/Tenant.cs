using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Devices.Log;
using Platen.Domain.Mail;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Tenants;

/// <summary>A tenant and its policies.</summary>
public sealed record Tenant
{
    /// <summary>Its id.</summary>
    public required TenantId Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 4217 code of its currency.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Digits of a PIN (AU05, AU07): 4 to 16.</summary>
    public int PinDigits { get; init; } = 6;

    /// <summary>What new passwords must be like (AU11).</summary>
    public PasswordLevel PasswordLevel { get; init; } = PasswordLevel.Standard;

    /// <summary>Classes of characters that the level standard asks for (AU09): 2 to 4.</summary>
    public int PasswordClasses { get; init; } = PasswordPolicy.ClassesMin;

    /// <summary>Panel logout after this idle time (AU17).</summary>
    public TimeSpan PanelIdle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A browser's session that is not used so long is over (AU18).</summary>
    public TimeSpan BrowserIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A browser's session is over then, however busy it is.</summary>
    public TimeSpan BrowserMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The session of a program that logged in over REST and is not used so long is over (AU18).</summary>
    public TimeSpan ProgramIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Such a session is over then, however busy it is.</summary>
    public TimeSpan ProgramMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A login of the desktop client that is not used so long is over (AU18).</summary>
    public TimeSpan DesktopIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Such a login is over then, however busy it is.</summary>
    public TimeSpan DesktopMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Failures until the lock (AU12).</summary>
    public int LockoutFailures { get; init; } = 5;

    /// <summary>How long the lock holds (AU12).</summary>
    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a site may work without the server (I5): at most 14 days.</summary>
    public TimeSpan OfflineMax { get; init; } = TimeSpan.FromDays(3);

    /// <summary>What is allowed at a site meanwhile.</summary>
    public OfflineRules Offline { get; init; } = new();

    /// <summary>When administrators are told about a site.</summary>
    public SiteAlarmLimits Alarms { get; init; } = new();

    /// <summary>Jobs of one user that a site holds at most; 0: as many as there is room for.</summary>
    public int HeldJobsPerUserMax { get; init; }

    /// <summary>Bytes of one user's documents that a site holds at most; 0: as many as there is room for.</summary>
    public long HeldBytesPerUserMax { get; init; }

    /// <summary>The tenant's own roles, by id (AZ01). At most <see cref="RoleRules.RolesMax"/>.</summary>
    public ImmutableArray<Role> Roles { get; init; } = [];

    /// <summary>The site that keeps copies of the jobs of queues that ask for one beside the server; null: none does.</summary>
    public SiteId? CopySite { get; init; }

    /// <summary>Documents of other sites that are fetched when their owner logs in, where the site says nothing else; 0: none.</summary>
    public int AheadJobsMax { get; init; }

    /// <summary>… and bytes of them.</summary>
    public long AheadBytesMax { get; init; } = AheadPolicy.BytesUsual;

    /// <summary>How people log in at devices.</summary>
    public LoginPolicy Logins { get; init; } = new();

    /// <summary>Where people reach the portal, such as <c>https://print.example.com</c>: for codes on panels and links in mails. Empty: the server's own name and port.</summary>
    public string PortalAddress { get; init; } = "";

    /// <summary>The language of mails to people who have not chosen one, of <see cref="MailLanguages"/>.</summary>
    public string Language { get; init; } = MailLanguages.Usual;

    /// <summary>The time zone in which days, weeks and months of reports begin, by its name in the IANA database, such as <c>Europe/Berlin</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The same, ready for use; UTC where the server's machine does not know it.</summary>
    public TimeZoneInfo Zone() => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Who may register without an administrator (AU01).</summary>
    public RegistrationPolicy Registration { get; init; } = new();

    /// <summary>Whether a forgotten password is replaced by a link that is mailed. Off, as long as nobody switches it on.</summary>
    public bool PasswordByMail { get; init; }

    /// <summary>Until then typed logins are slow at every device, because many devices were tried (AU14); null: they are not.</summary>
    public DateTimeOffset? FleetThrottledUntil { get; init; }

    /// <summary>Roles of groups: who is in such a group has them too (AZ03). At most <see cref="RoleRules.GroupsMax"/>.</summary>
    public ImmutableArray<GroupRoles> GroupRoles { get; init; } = [];

    /// <summary>Whether programs may send users' passwords for tokens (AU29): for old ones that know no better way. Off, as long as nobody switches it on.</summary>
    public bool PasswordGrant { get; init; }

    /// <summary>Whether users have credit accounts (AC02). Off, as long as nobody switches it on.</summary>
    public CreditPolicy Credit { get; init; } = new();

    /// <summary>How long entries of the audit log are kept (PV09): 30 days at least; zero: for ever.</summary>
    public TimeSpan AuditKeep { get; init; }

    /// <summary>What is kept of devices' logs (LG04).</summary>
    public DeviceLogPolicy DeviceLog { get; init; } = new();

    /// <summary>Whether the one-time set-up has been done.</summary>
    public bool SetUp { get; init; }

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
