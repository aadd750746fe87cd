using System.Diagnostics;
using System.Globalization;
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

    public async Task<SelftestLine> RunAsync(SelftestLine line, string via, string title, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var known = (await panel.ListJobsAsync(cancellationToken)).Select(JobId).ToHashSet(StringComparer.Ordinal);
        clock.Restart();
        await printer.SendAsync(line.File, via, user.LoginName, title, cancellationToken);
        line = line with { MsToHeld = Ms(clock) };
        if (via == "raw")
        {
            await ClaimAsync(line.Sha256In!, cancellationToken);
        }

        var job = await FindJobAsync(known, cancellationToken);
        line = line with { JobId = JobId(job), MsToListed = Ms(clock), Format = Optional(job, "format")?.GetString(), Pages = PagesOf(job) };
        var seen = output.List();
        var release = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var asked = TimeProvider.System.GetUtcNow();
        clock.Restart();
        await panel.ReleaseAsync(line.JobId, release, cancellationToken);
        var ended = await WaitForEndAsync(release, cancellationToken);
        line = line with { MsToDone = Ms(clock), MsToFirstByte = FirstByte(ended, asked) };
        if (Optional(ended, "stage")?.GetString() != "completed")
        {
            return line with { Error = $"The release ended as {ended}." };
        }

        var printed = await output.WaitForNewAsync(seen, PrintedLimit, cancellationToken);
        line = line with { BytesOut = printed.Bytes, Sha256Out = printed.Sha256 };
        var entries = await FindLedgerAsync(line.JobId, cancellationToken);
        line = line with { LedgerEntry = entries.Count > 0 ? Optional(entries[0], "id")?.GetString() : null };
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
            return page.GetProperty("items").EnumerateArray().FirstOrDefault(job => Optional(job, "sha256")?.GetString() == sha256) is { ValueKind: JsonValueKind.Object } found ? found : null;
        }, cancellationToken);
        await rest.PostAsync($"api/v1/jobs/{JobId(job)}/claim", new { user = user.Id }, cancellationToken);
    }

    private Task<JsonElement> FindJobAsync(HashSet<string> known, CancellationToken cancellationToken) =>
        PollAsync(ListedLimit, "the panel does not list the job", async () =>
        {
            var jobs = await panel.ListJobsAsync(cancellationToken);
            return jobs.Where(job => !known.Contains(JobId(job))).Select(job => (JsonElement?)job).FirstOrDefault();
        }, cancellationToken);

    private Task<JsonElement> WaitForEndAsync(string release, CancellationToken cancellationToken) =>
        PollAsync(PrintedLimit, "the release did not end", async () =>
        {
            var progress = await panel.FindReleaseAsync(release, cancellationToken);
            return Optional(progress, "stage")?.GetString() is "completed" or "notPrinted" or "partial" ? progress : null;
        }, cancellationToken);

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

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        throw new OpsException($"After {limit.TotalSeconds:0} s {fault}.");
    }

    private static string JobId(JsonElement job) => job.GetProperty("id").GetString()!;

    private static double Ms(Stopwatch clock) => Math.Round(clock.Elapsed.TotalMilliseconds, 1);

    private static double? FirstByte(JsonElement progress, DateTimeOffset asked) =>
        Optional(progress, "firstByteAt") is { ValueKind: JsonValueKind.String } at
            ? Math.Round((DateTimeOffset.Parse(at.GetString()!, CultureInfo.InvariantCulture) - asked).TotalMilliseconds, 1)
            : null;

    private static int? PagesOf(JsonElement job) => Optional(job, "pages") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        { ValueKind: JsonValueKind.Object } count when Optional(count, "pages") is { ValueKind: JsonValueKind.Number } number => number.GetInt32(),
        _ => null,
    };

    private static JsonElement? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;
}
