using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Users;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Tests.Replica;

/// <summary>A replica over a disk that can lose power, and changes for it.</summary>
internal sealed class ReplicaFixture
{
    public const string Folder = "/replica";
    public const string FilePath = "/replica/replica.log";
    public static readonly byte[] CredentialKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public PowerLossDisk Disk { get; } = new();

    public MemoryKeySource KeySource { get; } = new();

    public long CompactBytesMin { get; set; } = 1 << 20;

    public SiteKeyRing Keys() => SiteKeyRing.Open(KeySource, TimeProvider.System);

    public DurableReplica Open(SiteKeyRing? keys = null) => DurableReplica.Open(
        Disk,
        new ReplicaOptions { Directory = Folder, CompactBytesMin = CompactBytesMin },
        keys ?? Keys(),
        NullLogger<DurableReplica>.Instance);

    public static UserId Id(int number) => UserId.Parse($"019a9f5e-7c1a-7bbb-8000-{number:x12}");

    public static ReplicaUser User(int number, string? login = null, string? pin = null, params string[] cards)
    {
        var user = new ReplicaUser { UserId = Id(number).ToString(), LoginName = login ?? $"user{number}", DisplayName = $"User {number}", Active = true };
        if (pin is not null)
        {
            user.PinIndex = ByteString.CopyFrom(CredentialIndex.OfPin(CredentialKey, pin).AsSpan());
        }

        user.CardIndex.AddRange(cards.Select(card => ByteString.CopyFrom(CredentialIndex.OfCard(CredentialKey, card).AsSpan())));
        return user;
    }

    public static ChangeBatch Snapshot(ulong cursor, params ReplicaUser[] users)
    {
        var batch = Users(cursor, users);
        batch.SnapshotBegin = true;
        batch.SnapshotEnd = true;
        batch.Changes.Add(new Change { Policy = new ReplicaPolicy { CredentialKey = ByteString.CopyFrom(CredentialKey) } });
        return batch;
    }

    public static ChangeBatch Users(ulong cursor, params ReplicaUser[] users)
    {
        var batch = new ChangeBatch { Cursor = cursor };
        batch.Changes.AddRange(users.Select(u => new Change { User = u }));
        return batch;
    }
}
