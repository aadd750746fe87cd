namespace Platen.Conformance.Tests.Ipp;

/// <summary>How a suite of ipptool went.</summary>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">The lines of those that failed, and why.</param>
/// <param name="Text">Everything that ipptool wrote.</param>
internal sealed record SuiteResult(int Passed, string Failed, string Text)
{
    private const int ReasonLines = 20;

    public static SuiteResult Of(string text)
    {
        var lines = text.Split('\n');
        var failed = Enumerable.Range(0, lines.Length).Where(line => lines[line].Contains("[FAIL]", StringComparison.Ordinal))
            .SelectMany(line => lines.Skip(line).TakeWhile((more, after) => after == 0 || (after < ReasonLines && !more.Contains("[PASS]", StringComparison.Ordinal) && !more.Contains("[SKIP]", StringComparison.Ordinal))));
        return new SuiteResult(lines.Count(line => line.Contains("[PASS]", StringComparison.Ordinal)), string.Join('\n', failed), text);
    }
}
