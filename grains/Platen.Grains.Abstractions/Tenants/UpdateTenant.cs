using Platen.Domain.Accounting;
using Platen.Domain.Devices.Log;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Tenants;

/// <summary>Changes a tenant's policies; null leaves a value as it is.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tenants.update-tenant")]
public sealed record UpdateTenant
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(0)]
    public string? Name { get; init; }

    /// <summary>ISO 4217 code of its currency.</summary>
    [Id(1)]
    public string? Currency { get; init; }

    /// <summary>Digits of a PIN (AU05, AU07): 4 to 16. Holds for PINs that are issued from now on.</summary>
    [Id(2)]
    public int? PinDigits { get; init; }

    /// <summary>Panel logout after this idle time (AU17): 10 s to 1 h.</summary>
    [Id(3)]
    public TimeSpan? PanelIdle { get; init; }

    /// <summary>Failures until the lock (AU12): 1 to 100.</summary>
    [Id(4)]
    public int? LockoutFailures { get; init; }

    /// <summary>How long the lock holds (AU12): 1 minute to 1 day.</summary>
    [Id(5)]
    public TimeSpan? Lockout { get; init; }

    /// <summary>How long a site may work without the server (I5): 1 minute to 14 days.</summary>
    [Id(6)]
    public TimeSpan? OfflineMax { get; init; }

    /// <summary>Jobs of one user that a site holds at most: 0 (no limit) to 1,000,000.</summary>
    [Id(7)]
    public int? HeldJobsPerUserMax { get; init; }

    /// <summary>Bytes of one user's documents that a site holds at most: 0 (no limit) to 2^50.</summary>
    [Id(8)]
    public long? HeldBytesPerUserMax { get; init; }

    /// <summary>What new passwords must be like (AU11).</summary>
    [Id(9)]
    public PasswordLevel? PasswordLevel { get; init; }

    /// <summary>Classes of characters that the level standard asks for (AU09): 2 to 4.</summary>
    [Id(10)]
    public int? PasswordClasses { get; init; }

    /// <summary>What is allowed at a site that is cut off (MS05).</summary>
    [Id(40)]
    public OfflineRules? Offline { get; init; }

    /// <summary>The site that keeps copies for queues that ask for one beside the server; empty: none does any more.</summary>
    [Id(30)]
    public string? CopySite { get; init; }

    /// <summary>Documents of other sites that are fetched when their owner logs in: 0 (none) to 50.</summary>
    [Id(31)]
    public int? AheadJobsMax { get; init; }

    /// <summary>… and bytes of them: 0 to 2^40.</summary>
    [Id(32)]
    public long? AheadBytesMax { get; init; }

    /// <summary>How people log in at devices, all of it.</summary>
    [Id(20)]
    public LoginPolicy? Logins { get; init; }

    /// <summary>Where people reach the portal; empty: the server's own name and port.</summary>
    [Id(21)]
    public string? PortalAddress { get; init; }

    /// <summary>When administrators are told about a site.</summary>
    [Id(41)]
    public SiteAlarmLimits? Alarms { get; init; }

    /// <summary>A browser's session that is not used so long is over (AU18): 1 minute to 1 day.</summary>
    [Id(50)]
    public TimeSpan? BrowserIdle { get; init; }

    /// <summary>A browser's session is over then, however busy it is: 5 minutes to 30 days.</summary>
    [Id(51)]
    public TimeSpan? BrowserMax { get; init; }

    /// <summary>The session of a program that is not used so long is over (AU18): 1 minute to 1 day.</summary>
    [Id(52)]
    public TimeSpan? ProgramIdle { get; init; }

    /// <summary>A program's session is over then, however busy it is: 5 minutes to 30 days.</summary>
    [Id(53)]
    public TimeSpan? ProgramMax { get; init; }

    /// <summary>Whether programs may send users' passwords for tokens (AU29).</summary>
    [Id(60)]
    public bool? PasswordGrant { get; init; }

    /// <summary>How long entries of the audit log are kept: 30 days at least; zero: for ever.</summary>
    [Id(61)]
    public TimeSpan? AuditKeep { get; init; }

    /// <summary>The language of mails to people who have not chosen one.</summary>
    [Id(65)]
    public string? Language { get; init; }

    /// <summary>The time zone in which reports' days begin, by its IANA name.</summary>
    [Id(120)]
    public string? TimeZone { get; init; }

    /// <summary>Who may register without an administrator, all of it (AU01). Groups and roles: administrators only.</summary>
    [Id(66)]
    public RegistrationPolicy? Registration { get; init; }

    /// <summary>Whether a forgotten password is replaced by a link that is mailed.</summary>
    [Id(67)]
    public bool? PasswordByMail { get; init; }

    /// <summary>Whether users have credit accounts, and which, all of it (AC02); since when is the server's to say.</summary>
    [Id(110)]
    public CreditPolicy? Credit { get; init; }

    /// <summary>What is kept of devices' logs, all of it (LG04).</summary>
    [Id(150)]
    public DeviceLogPolicy? DeviceLog { get; init; }

    /// <summary>A login of the desktop client that is not used so long is over (AU18): 1 minute to 30 days.</summary>
    [Id(160)]
    public TimeSpan? DesktopIdle { get; init; }

    /// <summary>Such a login is over then, however busy it is: 5 minutes to 366 days.</summary>
    [Id(161)]
    public TimeSpan? DesktopMax { get; init; }
}
