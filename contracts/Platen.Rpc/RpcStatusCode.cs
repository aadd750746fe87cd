namespace Platen.Rpc;

/// <summary>How a call ended: the 17 canonical gRPC codes (grpc/doc/statuscodes.md). The numbers travel on the wire.</summary>
public enum RpcStatusCode
{
    /// <summary>The call succeeded.</summary>
    Ok = 0,

    /// <summary>The call was cancelled, by its caller as a rule.</summary>
    Cancelled = 1,

    /// <summary>No better code is known: the handler threw, or the peer sent no status.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended; the work may have been done all the same.</summary>
    DeadlineExceeded = 4,

    /// <summary>The thing that was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>The thing that was to be created exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known, and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A limit was hit: a message is too large, a quota is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call needs; do not retry before it is mended.</summary>
    FailedPrecondition = 9,

    /// <summary>A concurrency conflict; retry the whole read-modify-write.</summary>
    Aborted = 10,

    /// <summary>Past the end of a valid range.</summary>
    OutOfRange = 11,

    /// <summary>The server does not know this service, method or encoding.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the protocol or of the server is broken.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached now; retry with back-off.</summary>
    Unavailable = 14,

    /// <summary>Data is lost or corrupt beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The caller has not proven who it is.</summary>
    Unauthenticated = 16,
}
