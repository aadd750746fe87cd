using System.Text;
using System.Text.RegularExpressions;
using static Platen.SiteAgent.Tests.Intake.Wire;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Queue state and removal by LPD, with the rights of who asks.</summary>
public sealed class LpdQueueTests
{
    // mutant: a list of all jobs of the queue shows bob what alice prints
    [Theory]
    [InlineData('\u0003')]
    [InlineData('\u0004')]
    public async Task State_ShowsOnlyJobsOfTheNameThatIsGiven_AndNoTitles(char command)
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "alice");

        (await AskAsync(host, $"{command}follow-me alice\n")).ShouldContain("alice");
        (await AskAsync(host, $"{command}follow-me alice\n")).ShouldNotContain("Report");
        (await AskAsync(host, $"{command}follow-me bob\n")).ShouldContain("no entries");
        (await AskAsync(host, $"{command}follow-me\n")).ShouldNotContain("alice");
        (await AskAsync(host, $"{command}nowhere alice\n")).ShouldContain("There is no queue 'nowhere'");
    }

    // mutant: a removal that looks at the job's number alone lets bob delete what alice prints
    [Fact]
    public async Task Removal_OfAnothersJob_IsRefused_AndOfTheOwnDone()
    {
        await using var host = await IntakeHost.StartAsync();
        await SendAsync(host, "alice");
        var number = Regex.Match(await AskAsync(host, "\u0004follow-me alice\n"), @"\[job (\d+)\]", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        number.ShouldNotBeEmpty();

        (await AnswerAsync(host, $"\u0005follow-me bob {number}\n")).ShouldBe(Refused);
        (await AnswerAsync(host, "\u0005follow-me bob alice\n")).ShouldBe(Refused);
        (await AnswerAsync(host, "\u0005follow-me alice 1234567\n")).ShouldBe(Refused);
        host.Jobs.Count.ShouldBe(1);

        (await AnswerAsync(host, $"\u0005follow-me alice {number}\n")).ShouldBe(Taken);
        host.Jobs.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Removal_WithoutNumber_TakesTheFirstJob_AndByNameAll()
    {
        await using var host = await IntakeHost.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            await SendAsync(host, "alice");
        }

        (await AnswerAsync(host, "\u0005follow-me alice\n")).ShouldBe(Taken);
        host.Jobs.Count.ShouldBe(2);
        (await AnswerAsync(host, "\u0005follow-me alice alice\n")).ShouldBe(Taken);
        host.Jobs.Count.ShouldBe(0);
    }

    [Fact]
    public async Task SeveralDataFiles_HaveTheirFilesNames_AndPathsAreCut()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new WireClient(host.LpdPort);
        const string Control = "Hhere\nPalice\nJ/home/alice/all\nldfA001here\nN/home/alice/one.ps\nldfB001here\nNC:\\Users\\alice\\two.ps\n";
        await client.SendAsync($"\u0002follow-me\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        foreach (var (kind, name, bytes) in new[] { (2, "cfA001here", Octets(Control)), (3, "dfA001here", Documents.PostScript(1)), (3, "dfB001here", Documents.PostScript(2)) })
        {
            await client.SendAsync($"{(char)kind}{bytes.Length} {name}\n");
            (await client.AnswerAsync()).ShouldBe(Taken);
            await client.SendAsync([.. bytes, 0]);
            (await client.AnswerAsync()).ShouldBe(Taken);
        }

        (await host.JobsAsync(2)).Select(job => job.Title).ShouldBe(["one.ps", "two.ps"]);
    }

    // mutant: an acknowledged document that waits for a control file which cannot come is lost
    [Fact]
    public async Task DataFile_OfUnknownSizeThatComesFirst_IsAJob()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = Documents.PostScript(1, "%%For: (alice)\n");
        using var client = new WireClient(host.LpdPort);
        await client.SendAsync("\u0002follow-me\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        await client.SendAsync("\u0003125899906843000 dfA001here\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        await client.SendAsync(document);
        client.Finish();

        (await client.AnswerAsync()).ShouldBe(Taken);
        (await host.TheJobAsync(document)).Owner.ShouldBe(IntakeHost.Alice);
    }

    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("/home/alice/report.pdf", "report.pdf")]
    [InlineData("docs/report.pdf", "report.pdf")]
    [InlineData("C:\\Users\\alice\\report", "report")]
    [InlineData("\\\\server\\share\\report.docx", "report.docx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("Invoice 5/2026", "Invoice 5/2026")]
    [InlineData("/", "/")]
    [InlineData("", "")]
    public void Title_OfAPath_IsTheFilesName(string given, string title) => SiteAgent.Intake.Lpd.LpdTitle.FileName(given).ShouldBe(title);

    private static async Task SendAsync(IntakeHost host, string user) => (await LpdAsync(host.LpdPort, IntakeHost.Pull, user, Documents.PostScript(1))).ShouldBe(Taken);

    private static async Task<string> AskAsync(IntakeHost host, string command)
    {
        using var client = new WireClient(host.LpdPort);
        await client.SendAsync(command);
        return Encoding.UTF8.GetString(await client.RestAsync());
    }

    private static async Task<int> AnswerAsync(IntakeHost host, string command)
    {
        using var client = new WireClient(host.LpdPort);
        await client.SendAsync(command);
        return await client.AnswerAsync();
    }
}
