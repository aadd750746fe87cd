using System.Collections.Immutable;

namespace Platen.Domain.Sites;

/// <summary>Bounds of what a site fetches of other sites' documents when their owner logs in (MS02).</summary>
public static class AheadPolicy
{
    /// <summary>Most documents.</summary>
    public const int JobsMost = 50;

    /// <summary>Most bytes.</summary>
    public const long BytesMost = 1L << 40;

    /// <summary>Bytes where nothing else is set.</summary>
    public const long BytesUsual = 64L * 1024 * 1024;

    internal static void Check(ImmutableArray<string>.Builder errors, int? jobs, long? bytes)
    {
        RuleText.Range(errors, "The number of documents that are fetched at login", jobs ?? 0, 0, JobsMost);
        RuleText.Range(errors, "The number of bytes that are fetched at login", bytes ?? 0, 0, BytesMost);
    }
}
