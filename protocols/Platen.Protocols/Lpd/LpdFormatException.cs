namespace Platen.Protocols.Lpd;

/// <summary>An LPD client broke the protocol or exceeded a limit. The host answers <see cref="LpdServerSession.Refusal"/> and closes; nothing of an unfinished file is kept.</summary>
public sealed class LpdFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="detail">What was found, in words, without content of a job.</param>
    public LpdFormatException(LpdFormatError error, string detail)
        : base($"LPD: {detail}") => Error = error;

    /// <summary>What is wrong.</summary>
    public LpdFormatError Error { get; }
}
