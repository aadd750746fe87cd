using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>A spool in a temporary folder that can be stopped, killed and opened again.</summary>
internal sealed class SpoolFixture : IAsyncDisposable
{
    public static readonly DeviceId Device = DeviceId.Parse("mfp-1");
    public static readonly JobTerms Pull = new(TimeSpan.FromDays(1), TimeSpan.FromHours(2), DestroyWhenPrinted: false);
    public static readonly JobTerms Private = Pull with { DestroyWhenPrinted = true };

    private readonly string _root = Directory.CreateTempSubdirectory("platen-spool-").FullName;
    private SpoolEngine? _engine;

    public SpoolFixture()
    {
        Options = new SpoolOptions { Directory = Path.Combine(_root, "spool"), SegmentBytes = 4 * 1024 * 1024, JournalFileBytes = 1024 * 1024, SpareSegments = 0 };
    }

    public SpoolOptions Options { get; }

    public IDisk Disk { get; set; } = new PosixDisk();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public UserId User { get; } = UserId.New(TimeProvider.System);

    public SpoolEngine Engine => _engine ?? throw new InvalidOperationException("The spool is not open.");

    public HeldJobs Jobs => Engine.Jobs;

    public static byte[] Bytes(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static JobOrigin Origin() => new(QueueId.Parse("pull"), IntakeProtocol.Ipp, "192.0.2.7");

    public async Task<SpoolFixture> OpenAsync()
    {
        _engine = await SpoolEngine.OpenAsync(Disk, keySource: null, Options, Time, NullLogger.Instance);
        return this;
    }

    public async Task StopAsync()
    {
        await Engine.DisposeAsync();
        _engine = null;
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await OpenAsync();
    }

    public static JobDetails Details(UserId? owner = null, JobTerms? terms = null, string claimed = "erika") => new()
    {
        ClaimedUser = claimed,
        Owner = owner,
        Title = "Quarterly report",
        Facts = new DocumentFacts { Format = "application/pdf", Pages = new PageCount { Pages = 3, Evidence = Evidence.Parsed } },
        Terms = terms ?? Pull,
    };

    public async Task<HeldJob> ReceiveAsync(byte[] document, UserId? owner = null, JobTerms? terms = null, string claimed = "erika")
    {
        var result = await TryReceiveAsync(document, owner, terms, claimed);
        result.Code.ShouldBe(ReceiveCode.Accepted);
        return result.Job!;
    }

    public async Task<ReceiveResult> TryReceiveAsync(byte[] document, UserId? owner = null, JobTerms? terms = null, string claimed = "erika")
    {
        await using var intake = Jobs.BeginReceive(JobId.New(TimeProvider.System), Origin());
        await intake.AppendAsync(document);
        return await intake.CompleteAsync(Details(owner, terms, claimed));
    }

    public async Task<byte[]> ReadAsync(JobId id)
    {
        await using var reader = await Jobs.OpenAsync(id);
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy);
        return copy.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }
}
