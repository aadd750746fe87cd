using System.Globalization;
using System.Text.RegularExpressions;
using Platen.Conformance.Tests.Running;

namespace Platen.Conformance.Tests.Ipp;

/// <summary>The files that CUPS ships for subscriptions, as they are, against a whole agent with a virtual MFP.</summary>
public sealed class SubscriptionSuiteTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Regex MadeId = new(@"notify-subscription-id \(integer\) = (?<id>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("ipp")]
    [InlineData("ipps")]
    public async Task CupsFiles_FromSubscribingToTheEventsOfAPrintedJob_Pass(string scheme)
    {
        await using var agent = await RunningAgent.StartAsync();
        var folder = await SuiteFolder.MakeAsync(Path.Combine(agent.Folder, "suites"));
        var id = Made(await RunAsync(agent, folder, scheme, "create-printer-subscription.test"));

        await RunAsync(agent, folder, scheme, "get-subscriptions.test");
        await RunAsync(agent, folder, scheme, "identify-printer-display.test");

        var text = await ListenAsync(agent, folder, scheme, id, "[PASS]");

        text.ShouldContain("notify-subscribed-event (keyword) = printer-state-changed");
    }

    [Fact]
    public async Task JobProgress_OfAJobThatIsPrinted_IsHeardUntilItsEnd()
    {
        await using var agent = await RunningAgent.StartAsync();
        var folder = await SuiteFolder.MakeAsync(Path.Combine(agent.Folder, "suites"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "print-and-listen.test"), PrintAndListen);

        var id = Made(await RunAsync(agent, folder, "ipp", "print-and-listen.test", "-f", folder.Document));

        var text = await ListenAsync(agent, folder, "ipp", id, "successful-ok-events-complete");

        text.ShouldContain("notify-event (keyword) = job-created");
        text.ShouldContain("notify-event (keyword) = job-completed");
        text.ShouldContain("job-impressions-completed (integer) = 5");
    }

    private const string PrintAndListen = """
        {
        NAME "Print, and subscribe to the job"
        OPERATION Print-Job
        GROUP operation-attributes-tag
        ATTR charset attributes-charset utf-8
        ATTR naturalLanguage attributes-natural-language en
        ATTR uri printer-uri $uri
        GROUP subscription-attributes-tag
        ATTR keyword notify-pull-method ippget
        ATTR keyword notify-events job-created,job-progress,job-completed
        FILE $filename
        STATUS successful-ok
        EXPECT notify-subscription-id OF-TYPE integer IN-GROUP subscription-attributes-tag WITH-VALUE >0
        }

        """;

    /// <summary>Fetches the events until the tool writes these words.</summary>
    private static async Task<string> ListenAsync(RunningAgent agent, SuiteFolder folder, string scheme, string id, string words)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            var (_, text) = await Tool.RunAsync("ipptool", "cups-ipp-utils", folder.Path, Patience, ["-tv", "-d", "id=" + id, agent.PrinterUri(RunningAgent.Direct, scheme), "get-notifications.test"]);
            if (text.Contains(words, StringComparison.Ordinal))
            {
                return text;
            }

            deadline.IsCancellationRequested.ShouldBeFalse($"Waited {Patience.TotalSeconds} s for '{words}':\n{text}");
        }
    }

    private static async Task<string> RunAsync(RunningAgent agent, SuiteFolder folder, string scheme, string file, params string[] more)
    {
        var (code, text) = await Tool.RunAsync("ipptool", "cups-ipp-utils", folder.Path, Patience, ["-tv", .. more, agent.PrinterUri(RunningAgent.Direct, scheme), file]);
        code.ShouldBe(0, text);
        return text;
    }

    private static string Made(string text) => int.Parse(MadeId.Match(text).Groups["id"].Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
