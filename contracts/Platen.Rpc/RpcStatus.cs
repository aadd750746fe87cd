namespace Platen.Rpc;

/// <summary>A call's end: its code, and for people a message (empty as a rule when the code is <see cref="RpcStatusCode.Ok"/>).</summary>
/// <param name="Code">The code that programs decide by.</param>
/// <param name="Message">Any Unicode text; percent-encoded on the wire and cut at <see cref="MessageBytesMax"/>.</param>
public readonly record struct RpcStatus(RpcStatusCode Code, string Message)
{
    /// <summary>Most bytes of an encoded message. A longer one could pass the peer's limit for headers and cost the whole connection.</summary>
    public const int MessageBytesMax = 4096;

    /// <summary>The status of a call that succeeded.</summary>
    public static RpcStatus Ok { get; } = new(RpcStatusCode.Ok, "");

    /// <inheritdoc/>
    public override string ToString() => Message.Length == 0 ? Code.ToString() : $"{Code}: {Message}";
}
