namespace Platen.Rpc.Client;

/// <summary>How a client talks to one server.</summary>
public sealed record RpcChannelOptions
{
    /// <summary>Largest response message, in bytes; a larger one ends the call with RESOURCE_EXHAUSTED before memory is taken for it. 1 to 1 GiB, 4 MiB by default.</summary>
    public int MaxReceiveMessageBytes { get; init => field = MessageLimit.Require(value); } = MessageLimit.DefaultBytes;

    /// <summary>Largest request message, in bytes. 1 to 1 GiB, 4 MiB by default.</summary>
    public int MaxSendMessageBytes { get; init => field = MessageLimit.Require(value); } = MessageLimit.DefaultBytes;

    /// <summary>How long to try to connect before the call fails with UNAVAILABLE.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which an HTTP/2 ping asks whether the server is there, while calls are open. At least 1 s; infinite for never.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may take to answer a ping before all calls on the connection fail with UNAVAILABLE. At least 1 s.</summary>
    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
