namespace Platen.Domain.OpenId;

/// <summary>A provider cannot be asked, or what it says is not believed. The message is for administrators and the audit log, not for whoever logs in.</summary>
public sealed class OpenIdRefusedException : Exception
{
    /// <summary>Says why.</summary>
    public OpenIdRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, and what of it may be told to who logs in.</summary>
    public OpenIdRefusedException(string message, OpenIdFailure failure)
        : base(message) => Failure = failure;

    /// <summary>Says why.</summary>
    public OpenIdRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Says nothing.</summary>
    public OpenIdRefusedException()
    {
    }

    /// <summary>What may be told to who logs in.</summary>
    public OpenIdFailure Failure { get; }
}
