using System.Text.RegularExpressions;
using Platen.Domain.Audit;

namespace Platen.Architecture.Tests;

/// <summary>LG04: one table says of every kind of audit entry whether it is of security. Mutant: a kind left out of the table. A kind that nobody writes any more stays in it: its old entries are still read.</summary>
public sealed partial class AuditActionTests
{
    // built from a word and ".ok" or ".failed", or without a dot
    private static readonly string[] Composed = ["login.ok", "login.failed", "password.ok", "password.failed", "password-change.ok", "password-change.failed", "logout"];

    [Fact]
    public void Actions_InTheSource_AreThoseOfTheTable()
    {
        string[] folders = ["grains/Platen.Grains", "grains/Platen.Grains.Abstractions/Audit", "grains/Platen.Domain"];
        var written = folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.EndsWith("AuditActions.cs", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(literal => !literal.StartsWith("platen.", StringComparison.Ordinal) && !literal.EndsWith(".before", StringComparison.Ordinal) && !literal.EndsWith(".after", StringComparison.Ordinal)).Concat(Composed).ToHashSet(StringComparer.Ordinal);

        written.Except(AuditActions.All).Order().ShouldBeEmpty("These look like kinds of audit entries: say in AuditActions whether they are of security.");
        AuditActions.Security.Except(written).ShouldBeEmpty("Nobody writes these: the security log promises what is not there.");
        AuditActions.All.ShouldBeUnique();
        AuditActions.All.Length.ShouldBeGreaterThan(AuditActions.Security.Length);
    }

    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Literal();
}
