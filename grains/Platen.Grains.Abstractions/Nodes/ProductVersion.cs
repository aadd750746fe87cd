using System.Reflection;

namespace Platen.Grains.Abstractions.Nodes;

/// <summary>The version of this program, as nodes of a cluster, agents and people see it: <c>0.1.0+</c> and the first eight digits of the commit that it was built from, where the build knew it.</summary>
public static class ProductVersion
{
    private const int CommitDigits = 8;

    /// <summary>This program's.</summary>
    public static string Current { get; } = Short(typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>A version with its commit cut to a length that people can compare.</summary>
    public static string Short(string version)
    {
        var commit = version.IndexOf('+', StringComparison.Ordinal) + 1;
        return commit > 0 && version.Length > commit + CommitDigits ? version[..(commit + CommitDigits)] : version;
    }
}
