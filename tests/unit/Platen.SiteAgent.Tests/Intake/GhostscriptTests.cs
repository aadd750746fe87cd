using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>PostScript is a program: it is counted by running it, in a cage. Needs Debian's ghostscript.</summary>
public sealed class GhostscriptTests
{
    [Theory]
    [InlineData("%%Pages: 1\n", "", 3)]
    [InlineData("", "(99 pages) print (%stdout) (w) file dup (P4 8 8 12345678) writestring flushfile\n", 3)]
    [InlineData("", "/#copies 2 def showpage\n", 4)]
    public async Task PostScript_WhateverItClaims_HasThePagesThatItDraws(string comments, string body, int pages)
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, Documents.PostScript(3, comments, body));

        var counted = await RenderedAsync(host);

        if (pages == 4)
        {
            // the copies of the last page are drawn, and are not told apart from pages
            counted.Pages.ShouldBeInRange(4, 5);
        }
        else
        {
            counted.Pages.ShouldBe(pages);
        }
    }

    // catches: no -dSAFER; the document would count one page for a file that it could read
    [Fact]
    public async Task PostScript_ThatReadsFiles_HasAFaultAndNoPages()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, Documents.PostScript(2, "", "(/etc/passwd) (r) file pop showpage\n"));

        var job = (await host.JobsAsync(1))[0];
        var counted = await host.PagesAsync(job, pages => pages.Reason.StartsWith("Ghostscript ended", StringComparison.Ordinal));

        counted.HasPages.ShouldBeFalse();
    }

    // catches: no limit of time, or one that a full pipe to Ghostscript holds up
    [Fact]
    public async Task PostScript_ThatNeverEnds_IsStoppedAndHasNoPages()
    {
        await using var host = await IntakeHost.StartAsync(intake: options => options.RenderTimeMax = TimeSpan.FromSeconds(1));
        await SendAsync(host, Documents.PostScript(1, "", "{} loop\n" + new string('%', 500_000)));

        var job = (await host.JobsAsync(1))[0];
        var counted = await host.PagesAsync(job, pages => pages.Reason.Contains("RenderTimeMax", StringComparison.Ordinal) || pages.Reason.StartsWith("Ghostscript ended", StringComparison.Ordinal));

        counted.HasPages.ShouldBeFalse();
    }

    private static async Task SendAsync(IntakeHost host, byte[] document)
    {
        using var client = new WireClient(host.RawPort);
        await client.SendAsync(document);
        client.Finish();
        (await client.AnswerAsync()).ShouldBe(-1);
    }

    private static async Task<PageCount> RenderedAsync(IntakeHost host) => await host.PagesAsync((await host.JobsAsync(1))[0], pages => pages.Evidence == Evidence.Rendered);
}
