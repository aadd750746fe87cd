using System.Runtime.CompilerServices;

namespace Platen.Rpc;

/// <summary>The range in which a message limit may be set.</summary>
internal static class MessageLimit
{
    /// <summary>4 MiB, the default of every gRPC implementation.</summary>
    public const int DefaultBytes = 4 * 1024 * 1024;

    private const int BytesMax = 1 << 30;

    public static int Require(int value, [CallerMemberName] string name = "")
    {
        return value is >= 1 and <= BytesMax
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 to {BytesMax} bytes; send larger things as a stream of messages.");
    }
}
