namespace Platen.Domain.Jobs;

/// <summary>How a job came in (PR07).</summary>
public enum IntakeProtocol
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>RFC 1179.</summary>
    Lpd = 1,

    /// <summary>IPP over HTTP.</summary>
    Ipp = 2,

    /// <summary>IPP over HTTPS.</summary>
    Ipps = 3,

    /// <summary>A bare TCP stream (JetDirect, port 9100).</summary>
    Raw = 4,
}
