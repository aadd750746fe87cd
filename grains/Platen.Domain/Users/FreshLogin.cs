namespace Platen.Domain.Users;

/// <summary>
/// What changes how somebody logs in (PIN, cards, e-mail address, phone, tokens, other sessions) needs a login of the last minutes: whoever finds a browser that was left open is not its owner. A program's token is not asked again: it has no
/// screen, and was given that right by name.
/// </summary>
public static class FreshLogin
{
    /// <summary>How long a login counts as fresh.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(15);

    /// <summary>What people are told.</summary>
    public const string Needed = "This changes how you log in, and your login is some time ago: log in again first.";

    /// <summary>The proof of a login of which nobody knows when it was given: long ago.</summary>
    public static readonly DateTimeOffset Unknown = DateTimeOffset.UnixEpoch;

    /// <summary>Whether a proof of who somebody is, given then, still counts as fresh now.</summary>
    public static bool Is(DateTimeOffset provenAt, DateTimeOffset now) => now - provenAt <= Max;
}
