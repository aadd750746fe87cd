using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Platen.Grains.Abstractions.Nodes;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>Which silos a grain belongs on, by what the silos say of themselves. Their metadata arrives a moment after they join; who is not known yet is neither a master nor a site's.</summary>
internal sealed class OrleansSiloRoles(ISiloMetadataCache metadata)
{
    public const string RoleKey = "role";
    public const string SiteKey = "site";
    public const string VersionKey = "version";

    /// <summary>What this silo says of itself.</summary>
    public static Dictionary<string, string> Describe(ClusterOptions options)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal) { [RoleKey] = options.Role == ClusterRole.Site ? nameof(ClusterRole.Site) : nameof(ClusterRole.Master), [VersionKey] = ProductVersion.Current };
        if (options.Role == ClusterRole.Site)
        {
            said[SiteKey] = options.Site;
        }

        return said;
    }

    /// <summary>The best of the silos for a grain: its site's, else the masters, else all, because a grain that runs somewhere is better than one that runs nowhere.</summary>
    public IReadOnlyList<SiloAddress> HomesOf(GrainId grain, OrleansSiteScope scope, IReadOnlyList<SiloAddress> silos)
    {
        if (scope == OrleansSiteScope.Site && SiteOf(grain) is { } site && Those(silos, SiteKey, site) is { Count: > 0 } own)
        {
            return own;
        }

        return Those(silos, RoleKey, nameof(ClusterRole.Master)) is { Count: > 0 } masters ? masters : silos;
    }

    /// <summary>The second part of the key; null when there is none.</summary>
    public static string? SiteOf(GrainId grain)
    {
        var parts = grain.Key.ToString()!.Split('/', 3);
        return parts.Length > 1 ? parts[1] : null;
    }

    private List<SiloAddress> Those(IReadOnlyList<SiloAddress> silos, string key, string value) =>
        [.. silos.Where(silo => metadata.GetSiloMetadata(silo).Metadata.TryGetValue(key, out var known) && known == value)];
}
