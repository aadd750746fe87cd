namespace Platen.Grains.Abstractions.Sites;

/// <summary>Whether an agent got its certificate.</summary>
[GenerateSerializer]
[Alias("platen.sites.enrol-code")]
public enum EnrolCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>It did.</summary>
    Enrolled = 1,

    /// <summary>The token is not known: mistyped, used, or replaced by a newer one.</summary>
    TokenUnknown = 2,

    /// <summary>The token's time is over; make a new one.</summary>
    TokenExpired = 3,

    /// <summary>The certificate request is not usable; the message says why.</summary>
    RequestInvalid = 4,

    /// <summary>The agent is revoked, or its certificate was replaced.</summary>
    Refused = 5,
}
