namespace Platen.Rpc.Server;

/// <summary>Limits of one mapped method.</summary>
public sealed record RpcServerOptions
{
    /// <summary>What applies when a method is mapped without options.</summary>
    public static RpcServerOptions Default { get; } = new();

    /// <summary>Largest request message, in bytes; a larger one ends the call with RESOURCE_EXHAUSTED before memory is taken for it. 1 to 1 GiB, 4 MiB by default.</summary>
    public int MaxReceiveMessageBytes { get; init => field = MessageLimit.Require(value); } = MessageLimit.DefaultBytes;

    /// <summary>Largest response message, in bytes. 1 to 1 GiB, 4 MiB by default.</summary>
    public int MaxSendMessageBytes { get; init => field = MessageLimit.Require(value); } = MessageLimit.DefaultBytes;
}
