namespace Platen.Architecture.Tests;

/// <summary>The checked-out source, which these tests read.</summary>
internal static class Repository
{
    private static readonly string[] Generated = ["/obj/", "/bin/", "/node_modules/", "/.git/"];

    /// <summary>The folder that holds Cluster.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Files by pattern, as paths relative to the root with slashes; nothing that a build makes.</summary>
    public static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !Generated.Any(folder => $"/{path}".Contains(folder, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"There is no Cluster.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
