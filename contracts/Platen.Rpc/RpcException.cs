namespace Platen.Rpc;

/// <summary>
/// A call that did not end with OK. A handler throws it to choose the status that its caller sees; a client gets it from every
/// operation on a failed call. The message of a handler's exception goes to the caller as it is: put no secrets in it.
/// </summary>
public sealed class RpcException : Exception
{
    /// <summary>Ends a call with a status.</summary>
    /// <param name="code">Any code but <see cref="RpcStatusCode.Ok"/>.</param>
    /// <param name="message">What is wrong and how to mend it.</param>
    /// <param name="trailers">Metadata sent, or received, with the status.</param>
    /// <param name="innerException">The local cause; it does not travel.</param>
    public RpcException(RpcStatusCode code, string message, RpcMetadata? trailers = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(code, RpcStatusCode.Ok);
        Code = code;
        Trailers = trailers ?? [];
    }

    /// <summary>The code that programs decide by; never <see cref="RpcStatusCode.Ok"/>.</summary>
    public RpcStatusCode Code { get; }

    /// <summary>Code and message together.</summary>
    public RpcStatus Status => new(Code, Message);

    /// <summary>Metadata that came, or goes, with the status.</summary>
    public RpcMetadata Trailers { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {base.ToString()}";
}
