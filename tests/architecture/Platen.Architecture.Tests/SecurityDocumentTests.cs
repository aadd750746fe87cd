using System.Text.RegularExpressions;

namespace Platen.Architecture.Tests;

/// <summary>What docs/security says of code and tests: each file and each test that it names is there, each requirement of the ASVS has one row, and what is "met" names a test.</summary>
public sealed partial class SecurityDocumentTests
{
    private const int RowsOfLevels1And2 = 96; // OWASP ASVS 5.0.0, V6 to V10

    private static readonly string Asvs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security", "asvs.md"));

    [Fact]
    public void Asvs_Rows_AreAllOfThem_EachWithAState()
    {
        var rows = Row().Matches(Asvs).Select(match => (Id: match.Groups[1].Value, State: match.Groups[2].Value)).ToList();
        rows.Select(row => row.Id).ShouldBeUnique();
        rows.Count.ShouldBe(RowsOfLevels1And2);
        rows.Where(row => row.State is not ("met" or "met as shipped" or "part" or "open" or "n/a")).ShouldBeEmpty();
    }

    [Fact]
    public void Asvs_RowThatIsMet_NamesCodeAndATest()
    {
        var bare = Asvs.Split('\n').Where(line => line.Contains("| met |", StringComparison.Ordinal) || line.Contains("| met as shipped |", StringComparison.Ordinal)).Where(line => !Test().IsMatch(line) || !SourceFile().IsMatch(line));
        bare.ShouldBeEmpty("a row that is met names a file and a test, as Class.Method");
    }

    // what may be switched off says by whose wish
    [Fact]
    public void Asvs_RowThatIsMetAsShipped_NamesTheRequirementThatAllowsToDeviate()
    {
        var shipped = Asvs.Split('\n').Where(line => line.Contains("| met as shipped |", StringComparison.Ordinal)).ToList();
        shipped.ShouldNotBeEmpty();
        shipped.ShouldAllBe(line => Requirement().IsMatch(line) && line.Contains("to deviate", StringComparison.Ordinal));
    }

    [Fact]
    public void SecurityDocuments_FilesAndTestsThatTheyName_Exist()
    {
        var sources = Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories).Where(IsSource).ToLookup(Path.GetFileName, StringComparer.Ordinal);
        List<string> missing = [];
        foreach (Match named in SourceFile().Matches(Asvs))
        {
            if (!sources.Contains(named.Groups[1].Value))
            {
                missing.Add(named.Groups[1].Value);
            }
        }

        foreach (Match test in Test().Matches(Asvs))
        {
            var (type, method) = (test.Groups[1].Value, test.Groups[2].Value);
            if (!sources[type + ".cs"].Any(file => File.ReadAllText(file).Contains($" {method}(", StringComparison.Ordinal)))
            {
                missing.Add($"{type}.{method}");
            }
        }

        missing.ShouldBeEmpty("docs/security/asvs.md names what is not there");
    }

    private static bool IsSource(string path) =>
        Path.GetExtension(path) is ".cs" or ".cshtml" or ".md" or ".sql" or ".proto" && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains("node_modules", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`([\w.]+\.(?:cs|cshtml|md|sql|proto))`", RegexOptions.None, 1000)]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"\bAU\d\d\b", RegexOptions.None, 1000)]
    private static partial Regex Requirement();

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`", RegexOptions.None, 1000)]
    private static partial Regex Test();
}
