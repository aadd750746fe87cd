using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions;

/// <summary>
/// Makes and reads grain keys: <c>{tenant}</c>, <c>{tenant}/{id}</c>, or <c>{tenant}/{site}/{id}</c> for what belongs to a site. Ids are slugs or UUIDs and hold no slash, so a key is never ambiguous,
/// and no key can name another tenant's record (TN02).
/// </summary>
public static class GrainKeys
{
    /// <summary>Key of the grain for nodes of the cluster, which belong to no tenant.</summary>
    public const string Nodes = "nodes";

    /// <summary>Key of the tenant, query, session and wait grains.</summary>
    public static string Tenant(TenantId tenant) => tenant.Value;

    /// <summary>Key of a user grain.</summary>
    public static string User(TenantId tenant, UserId user) => $"{tenant}/{user}";

    /// <summary>Key of a group grain.</summary>
    public static string Group(TenantId tenant, GroupId group) => $"{tenant}/{group}";

    /// <summary>Key of a login by a panel's code.</summary>
    public static string QrLogin(TenantId tenant, string code) => $"{tenant}/{code}";

    /// <summary>Reads the code from the key of <see cref="QrLogin"/>.</summary>
    public static string ParseQrCode(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads the tenant of a key of two parts.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static TenantId ParseTenantOf(string key) => TenantId.Parse(Split(key, 2)[0]);

    /// <summary>Key of a directory grain.</summary>
    public static string Directory(TenantId tenant, DirectoryId directory) => $"{tenant}/{directory}";

    /// <summary>Key of a job grain.</summary>
    public static string Job(TenantId tenant, JobId job) => $"{tenant}/{job}";

    /// <summary>Key of a queue grain.</summary>
    public static string Queue(TenantId tenant, QueueId queue) => $"{tenant}/{queue}";

    /// <summary>Key of a site grain.</summary>
    public static string Site(TenantId tenant, SiteId site) => $"{tenant}/{site}";

    /// <summary>Key of a device grain.</summary>
    public static string Device(TenantId tenant, SiteId site, DeviceId device) => $"{tenant}/{site}/{device}";

    /// <summary>Reads a tenant's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static TenantId ParseTenant(string key) => TenantId.Parse(key);

    /// <summary>Reads a user grain's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static (TenantId Tenant, UserId User) ParseUser(string key)
    {
        var parts = Split(key, 2);
        return (TenantId.Parse(parts[0]), UserId.Parse(parts[1]));
    }

    /// <summary>Reads a group grain's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static (TenantId Tenant, GroupId Group) ParseGroup(string key)
    {
        var parts = Split(key, 2);
        return (TenantId.Parse(parts[0]), GroupId.Parse(parts[1]));
    }

    /// <summary>Reads a directory grain's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static (TenantId Tenant, DirectoryId Directory) ParseDirectory(string key)
    {
        var parts = Split(key, 2);
        return (TenantId.Parse(parts[0]), DirectoryId.Parse(parts[1]));
    }

    /// <summary>Reads a job grain's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static (TenantId Tenant, JobId Job) ParseJob(string key)
    {
        var parts = Split(key, 2);
        return (TenantId.Parse(parts[0]), JobId.Parse(parts[1]));
    }

    /// <summary>Reads a queue grain's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static (TenantId Tenant, QueueId Queue) ParseQueue(string key)
    {
        var parts = Split(key, 2);
        return (TenantId.Parse(parts[0]), QueueId.Parse(parts[1]));
    }

    /// <summary>Reads a site grain's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static (TenantId Tenant, SiteId Site) ParseSite(string key)
    {
        var parts = Split(key, 2);
        return (TenantId.Parse(parts[0]), SiteId.Parse(parts[1]));
    }

    /// <summary>Reads a device grain's key.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static (TenantId Tenant, SiteId Site, DeviceId Device) ParseDevice(string key)
    {
        var parts = Split(key, 3);
        return (TenantId.Parse(parts[0]), SiteId.Parse(parts[1]), DeviceId.Parse(parts[2]));
    }

    private static string[] Split(string key, int count)
    {
        var parts = key.Split('/');
        return parts.Length == count ? parts : throw new FormatException($"'{key}' is no grain key of {count} parts separated by '/'.");
    }
}
