using Platen.Conformance.Tests.Running;

namespace Platen.Conformance.Tests.Ipp;

/// <summary>
/// The conformance suites of ipptool (the Printer Working Group's own for IPP/1.1, IPP/2.0 and IPP Everywhere) against a whole agent, on a direct queue, because the suites wait for jobs to end. None
/// may fail, and at least as many must pass as with CUPS' ippeveprinter, the reference of IPP Everywhere (41, 42 and 152 in one run): a test that is skipped proves nothing.
/// </summary>
public sealed class IppToolSuiteTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("ipp", "1.1", "ipp-1.1.test", 41)]
    [InlineData("ipp", "2.0", "ipp-2.0.test", 42)]
    [InlineData("ipps", "2.0", "ipp-2.0.test", 42)]
    public Task Suite_OnADirectQueue_HasNoFailureAndPassesAsMuchAsTheReference(string scheme, string version, string suite, int passedMin) =>
        ShouldPassAsync(scheme, version, suite, passedMin);

    [Fact]
    public Task Everywhere_OnADirectQueue_HasNoFailureAndPassesAsMuchAsTheReference() => ShouldPassAsync("ipp", "2.0", "ipp-everywhere.test", 152, 150, 300);

    // rasters of 600 dpi take Ghostscript a minute
    [Fact]
    [Trait("suite", "slow")]
    public Task Everywhere_WithEveryResolutionThatIsTold_HasNoFailure() => ShouldPassAsync("ipp", "2.0", "ipp-everywhere.test", 250, 150, 300, 600);

    private static async Task ShouldPassAsync(string scheme, string version, string suite, int passedMin, params int[] resolutions)
    {
        await using var agent = await RunningAgent.StartAsync();
        var folder = await SuiteFolder.MakeAsync(Path.Combine(agent.Folder, "suites"), resolutions);

        var result = await RunAsync(agent, folder, scheme, version, suite);

        result.Failed.ShouldBeEmpty();
        result.Passed.ShouldBeGreaterThanOrEqualTo(passedMin, result.Text);
    }

    private static async Task<SuiteResult> RunAsync(RunningAgent agent, SuiteFolder folder, string scheme, string version, string suite)
    {
        // -I: goes on after a failure, so that all of them are seen
        string[] arguments = ["-t", "-I", "-V", version, "-T", "30", "-f", folder.Document, agent.PrinterUri(RunningAgent.Direct, scheme), suite];
        var (_, text) = await Tool.RunAsync("ipptool", "cups-ipp-utils", folder.Path, Patience, arguments);
        return SuiteResult.Of(text);
    }
}
