namespace Platen.Protocols.Ipp;

/// <summary>Octets that are not an IPP message, or exceed the limits. A server answers with client-error-bad-request (or
/// -entity-too-large, see <see cref="Status"/>) and the request-id of <see cref="Header"/>.</summary>
public sealed class IppFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="offset">Octet of the message at which it was found.</param>
    /// <param name="detail">What was found, in words, without content of the message.</param>
    /// <param name="header">The message's header.</param>
    public IppFormatException(IppFormatError error, long offset, string detail, IppHeader header)
        : base($"IPP message, octet {offset}: {detail}")
    {
        Error = error;
        Offset = offset;
        Header = header;
    }

    /// <summary>What is wrong.</summary>
    public IppFormatError Error { get; }

    /// <summary>Octet of the message at which it was found.</summary>
    public long Offset { get; }

    /// <summary>The message's header, for the answer.</summary>
    public IppHeader Header { get; }

    /// <summary>The status that a server answers with.</summary>
    public IppStatus Status => Error switch
    {
        IppFormatError.MessageTooLong or IppFormatError.TooManyGroups or IppFormatError.TooManyAttributes => IppStatus.RequestEntityTooLarge,
        IppFormatError.NameTooLong or IppFormatError.ValueTooLong or IppFormatError.TooManyValues => IppStatus.RequestValueTooLong,
        _ => IppStatus.BadRequest,
    };
}
