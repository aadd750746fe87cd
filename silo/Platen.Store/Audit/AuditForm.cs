using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;
using Platen.Store.Json;

namespace Platen.Store.Audit;

/// <summary>
/// The canonical form of an audit entry, version 1: the position (8 bytes) and then the "rest", every integer big-endian, every text as its UTF-8 length (4 bytes) and bytes:
/// <c>"platen-audit-1" tenant chain at(microseconds since 1970, 8 bytes) actor origin action subject success(1 byte) count(4 bytes) {name value}…</c>, names in ordinal order.
/// The database only adds position and previous hash (0003_audit.sql), so there is one implementation of it.
/// </summary>
internal static class AuditForm
{
    public const short Version = 1;

    public const int HashBytes = 32;

    private const string Label = "platen-audit-1";

    public static ImmutableArray<byte> Start { get; } = [.. new byte[HashBytes]];

    /// <summary>An entry as it is stored: clean text, time exact to the microsecond.</summary>
    public static AuditEntry Normalize(AuditEntry entry) => entry with
    {
        At = TruncateToMicroseconds(entry.At),
        Actor = CleanText.Of(entry.Actor),
        Origin = CleanText.Of(entry.Origin),
        Action = CleanText.Of(entry.Action),
        Subject = CleanText.Of(entry.Subject),
        Details = entry.Details.ToImmutableSortedDictionary(d => CleanText.Of(d.Key), d => CleanText.Of(d.Value), StringComparer.Ordinal),
    };

    public static byte[] Rest(TenantId tenant, string chain, AuditEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Text(buffer, Label);
        Text(buffer, tenant.Value);
        Text(buffer, chain);
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(8), (entry.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        buffer.Advance(8);
        Text(buffer, entry.Actor);
        Text(buffer, entry.Origin);
        Text(buffer, entry.Action);
        Text(buffer, entry.Subject);
        buffer.Write([entry.Success ? (byte)1 : (byte)0]);
        Number(buffer, entry.Details.Count);
        foreach (var (name, value) in entry.Details.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            Text(buffer, name);
            Text(buffer, value);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Hash(ReadOnlySpan<byte> previous, long position, ReadOnlySpan<byte> rest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, position);
        hash.AppendData(previous);
        hash.AppendData(number);
        hash.AppendData(rest);
        return hash.GetHashAndReset();
    }

    public static DateTimeOffset TruncateToMicroseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static void Text(ArrayBufferWriter<byte> buffer, string text)
    {
        Number(buffer, Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, buffer);
    }

    private static void Number(ArrayBufferWriter<byte> buffer, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), number);
        buffer.Advance(4);
    }
}
