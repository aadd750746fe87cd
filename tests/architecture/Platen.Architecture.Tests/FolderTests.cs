using System.Text.RegularExpressions;

namespace Platen.Architecture.Tests;

/// <summary>A reader guesses the file before searching for it: one top-level type a file, the file named after it, the namespace after the folder.</summary>
public sealed partial class FolderTests
{
    // What declares somebody else's namespace on purpose.
    private static readonly string[] ForeignNamespaces =
    [
        "silo/Platen.Engine.Embedded/Orleans/", // Orleans' API, so that grain code compiles against either engine
        "silo/Platen.Engine.Embedded/References/IgnoresAccessChecksToAttribute.cs", // the runtime looks for it by its full name
        "tests/architecture/Platen.Architecture.Tests/OrleansApi/Drift/", // false copies of Orleans' types, which a test must catch
    ];

    public static TheoryData<string> Projects => [.. Repository.Files("*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_OfEveryFile_IsItsFolder(string project)
    {
        var wrong = Sources(project)
            .Where(path => !ForeignNamespaces.Any(known => path.StartsWith(known, StringComparison.Ordinal)))
            .Select(path => (Path: path, Namespace: NamespaceOf(path), Expected: ExpectedNamespace(project, path)))
            .Where(file => file.Namespace is not null && file.Namespace != file.Expected)
            .Select(file => $"{file.Path}: {file.Namespace}, expected {file.Expected}");
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void File_OfEveryProject_HoldsOneTopLevelType(string project)
    {
        var wrong = Sources(project)
            .Select(path => (Path: path, Types: TopLevelTypes().Matches(Repository.Read(path)).Select(match => match.Groups["name"].Value).Distinct().ToList()))
            .Where(file => file.Types.Count > 1)
            .Select(file => $"{file.Path}: {string.Join(", ", file.Types)}");
        wrong.ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources(string project)
    {
        var folder = project[..(project.LastIndexOf('/') + 1)];
        return Repository.Files("*.cs").Where(path => path.StartsWith(folder, StringComparison.Ordinal) && !path.EndsWith("/Program.cs", StringComparison.Ordinal));
    }

    private static string? NamespaceOf(string path) => NamespaceLine().Match(Repository.Read(path)) is { Success: true } match ? match.Groups["name"].Value : null;

    private static string ExpectedNamespace(string project, string path)
    {
        var folder = project[..project.LastIndexOf('/')];
        var below = path[..path.LastIndexOf('/')][folder.Length..].Replace('/', '.');
        return Path.GetFileNameWithoutExtension(project) + below;
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe) )*(?:class|interface|enum|record struct|record class|record|struct|delegate [\w<>\[\]?]+) (?<name>\w+(?:<[^>{]*>)?)",
        RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TopLevelTypes();
}
