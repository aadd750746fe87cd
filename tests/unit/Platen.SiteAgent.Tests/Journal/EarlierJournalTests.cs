using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Journal;

/// <summary>
/// A whole spool and journal folder that an agent of an earlier version left behind, as a crash leaves it (Golden/README.md says how it was made): this version opens it, and has the same jobs, documents and events. An update that does not
/// read what is on the branches' disks would lose jobs and charges.
/// </summary>
public sealed class EarlierJournalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _root = Directory.CreateTempSubdirectory("platen-earlier-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static TheoryData<string> Folders => [.. Directory.GetFiles(Golden, "*.zip").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    private static string Golden => Path.Combine(AppContext.BaseDirectory, "Journal", "Golden");

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Folder_OfAnEarlierVersion_IsReplayedWhole_AndGoesOn(string name)
    {
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(Golden, name + ".zip"), _root);
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_root, "expected.json"))).RootElement;
        await using var spool = new SpoolFixture();
        (spool.Options.Directory, spool.Options.SegmentBytes, spool.Options.JournalFileBytes) = (Path.Combine(_root, "spool"), 512 * 1024, 32 * 1024);
        await spool.OpenAsync();
        await ShouldBeAsync(spool, expected, restarts: 1);

        await spool.Engine.Journal.AppendAsync(new AgentEvent { CommandDone = new CommandDone { CommandId = "after", Ok = true } });
        await spool.ReceiveAsync(SpoolFixture.Bytes(100), spool.User);
        await spool.Engine.Journal.CheckpointAsync();
        await spool.RestartAsync();
        await ShouldBeAsync(spool, expected, restarts: 2);
    }

    private static async Task ShouldBeAsync(SpoolFixture spool, JsonElement expected, ulong restarts)
    {
        var journal = spool.Engine.Journal;
        journal.Epoch.ShouldBe(expected.GetProperty("epoch").GetUInt64() + restarts);
        journal.AcknowledgedThrough.ShouldBe(expected.GetProperty("acknowledged").GetUInt64());
        journal.LastSequence.ShouldBe(expected.GetProperty("last").GetUInt64() + (restarts == 1 ? 0UL : 2UL));
        journal.Starts.Length.ShouldBe(expected.GetProperty("starts").GetInt32() + (int)restarts);
        var events = expected.GetProperty("events").EnumerateArray().Select(fact => JsonParser.Default.Parse<AgentEvent>(fact.GetString())).ToList();
        (await ReadAsync(journal, events.Count)).ShouldBe(events);
        foreach (var job in expected.GetProperty("jobs").EnumerateArray())
        {
            await ShouldHoldAsync(spool, job);
        }
    }

    private static async Task ShouldHoldAsync(SpoolFixture spool, JsonElement expected)
    {
        string Text(string name) => expected.GetProperty(name).GetString()!;
        var job = spool.Jobs.Find(JobId.Parse(Text("id")));
        if (Text("sha256").Length == 0)
        {
            job.ShouldBeNull("deleted, or private and printed");
            return;
        }

        job.ShouldNotBeNull();
        (job.State.ToString(), job.WasPrinted, job.Owner?.ToString() ?? "", job.Title, job.Release?.Id.ToString() ?? "")
            .ShouldBe((Text("state"), expected.GetProperty("printed").GetBoolean(), Text("owner"), Text("title"), Text("release")));
        Convert.ToHexStringLower(SHA256.HashData(await spool.ReadAsync(job.Id))).ShouldBe(Text("sha256"));
    }

    private static async Task<List<AgentEvent>> ReadAsync(SiteAgent.Journal.AgentJournal journal, int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        var read = new List<AgentEvent>();
        await foreach (var fact in journal.ReadFromAsync(1, limit.Token))
        {
            read.Add(fact);
            if (read.Count == count)
            {
                break;
            }
        }

        return read;
    }
}
