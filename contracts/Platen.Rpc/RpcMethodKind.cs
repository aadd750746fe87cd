namespace Platen.Rpc;

/// <summary>Which sides of a call send one message, and which a stream of them.</summary>
public enum RpcMethodKind
{
    /// <summary>One request, one response.</summary>
    Unary = 0,

    /// <summary>Many requests, one response.</summary>
    ClientStreaming = 1,

    /// <summary>One request, many responses.</summary>
    ServerStreaming = 2,

    /// <summary>Both sides stream, independently of each other.</summary>
    Bidi = 3,
}
