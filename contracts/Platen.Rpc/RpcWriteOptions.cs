namespace Platen.Rpc;

/// <summary>When a written message leaves.</summary>
public enum RpcWriteOptions
{
    /// <summary>At once.</summary>
    Flush = 0,

    /// <summary>
    /// With the next message that is flushed, with the end of the stream, or when 64 KiB have gathered: for bursts of small messages.
    /// </summary>
    BufferHint = 1,
}
