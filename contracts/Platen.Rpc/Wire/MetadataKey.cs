using System.Collections.Frozen;

namespace Platen.Rpc.Wire;

/// <summary>Which keys custom metadata may use (PROTOCOL-HTTP2, "Header-Name"), and which belong to HTTP and to gRPC itself.</summary>
internal static class MetadataKey
{
    private const string BinarySuffix = "-bin";

    private static readonly FrozenSet<string> OfHttp = new[]
    {
        "connection", "content-length", "content-type", "date", "host", "keep-alive", "proxy-connection", "server", "te", "trailer",
        "transfer-encoding", "upgrade", "user-agent",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsBinary(string key) => key.EndsWith(BinarySuffix, StringComparison.Ordinal);

    public static bool IsReserved(string key) => key.StartsWith("grpc-", StringComparison.Ordinal) || key.StartsWith(':') || OfHttp.Contains(key);

    public static void Require(string key, bool binary)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (!key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.'))
        {
            throw new ArgumentException($"'{key}' is no metadata key: use lower-case letters, digits, '_', '-' and '.'.", nameof(key));
        }

        if (IsReserved(key))
        {
            throw new ArgumentException($"'{key}' belongs to the protocol: choose another metadata key.", nameof(key));
        }

        if (IsBinary(key) != binary)
        {
            throw new ArgumentException($"'{key}': keys of bytes end in '{BinarySuffix}', and no others do.", nameof(key));
        }
    }
}
