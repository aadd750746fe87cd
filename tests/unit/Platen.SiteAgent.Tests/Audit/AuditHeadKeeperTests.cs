using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Audit;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.SiteAgent.Audit;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Spool.Disk;
using Platen.TestKit.Audit;

namespace Platen.SiteAgent.Tests.Audit;

/// <summary>I7: what an agent keeps of the server's audit log. Mutants: take every later head; do not sync; do not check the signature; keep the contradicting head in the place of the first.</summary>
public sealed class AuditHeadKeeperTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Acme = TenantId.Parse("acme");

    private readonly string _folder = Directory.CreateTempSubdirectory("platen-heads-").FullName;
    private readonly TestAuditSigner _signer = new(Start);

    [Fact]
    public void Take_OfAGrowingChain_IsKeptOverARestart()
    {
        var keeper = Keeper();
        keeper.Take([Head(4, 1), Head(4, 1, chain: "north")]);
        keeper.Take([Head(9, 2)]);
        Keeper().All().Select(head => (head.Chain, head.Position)).ShouldBe([("console", 4), ("console", 9), ("north", 4)], ignoreOrder: true);
        keeper.Current.Single().Level.ShouldBe("");
    }

    [Fact]
    public void Take_OfAShorterChain_IsRefusedAndAnAlarm()
    {
        var keeper = Keeper();
        keeper.Take([Head(9, 1)]);
        keeper.Take([Head(7, 2)]);
        keeper.All().Single().Position.ShouldBe(9);
        var alarm = keeper.Current.Single();
        (alarm.Name, alarm.Level).ShouldBe(("audit.heads", "critical"));
        alarm.Detail.ShouldContain("chain console had 9 entries");
    }

    [Fact]
    public void Take_OfAnotherHashAtTheSameEntry_IsRefusedAndAnAlarm()
    {
        var keeper = Keeper();
        keeper.Take([Head(9, 1)]);
        keeper.Take([Head(9, 2, hash: "other")]);
        keeper.Take([Head(12, 3)]);
        keeper.All().Select(head => head.Position).ShouldBe([9, 12]);
        keeper.Current.Single().Level.ShouldBe("critical", "a later head that fits does not undo it");
    }

    [Fact]
    public void Take_OfAnOlderHeadThatComesLate_IsNothing()
    {
        // another server of the cluster signed it, and its word was slower
        var keeper = Keeper();
        keeper.Take([Head(9, 2)]);
        keeper.Take([Head(7, 1)]);
        keeper.Current.Single().Level.ShouldBe("");
    }

    [Fact]
    public void Take_OfWhatTheServersKeysHaveNotSigned_IsRefused()
    {
        var keeper = Keeper();
        using var other = new TestAuditSigner(Start);
        var forged = Head(9, 1);
        forged.Statement = ByteString.CopyFrom(AuditCheckpointForm.Bytes(Checkpoint(99, 1)));
        keeper.Take([Proto(other.Sign(Checkpoint(9, 1))), forged, new AuditHead(), Proto(_signer.Sign(Checkpoint(9, 1) with { Tenant = TenantId.Parse("other") }))]);
        keeper.All().ShouldBeEmpty();
    }

    [Fact]
    public void Take_OfAnAcceptedBackup_EndsTheAlarmAndGoesOnFromThere()
    {
        var keeper = Keeper();
        keeper.Take([Head(9, 1)]);
        keeper.Take([Head(5, 2)]);
        keeper.Take([Head(6, 3, kind: AuditCheckpointKind.Restored)]);
        keeper.Current.Single().Level.ShouldBe("");
        keeper.Take([Head(8, 4)]);
        Keeper().All().Select(head => head.Position).ShouldBe([6, 8]);
    }

    [Fact]
    public void Take_OfManyHeads_IsBounded()
    {
        var keeper = Keeper();
        for (var i = 1; i <= 40; i++)
        {
            keeper.Take([Head(i, i)]);
        }

        keeper.Take(Enumerable.Range(0, 100).Select(i => Head(1, 50, chain: $"site-{i}")));
        keeper.All().Count(head => head.Chain == "console").ShouldBe(AuditHeadKeeper.HeadsPerChainMax);
        keeper.All().Select(head => head.Chain).Distinct().Count().ShouldBe(AuditHeadKeeper.ChainsMax);
        keeper.Told().Length.ShouldBeLessThanOrEqualTo(AuditHeadKeeper.ChainsMax + AuditHeadKeeper.HeadsToldMax);
    }

    [Fact]
    public void Load_OfATornFile_KeepsTheWholeLines()
    {
        Keeper().Take([Head(4, 1)]);
        Keeper().Take([Head(9, 2)]);
        var path = Path.Combine(_folder, AuditHeadFile.Name);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^5]);
        var keeper = Keeper();
        keeper.All().Single().Position.ShouldBe(4);
        keeper.Take([Head(11, 3)]);
        Keeper().All().Select(head => head.Position).ShouldBe([4, 11]);
    }

    public void Dispose()
    {
        _signer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private AuditHeadKeeper Keeper() => new(
        new PosixDisk(), _folder, () => new AgentIdentity(Acme, SiteId.Parse("north"), AgentId.Parse("north-1"), new Uri("https://server:8091"), _signer.Authority, _signer.Authority), NullLogger.Instance);

    private AuditHead Head(long position, int minute, string chain = "console", string hash = "", AuditCheckpointKind kind = AuditCheckpointKind.Head) => Proto(_signer.Sign(Checkpoint(position, minute, chain, hash, kind)));

    private static AuditCheckpoint Checkpoint(long position, int minute, string chain = "console", string hash = "", AuditCheckpointKind kind = AuditCheckpointKind.Head) => new()
    {
        Tenant = Acme, Chain = chain, Position = position, Kind = kind, Hash = [.. SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{chain} {position} {hash}"))], At = Start.AddMinutes(minute), FeedCursor = position,
    };

    private static AuditHead Proto(AuditCheckpoint source) => new()
    {
        Statement = ByteString.CopyFrom(AuditCheckpointForm.Bytes(source)), Certificate = ByteString.CopyFrom(source.Certificate.AsSpan()), Signature = ByteString.CopyFrom(source.Signature.AsSpan()),
    };
}
