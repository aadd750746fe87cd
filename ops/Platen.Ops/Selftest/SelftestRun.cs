using System.Diagnostics;
using System.Text.Json;
using Platen.Ops.Installation;
using Platen.Ops.Sampling;

namespace Platen.Ops.Selftest;

/// <summary>One file's way: send, find, release, compare, look it up in the ledger.</summary>
internal sealed class SelftestRun(PrintClient printer, PanelClient panel, RestClient rest, MfpOutput output, SampleUser user)
{
    private static readonly TimeSpan ListedLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PrintedLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LedgerLimit = TimeSpan.FromSeconds(60);

    // slower than the rate at which the panel refuses an address
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    public async Task<SelftestLine> RunAsync(SelftestLine line, string via, string title, CancellationToken cancellationToken)
    {
        var known = (await panel.ListJobsAsync(cancellationToken)).Select(JobId).ToHashSet(StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        await printer.SendAsync(line.File, via, user.LoginName, title, cancellationToken);
        line = line with { MsToHeld = Ms(clock) };
        if (via == "raw")
        {
            await ClaimAsync(line.Sha256In!, cancellationToken);
        }

        line = line with { JobId = await FindJobAsync(known, cancellationToken), MsToListed = Ms(clock) };
        var seen = output.List();
        var (ended, firstByte, done) = await ReleaseAsync(line.JobId, cancellationToken);
        line = line with { MsToFirstByte = firstByte, MsToDone = done };
        if (ended.GetProperty("stage").GetString() != "completed")
        {
            return line with { Error = $"The release ended as '{ended.GetProperty("stage").GetString()}': {ended.GetProperty("reason").GetString()}" };
        }

        var printed = await output.WaitForNewAsync(seen, PrintedLimit, cancellationToken);
        var entries = await FindLedgerAsync(line.JobId, cancellationToken);
        return Judge(await DescribeAsync(line with { BytesOut = printed.Bytes, Sha256Out = printed.Sha256 }, cancellationToken), entries);
    }

    private static SelftestLine Judge(SelftestLine line, IReadOnlyList<JsonElement> entries)
    {
        line = line with { LedgerEntry = entries[0].GetProperty("id").GetString() };
        return (line.Sha256In == line.Sha256Out, entries.Count) switch
        {
            (false, _) => line with { Error = "What came out differs from what was sent." },
            (_, 1) => line with { Ok = true },
            (_, var count) => line with { Error = $"The ledger has {count} entries for this job; exactly 1 is right." },
        };
    }

    // a RAW job names nobody: an administrator gives it to the user
    private async Task ClaimAsync(string sha256, CancellationToken cancellationToken)
    {
        var job = await PollAsync(ListedLimit, "the RAW job did not reach the server", async () =>
        {
            var page = await rest.GetAsync("api/v1/jobs?unclaimed=true&limit=100", cancellationToken);
            return page.GetProperty("items").EnumerateArray().FirstOrDefault(job => job.GetProperty("sha256").GetString() == sha256) is { ValueKind: JsonValueKind.Object } found ? found : null;
        }, cancellationToken);
        await rest.PostAsync($"api/v1/jobs/{job.GetProperty("id").GetString()}/claim", new { user = user.Id }, cancellationToken);
    }

    private async Task<string> FindJobAsync(HashSet<string> known, CancellationToken cancellationToken)
    {
        var found = await PollAsync(ListedLimit, "the panel does not list the job", async () =>
        {
            var jobs = await panel.ListJobsAsync(cancellationToken);
            return jobs.Where(job => !known.Contains(JobId(job))).Select(job => (JsonElement?)job).FirstOrDefault();
        }, cancellationToken);
        return JobId(found);
    }

    private async Task<(JsonElement Ended, double? MsToFirstByte, double MsToDone)> ReleaseAsync(string job, CancellationToken cancellationToken)
    {
        var release = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var clock = Stopwatch.StartNew();
        double? firstByte = null;
        await panel.ReleaseAsync(job, release, cancellationToken);
        var ended = await PollAsync(PrintedLimit, "the release did not end", async () =>
        {
            var progress = await panel.FindReleaseAsync(release, cancellationToken);
            firstByte ??= progress.GetProperty("bytesSent").GetInt64() > 0 ? Ms(clock) : null;
            return progress.GetProperty("ended").GetBoolean() ? progress : null;
        }, cancellationToken);
        return (ended, firstByte, Ms(clock));
    }

    private async Task<SelftestLine> DescribeAsync(SelftestLine line, CancellationToken cancellationToken)
    {
        var job = await rest.GetAsync($"api/v1/jobs/{line.JobId}", cancellationToken);
        var pages = job.GetProperty("pages").GetProperty("pages");
        return line with { Format = job.GetProperty("format").GetString(), Pages = pages.ValueKind == JsonValueKind.Number ? pages.GetInt32() : null };
    }

    private async Task<IReadOnlyList<JsonElement>> FindLedgerAsync(string job, CancellationToken cancellationToken)
    {
        var page = await PollAsync(LedgerLimit, "the ledger has no entry for the job", async () =>
        {
            var found = await rest.GetAsync($"api/v1/ledger?job={job}", cancellationToken);
            return found.GetProperty("items").GetArrayLength() > 0 ? found : null;
        }, cancellationToken);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static async Task<JsonElement> PollAsync(TimeSpan limit, string fault, Func<Task<JsonElement?>> ask, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        throw new OpsException($"After {limit.TotalSeconds:0} s {fault}.");
    }

    private static string JobId(JsonElement job) => job.GetProperty("job").GetString()!;

    private static double Ms(Stopwatch clock) => Math.Round(clock.Elapsed.TotalMilliseconds, 1);
}
