using Platen.Domain.Tenants;

namespace Platen.Gateway.Api.Tenants;

/// <summary>The company and its policies; in a request, what is left out stays as it is.</summary>
internal sealed record TenantJson
{
    /// <summary>The id; read only.</summary>
    public string? Id { get; init; }

    /// <summary>The name for people.</summary>
    public string? Name { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>Where people reach the portal; empty: the server's own name and port.</summary>
    public string? PortalAddress { get; init; }

    /// <summary>The language of mails to people who have not chosen one: en or de.</summary>
    public string? Language { get; init; }

    /// <summary>The time zone in which reports' days begin, such as Europe/Berlin.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Digits of a PIN that is issued from now on, 4 to 16.</summary>
    public int? PinDigits { get; init; }

    /// <summary>What new passwords must be like: standard, strict, or nist.</summary>
    public string? PasswordLevel { get; init; }

    /// <summary>Kinds of characters that the level standard asks for, 2 to 4.</summary>
    public int? PasswordClasses { get; init; }

    /// <summary>Panel logout after this idle time, in seconds, 10 to 3,600.</summary>
    public int? PanelIdleSeconds { get; init; }

    /// <summary>A browser's session that is not used so long is over, in seconds, 60 to 86,400.</summary>
    public int? BrowserIdleSeconds { get; init; }

    /// <summary>A browser's session is over then, in seconds, 300 to 2,592,000.</summary>
    public int? BrowserMaxSeconds { get; init; }

    /// <summary>The session of a program that is not used so long is over, in seconds, 60 to 86,400.</summary>
    public int? ProgramIdleSeconds { get; init; }

    /// <summary>A program's session is over then, in seconds, 300 to 2,592,000.</summary>
    public int? ProgramMaxSeconds { get; init; }

    /// <summary>The same of the desktop client's logins: idle.</summary>
    public int? DesktopIdleSeconds { get; init; }

    /// <summary>And in any case.</summary>
    public int? DesktopMaxSeconds { get; init; }

    /// <summary>Failures until the lock, 1 to 100.</summary>
    public int? LockoutFailures { get; init; }

    /// <summary>How long the lock holds, in seconds, 60 to 86,400.</summary>
    public int? LockoutSeconds { get; init; }

    /// <summary>How long a site may work without the server, in seconds, 60 to 1,209,600.</summary>
    public int? OfflineMaxSeconds { get; init; }

    /// <summary>What people may do at a site that is cut off.</summary>
    public OfflineJson? Offline { get; init; }

    /// <summary>When administrators are told about a site.</summary>
    public AlarmLimitsJson? Alarms { get; init; }

    /// <summary>Jobs of one user that a site holds at most, up to 1,000,000; 0: no limit.</summary>
    public int? HeldJobsPerUserMax { get; init; }

    /// <summary>Bytes of one user's documents that a site holds at most; 0: no limit.</summary>
    public long? HeldBytesPerUserMax { get; init; }

    /// <summary>The site that keeps copies for queues whose copies are at the server; empty: none.</summary>
    public string? CopySite { get; init; }

    /// <summary>Documents of other sites that are fetched when their owner logs in, 0 to 50, where a site says nothing else.</summary>
    public int? AheadJobsMax { get; init; }

    /// <summary>Bytes of them at most.</summary>
    public long? AheadBytesMax { get; init; }

    /// <summary>Whether programs may send users' passwords for tokens.</summary>
    public bool? PasswordGrant { get; init; }

    /// <summary>Whether users have credit accounts, and which.</summary>
    public CreditPolicyJson? Credit { get; init; }

    /// <summary>How long entries of the audit log are kept, in days, 30 to 36,500; 0: for ever. For administrators.</summary>
    public int? AuditKeepDays { get; init; }

    /// <summary>What is kept of devices' logs.</summary>
    public DeviceLogPolicyJson? DeviceLog { get; init; }

    public static TenantJson Of(Tenant tenant) => new()
    {
        Id = tenant.Id.Value,
        Name = tenant.Name,
        Currency = tenant.Currency,
        PortalAddress = tenant.PortalAddress,
        Language = tenant.Language,
        TimeZone = tenant.TimeZone,
        PinDigits = tenant.PinDigits,
        PasswordGrant = tenant.PasswordGrant,
        PasswordLevel = tenant.PasswordLevel.ToString().ToLowerInvariant(),
        PasswordClasses = tenant.PasswordClasses,
        PanelIdleSeconds = (int)tenant.PanelIdle.TotalSeconds,
        BrowserIdleSeconds = (int)tenant.BrowserIdle.TotalSeconds,
        BrowserMaxSeconds = (int)tenant.BrowserMax.TotalSeconds,
        ProgramIdleSeconds = (int)tenant.ProgramIdle.TotalSeconds,
        ProgramMaxSeconds = (int)tenant.ProgramMax.TotalSeconds,
        DesktopIdleSeconds = (int)tenant.DesktopIdle.TotalSeconds,
        DesktopMaxSeconds = (int)tenant.DesktopMax.TotalSeconds,
        LockoutFailures = tenant.LockoutFailures,
        LockoutSeconds = (int)tenant.Lockout.TotalSeconds,
        OfflineMaxSeconds = (int)tenant.OfflineMax.TotalSeconds,
        Offline = OfflineJson.Of(tenant.Offline),
        Alarms = AlarmLimitsJson.Of(tenant.Alarms),
        HeldJobsPerUserMax = tenant.HeldJobsPerUserMax,
        HeldBytesPerUserMax = tenant.HeldBytesPerUserMax,
        CopySite = tenant.CopySite?.Value ?? "",
        AheadJobsMax = tenant.AheadJobsMax,
        AheadBytesMax = tenant.AheadBytesMax,
        Credit = CreditPolicyJson.Of(tenant.Credit),
        AuditKeepDays = (int)tenant.AuditKeep.TotalDays,
        DeviceLog = DeviceLogPolicyJson.Of(tenant.DeviceLog),
    };
}
