using System.Buffers.Binary;
using System.Text;
using Platen.Domain.Tenants;

namespace Platen.Domain.Audit;

/// <summary>
/// What is signed of a checkpoint, form 1, and what travels of it: <c>"platen-audit-checkpoint-1" tenant chain</c> as UTF-8, each after its length (4 bytes), then kind (1), position (8), hash (32), time in microseconds since 1970 (8) and
/// feed cursor (8); integers big-endian. Certificate and signature are not in it.
/// </summary>
public static class AuditCheckpointForm
{
    private const string Label = "platen-audit-checkpoint-1";
    private const int TextBytesMax = 512;
    private const int TailBytes = 1 + 8 + AuditCheckpoint.HashBytes + 8 + 8;

    /// <summary>The bytes.</summary>
    public static byte[] Bytes(AuditCheckpoint checkpoint)
    {
        using var buffer = new MemoryStream();
        Text(buffer, Label);
        Text(buffer, checkpoint.Tenant.Value);
        Text(buffer, checkpoint.Chain);
        buffer.WriteByte((byte)checkpoint.Kind);
        Number(buffer, checkpoint.Position);
        buffer.Write(checkpoint.Hash.AsSpan());
        Number(buffer, (checkpoint.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        Number(buffer, checkpoint.FeedCursor);
        return buffer.ToArray();
    }

    /// <summary>Reads what somebody else sent; whether it is genuine is for <see cref="AuditSignatures"/> to say.</summary>
    /// <returns>Null: it is no checkpoint, or one of a form that this program does not know.</returns>
    public static AuditCheckpoint? TryRead(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> signature)
    {
        var isForm = ReadText(ref bytes) == Label;
        var (tenant, chain) = (ReadText(ref bytes), ReadText(ref bytes));
        if (!isForm || chain is null || bytes.Length != TailBytes || !TenantId.TryParse(tenant ?? "", out var id) || certificate.Length > AuditCheckpoint.CertificateBytesMax || signature.Length > AuditCheckpoint.SignatureBytesMax)
        {
            return null;
        }

        var at = BinaryPrimitives.ReadInt64BigEndian(bytes[^16..]);
        if (at < 0 || at > (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond)
        {
            return null;
        }

        var read = new AuditCheckpoint
        {
            Tenant = id,
            Chain = chain,
            Kind = (AuditCheckpointKind)bytes[0],
            Position = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]),
            Hash = [.. bytes.Slice(9, AuditCheckpoint.HashBytes)],
            At = DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond),
            FeedCursor = BinaryPrimitives.ReadInt64BigEndian(bytes[^8..]),
            Certificate = [.. certificate],
            Signature = [.. signature],
        };
        return read.IsReadable ? read : null;
    }

    private static string? ReadText(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadInt32BigEndian(bytes) is var length && (length is < 0 or > TextBytesMax || length > bytes.Length - 4))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes.Slice(4, length));
        bytes = bytes[(4 + length)..];
        return text;
    }

    private static void Text(MemoryStream buffer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        buffer.Write(length);
        buffer.Write(bytes);
    }

    private static void Number(MemoryStream buffer, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        buffer.Write(bytes);
    }
}
