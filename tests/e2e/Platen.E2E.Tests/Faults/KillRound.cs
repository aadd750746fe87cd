using System.Collections.Concurrent;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Faults;

/// <summary>One round: a kill during intake, a restart, a kill during release, a restart; then everything that was acknowledged must come out, and be charged once.</summary>
internal sealed class KillRound(PlatenSystem system, SampleUser user, SystemPart part, int seed)
{
    private const int Senders = 3;
    private const int DocumentsPerSender = 3;
    private static readonly TimeSpan LatestKill = TimeSpan.FromMilliseconds(250);

    // the outside record: what clients were told
    private readonly ConcurrentBag<SentDocument> _acknowledged = [];
    private readonly Random _random = new(seed);

    public async Task RunAsync()
    {
        await Task.WhenAll([.. Enumerable.Range(0, Senders).Select(_ => SendAsync()), KillSoonAsync()]);
        await system.RestartAsync();
        var jobs = await FindAcknowledgedAsync();
        await Task.WhenAll(ReleaseAllAsync(jobs), KillSoonAsync());
        await system.RestartAsync();
        await PrintTheRestAsync();
        await CheckAsync(jobs);
    }

    private async Task SendAsync()
    {
        for (var i = 0; i < DocumentsPerSender; i++)
        {
            var document = SentDocument.PostScript(system.Documents, paddingBytes: 50_000);
            if ((await system.TryPrintAsync(document, user.LoginName)).ExitCode == 0)
            {
                _acknowledged.Add(document);
            }
        }
    }

    private async Task KillSoonAsync()
    {
        await Task.Delay(LatestKill * _random.NextDouble());
        await system.KillAsync(part);
    }

    private async Task<Dictionary<string, SentDocument>> FindAcknowledgedAsync()
    {
        using var terminal = await system.LogInAtPanelAsync(user);
        var listed = await terminal.JobsAsync();
        var found = new Dictionary<string, SentDocument>(StringComparer.Ordinal);
        foreach (var document in _acknowledged)
        {
            var job = listed.FirstOrDefault(job => job.Title == document.Title) ?? throw new InvalidOperationException($"{Where}: {document.Title} was acknowledged, and is lost.");
            found.Add(job.Job, document);
        }

        return found;
    }

    private async Task ReleaseAllAsync(Dictionary<string, SentDocument> jobs)
    {
        try
        {
            using var terminal = await system.LogInAtPanelAsync(user);
            foreach (var job in jobs.Keys)
            {
                await terminal.StartReleaseAsync(job);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            // the agent was killed meanwhile; what was not released is still there
        }
    }

    // as the user would: log in again, and print what still waits
    private Task PrintTheRestAsync() => Eventually.TrueAsync($"{Where}: the end of all jobs", async () =>
    {
        using var terminal = await system.LogInAtPanelAsync(user);
        foreach (var job in await terminal.JobsAsync())
        {
            if (job.State == "pending-held")
            {
                await terminal.ReleaseAsync(job.Job);
            }
        }

        return (await terminal.JobsAsync()).All(job => job.State == "completed");
    }, TimeSpan.FromMinutes(2));

    private async Task CheckAsync(Dictionary<string, SentDocument> jobs)
    {
        var printed = (await system.PrintedDocumentsAsync()).ToLookup(document => document.PayloadSha256, StringComparer.Ordinal);
        foreach (var (job, document) in jobs)
        {
            var entries = await ChargedAsync(job);
            var copies = printed[document.Sha256].Count();
            copies.ShouldBeGreaterThan(0, $"{Where}: {document.Title} was acknowledged and never printed");
            entries.DistinctBy(entry => entry.Release).Count().ShouldBe(entries.Count, $"{Where}: a release of {document.Title} was charged twice");
            entries.Count(entry => entry.PriceValue > 0).ShouldBeLessThanOrEqualTo(copies, $"{Where}: {document.Title} came out {copies} times; its charges: {string.Join("; ", entries)}");
            // a release that was cut off is in the ledger too, with what the device says that it printed; when it does not say, it is free
            entries.ShouldAllBe(entry => entry.Impressions > 0 || entry.PriceValue == 0, $"{Where}: {document.Title} was charged without pages");
        }
    }

    // the entry of a release that was cut off may come first
    private Task<IReadOnlyList<LedgerEntry>> ChargedAsync(string job) => Eventually.GetAsync(
        $"{Where}: a charge for job {job}", async () => await system.Server.LedgerAsync("job=" + job) is var entries && entries.Any(entry => entry.PriceValue > 0) ? entries : null, TimeSpan.FromMinutes(2));

    private string Where => $"round {seed}, {part} killed";
}
