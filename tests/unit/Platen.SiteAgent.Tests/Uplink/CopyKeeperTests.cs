using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Tests.Sessions;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer;
using Platen.SiteAgent.Uplink.Transfer.Direct;
using OptionsOf = Microsoft.Extensions.Options.Options;

namespace Platen.SiteAgent.Tests.Uplink;

/// <summary>ADR 0040, I5: a copy in advance does not outlive its time, nor the limit of a site that is cut off; the server hears of it when the line is back.</summary>
public sealed class CopyKeeperTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("platen-copies-").FullName;
    private readonly TransferKeys _keys = new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
    private SessionFixture _people = null!;
    private CopyBook _book = null!;
    private CopyKeeper _keeper = null!;

    public async Task InitializeAsync()
    {
        _people = await SessionFixture.StartAsync();
        var (disk, transfer) = (new PosixDisk(), OptionsOf.Create(new TransferOptions { Directory = Path.Combine(_root, "transfers") }));
        var folder = new FetchFolder(disk, _keys, OptionsOf.Create(new SpoolOptions { Directory = _root }), transfer, _people.Time);
        _book = new CopyBook(folder, disk, transfer, NullLogger<CopyBook>.Instance);
        var ways = new DirectWays(new AgentIdentityFile(new AgentFolders(_root)), transfer, _people.Time, NullLogger<DirectWays>.Instance);
        var fetch = new DocumentFetch(new LinkChannel(), ways, folder, transfer, _people.Time, NullLogger<DocumentFetch>.Instance);
        _keeper = new CopyKeeper(_book, fetch, _people.Journal, _people.Replica, _people.Link, OptionsOf.Create(new CopyOptions()), _people.Time, NullLogger<CopyKeeper>.Instance);
        _people.Link.IsOnline = false;
    }

    public Task DisposeAsync()
    {
        _keeper.Dispose();
        _keys.Dispose();
        _people.Dispose();
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    // mutants: the limit holds for people only; counted by the wall clock, which can be set back
    [Fact]
    public async Task Copy_AtASiteThatIsCutOffForTooLong_IsDestroyed_AndToldOfOnce()
    {
        var job = Keep(_people.Time.GetUtcNow().AddDays(30));
        _people.Time.Advance(TimeSpan.FromSeconds(3_600));
        await _keeper.LookAsync(default);
        _book.HasWhole(job).ShouldBeTrue("the site may still work alone");

        _people.Time.Advance(TimeSpan.FromSeconds(1));
        await _keeper.LookAsync(default);
        await _keeper.LookAsync(default);

        _book.All().ShouldBeEmpty();
        var told = _people.Journal.Facts.Where(fact => fact.JobCopied is not null).ShouldHaveSingleItem().JobCopied;
        (told.JobId, told.Gone).ShouldBe((job.ToString(), true));
    }

    // mutant: looked at in the background only; an agent that comes back after weeks is linked before it looks, and the server no longer asks it to destroy its copies
    [Fact]
    public async Task Copy_OfAnAgentThatStartsAfterTooLong_IsDestroyedBeforeItDials()
    {
        Keep(_people.Time.GetUtcNow().AddDays(30));
        _people.Time.Advance(TimeSpan.FromSeconds(3_601));

        await _keeper.StartingAsync(default);

        _book.All().ShouldBeEmpty();
    }

    // mutant: only the server's order destroys it
    [Fact]
    public async Task Copy_WhoseTimeIsOver_IsDestroyed_AlsoWithoutTheServer()
    {
        var (over, kept) = (Keep(_people.Time.GetUtcNow().AddMinutes(10)), Keep(_people.Time.GetUtcNow().AddMinutes(11)));
        _people.Time.Advance(TimeSpan.FromMinutes(10));

        await _keeper.LookAsync(default);

        (_book.HasWhole(over), _book.HasWhole(kept)).ShouldBe((false, true));
        JobId.Parse(_book.All().ShouldHaveSingleItem().JobId).ShouldBe(kept);
    }

    [Fact]
    public async Task Copy_OrderedButNotBegun_AtASiteThatIsCutOffForTooLong_IsForgotten()
    {
        _keeper.Accept(new CopyJob { JobId = JobId.New(_people.Time).ToString(), SizeBytes = 100 }).ShouldBeEmpty();
        _people.Time.Advance(TimeSpan.FromSeconds(3_601));

        await _keeper.LookAsync(default);

        _book.All().ShouldBeEmpty();
        _people.Journal.Facts.ShouldNotContain(fact => fact.JobCopied != null, "the server was never told of it");
    }

    private JobId Keep(DateTimeOffset until)
    {
        var job = JobId.New(_people.Time);
        _book.TryAdd(new CopyNote { JobId = job.ToString(), SizeBytes = 100, KeepUntilMs = until.ToUnixTimeMilliseconds(), Whole = true }).ShouldBeTrue();
        return job;
    }
}
