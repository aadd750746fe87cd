using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Platen.Silo.Options;
using Platen.Store.Hosting;

namespace Platen.Architecture.Tests.Deployment;

/// <summary>Settings as the environment gives them (<c>Platen__Cluster__Role</c>), bound to the programs' options as the programs bind them, save that what is no option is an error.</summary>
internal static partial class Settings
{
    /// <summary>The settings of a file of <c>NAME=VALUE</c> lines.</summary>
    public static Dictionary<string, string> OfEnvironmentFile(string path) => Repository.Read(path).Split('\n')
        .Where(static line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .ToDictionary(static line => line[..line.IndexOf('=', StringComparison.Ordinal)], static line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);

    /// <summary>The settings of an image, in its ENV.</summary>
    public static Dictionary<string, string> OfContainerfile(string path) => Assignment().Matches(Repository.Read(path))
        .ToDictionary(static match => match.Groups[1].Value, static match => match.Groups[2].Value, StringComparer.Ordinal);

    /// <summary>Binds the server's settings.</summary>
    /// <exception cref="InvalidOperationException">One is no option, or its value is of another type.</exception>
    public static (SiloOptions Silo, ClusterOptions Cluster) BindServer(IReadOnlyDictionary<string, string> settings)
    {
        var (silo, cluster, store) = (new SiloOptions(), new ClusterOptions(), new StoreOptions());
        Bind(settings, SiloOptions.Section, silo, ClusterOptions.Section, StoreOptions.Section);
        Bind(settings, ClusterOptions.Section, cluster);
        Bind(settings, StoreOptions.Section, store);
        return (silo, cluster);
    }

    private static void Bind(IReadOnlyDictionary<string, string> settings, string section, object options, params string[] others)
    {
        var all = settings.Select(static setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value));
        var own = all.Where(setting => setting.Key.StartsWith(section + ":", StringComparison.Ordinal) && !others.Any(other => setting.Key.StartsWith(other + ":", StringComparison.Ordinal)));
        new ConfigurationBuilder().AddInMemoryCollection(own).Build().GetSection(section).Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
    }

    [GeneratedRegex(@"^\s*(?:ENV )?\s*((?:Platen|Agent)__\w+)=(\S+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();
}
