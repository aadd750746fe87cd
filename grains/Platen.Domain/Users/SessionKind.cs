namespace Platen.Domain.Users;

/// <summary>What a session is used with; each kind has its own time-outs (AU18).</summary>
public enum SessionKind
{
    /// <summary>Not said: counts as a browser.</summary>
    Unspecified = 0,

    /// <summary>A browser, by its cookie.</summary>
    Browser = 1,

    /// <summary>A program, by the token that a login over REST gave.</summary>
    Program = 2,
}
