namespace Platen.Protocols.Pjl;

/// <summary>PJL from outside exceeds a limit.</summary>
public sealed class PjlFormatException : FormatException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">What is wrong.</param>
    /// <param name="detail">What was found, in words, without content of a job.</param>
    public PjlFormatException(PjlFormatError error, string detail)
        : base($"PJL: {detail}") => Error = error;

    /// <summary>What is wrong.</summary>
    public PjlFormatError Error { get; }
}
