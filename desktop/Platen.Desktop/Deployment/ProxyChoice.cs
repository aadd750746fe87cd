namespace Platen.Desktop.Deployment;

/// <summary>How the network is left.</summary>
/// <param name="IsSystem">As the operating system and the environment (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>) say.</param>
/// <param name="Address">By this one; null with <paramref name="IsSystem"/> false: directly.</param>
internal sealed record ProxyChoice(bool IsSystem, Uri? Address)
{
    /// <summary>As the system says.</summary>
    public static ProxyChoice System { get; } = new(true, null);

    /// <summary>Directly.</summary>
    public static ProxyChoice None { get; } = new(false, null);
}
