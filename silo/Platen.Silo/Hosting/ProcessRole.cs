using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>What this process hosts, read before anything is composed.</summary>
internal static class ProcessRole
{
    /// <summary>The configured role. What is no role is left to the options' validator.</summary>
    public static ClusterRole Of(IConfiguration configuration) =>
        Enum.TryParse(configuration[$"{ClusterOptions.Section}:{nameof(ClusterOptions.Role)}"], ignoreCase: true, out ClusterRole role) ? role : ClusterRole.Master;
}
