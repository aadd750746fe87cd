using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Journal;

public sealed class JournalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static AgentEvent Fact(string command) => new() { CommandDone = new CommandDone { CommandId = command, Ok = true } };

    private static async Task<List<ulong>> ReadAsync(AgentJournal journal, ulong from, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var read = new List<ulong>();
        await foreach (var fact in journal.ReadFromAsync(from, patience.Token))
        {
            read.Add(fact.Seq);
            if (read.Count == count)
            {
                break;
            }
        }

        return read;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string LastJournal(SpoolFixture spool) => Directory.GetFiles(Path.Combine(spool.Options.Directory, "journal"), "journal-*").Order(StringComparer.Ordinal).Last();

    [Fact]
    public async Task Events_FromManyWriters_AreNumberedWithoutGaps_AndReadInOrder_AcrossFilesAndRestarts()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        spool.Options.JournalFileBytes = 32 * 1024;
        await spool.RestartAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(async () => await spool.Engine.Journal.AppendAsync(Fact($"c{i}")))));
        await spool.RestartAsync();
        for (var i = 0; i < 20; i++)
        {
            (await spool.Engine.Journal.AppendAsync(Fact($"d{i}"))).ShouldBe(301UL + (ulong)i);
        }

        spool.Engine.Journal.Epoch.ShouldBe(3UL);
        (await ReadAsync(spool.Engine.Journal, 1, 320)).ShouldBe(Enumerable.Range(1, 320).Select(seq => (ulong)seq));
        (await ReadAsync(spool.Engine.Journal, 150, 5)).ShouldBe([150, 151, 152, 153, 154]);
    }

    [Fact]
    public async Task Reader_AtTheEnd_GetsWhatComesNext()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var reading = ReadAsync(spool.Engine.Journal, 1, 3);

        await spool.Engine.Journal.AppendAsync(Fact("a"));
        await spool.ReceiveAsync(SpoolFixture.Bytes(10));
        await spool.Engine.Journal.AppendAsync(Fact("b"));

        (await reading).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Acknowledged_Events_AreForgottenAfterACheckpoint_AndTheOthersStay()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        for (var i = 0; i < 10; i++)
        {
            await spool.ReceiveAsync(SpoolFixture.Bytes(10));
        }

        spool.Engine.Journal.Acknowledge(10);
        await spool.RestartAsync(); // writes the acknowledgement
        await spool.Engine.Journal.AppendAsync(Fact("a"));
        await spool.Engine.Journal.CheckpointAsync();
        var before = Directory.GetFiles(Path.Combine(spool.Options.Directory, "journal"), "journal-*").Length;
        await spool.RestartAsync();

        before.ShouldBe(2); // the one with event 11, and the new one
        spool.Engine.Journal.AcknowledgedThrough.ShouldBe(10UL);
        spool.Jobs.Count.ShouldBe(10);
        (await ReadAsync(spool.Engine.Journal, 1, 1)).ShouldBe([11]);
        Should.Throw<ArgumentOutOfRangeException>(() => spool.Engine.Journal.Acknowledge(12));
    }

    // mutant: draw the start's id once and keep it in the data folder: a copy could not be told from the original
    [Fact]
    public async Task Starts_AreRememberedInOrder_AlsoByACheckpoint_AndACopyDrawsOthers()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        await spool.Engine.Journal.AppendAsync(Fact("a"));
        await spool.RestartAsync();
        await spool.Engine.Journal.CheckpointAsync();
        await spool.StopAsync();
        var copy = Directory.CreateTempSubdirectory("platen-copy-").FullName;
        CopyFolder(spool.Options.Directory, copy);
        await spool.OpenAsync();
        var original = spool.Engine.Journal.Starts;
        await spool.StopAsync();
        Directory.Delete(spool.Options.Directory, recursive: true);
        CopyFolder(copy, spool.Options.Directory);
        Directory.Delete(copy, recursive: true);
        await spool.OpenAsync();
        var restored = spool.Engine.Journal.Starts;

        original.Select(start => (start.Epoch, start.FirstSeq)).ShouldBe([(1, 1), (2, 2), (3, 2)]);
        restored.Select(start => (start.Epoch, start.FirstSeq)).ShouldBe([(1, 1), (2, 2), (3, 2)]);
        restored[..2].Select(start => start.StartId).ShouldBe(original[..2].Select(start => start.StartId));
        restored[2].StartId.ShouldNotBe(original[2].StartId);
    }

    // mutant: keep the highest acknowledgement when reading back. After a rewind the events would be taken for acknowledged, and removed.
    [Fact]
    public async Task Rewind_IsRemembered_AndKeepsTheEvents()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await spool.Engine.Journal.AppendAsync(Fact($"c{i}"));
        }

        spool.Engine.Journal.Acknowledge(5);
        await spool.RestartAsync();
        spool.Engine.Journal.AcknowledgedThrough.ShouldBe(5UL);

        spool.Engine.Journal.Rewind(2);
        await spool.RestartAsync();
        await spool.Engine.Journal.CheckpointAsync();

        (spool.Engine.Journal.AcknowledgedThrough, spool.Engine.Journal.OldestKept).ShouldBe((2UL, 1UL));
        (await ReadAsync(spool.Engine.Journal, 1, 3)).ShouldBe([3, 4, 5]);
    }

    [Fact]
    public async Task Journal_CutAtAnyByteOfItsLastRecord_LosesThatOneOnly()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        await spool.Engine.Journal.AppendAsync(Fact("first"));
        await spool.Engine.Journal.AppendAsync(Fact("second"));
        await spool.StopAsync();
        var path = LastJournal(spool);
        var whole = await File.ReadAllBytesAsync(path);
        var lastFrame = whole.Length - JournalFrame.Alignment;
        for (var cut = 0; cut < JournalFrame.Alignment; cut += cut < 300 ? 1 : 97)
        {
            await RestoreAsync(spool, path, whole[..(lastFrame + cut)]);
            spool.Engine.Journal.LastSequence.ShouldBe(1UL, $"cut at {cut}");
            spool.Engine.Recovered.HadTornTail.ShouldBe(cut > 0, $"cut at {cut}");
            await spool.StopAsync();
        }
    }

    [Fact]
    public async Task Journal_WithItsLastRecordZeroedFromAnyByte_LosesThatOneOnly()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        await spool.Engine.Journal.AppendAsync(Fact("first"));
        await spool.Engine.Journal.AppendAsync(Fact("second"));
        await spool.StopAsync();
        var path = LastJournal(spool);
        var whole = await File.ReadAllBytesAsync(path);
        var lastFrame = whole.Length - JournalFrame.Alignment;
        var end = Array.FindLastIndex(whole, value => value != 0) + 1;
        for (var from = lastFrame; from < end; from++)
        {
            var torn = (byte[])whole.Clone();
            torn.AsSpan(from).Clear();
            await RestoreAsync(spool, path, torn);
            spool.Engine.Journal.LastSequence.ShouldBe(1UL, $"zeroed from {from - lastFrame}");
            await spool.StopAsync();
        }
    }

    /// <summary>Catches the mutant "whatever does not read is the end".</summary>
    [Fact]
    public async Task Journal_DamagedInTheMiddle_StopsTheStart_WithFileAndPlaceNamed()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await spool.Engine.Journal.AppendAsync(Fact($"{i}"));
        }

        await spool.StopAsync();
        var path = LastJournal(spool);
        var whole = await File.ReadAllBytesAsync(path);
        var place = whole.Length - (3 * JournalFrame.Alignment);
        whole[place + 40] ^= 1;

        var damage = await Should.ThrowAsync<JournalDamagedException>(() => RestoreAsync(spool, path, whole));

        damage.File.ShouldBe(path);
        damage.Offset.ShouldBe(place);
    }

    [Fact]
    public async Task Journal_WithAMissingFile_StopsTheStart()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        await spool.Engine.Journal.AppendAsync(Fact("a"));
        await spool.RestartAsync();
        await spool.Engine.Journal.AppendAsync(Fact("b"));
        await spool.RestartAsync();
        await spool.StopAsync();
        File.Delete(Directory.GetFiles(Path.Combine(spool.Options.Directory, "journal"), "journal-*").Order(StringComparer.Ordinal).ElementAt(1));

        await Should.ThrowAsync<JournalDamagedException>(spool.OpenAsync);
    }

    [Fact]
    public async Task Journal_ForFactsAboutJobs_IsClosedToOthers()
    {
        await using var spool = await new SpoolFixture().OpenAsync();

        await Should.ThrowAsync<ArgumentException>(async () => await spool.Engine.Journal.AppendAsync(new AgentEvent { JobDeleted = new JobDeleted() }));
        await Should.ThrowAsync<ArgumentException>(async () => await spool.Engine.Journal.AppendAsync(Fact(new string('x', 70_000))));
    }

    [Fact]
    public async Task Folder_InUse_IsRefusedToASecond()
    {
        await using var spool = await new SpoolFixture().OpenAsync();

        (await Should.ThrowAsync<IOException>(spool.OpenAsync)).Message.ShouldContain("another agent");
    }

    // Only the file as given, and nothing that came after it.
    private static async Task RestoreAsync(SpoolFixture spool, string path, byte[] bytes)
    {
        foreach (var later in Directory.GetFiles(Path.GetDirectoryName(path)!, "journal-*").Where(file => string.CompareOrdinal(file, path) > 0))
        {
            File.Delete(later);
        }

        await File.WriteAllBytesAsync(path, bytes);
        await spool.OpenAsync();
    }
}
