namespace Platen.Gateway.Problems;

/// <summary>The stable <c>code</c> of each problem, and the end of its <c>type</c> (RFC 9457). Codes are only ever added.</summary>
internal static class ProblemCode
{
    public const string Invalid = "invalid";
    public const string Malformed = "malformed";
    public const string NotFound = "not-found";
    public const string Forbidden = "forbidden";
    public const string NotUnique = "not-unique";
    public const string Contended = "contended";
    public const string Refused = "refused";
    public const string NotLoggedIn = "not-logged-in";
    public const string WrongCredentials = "wrong-credentials";
    public const string SecondFactorNeeded = "second-factor-needed";
    public const string PasswordChangeNeeded = "password-change-needed";
    public const string LogInAgain = "log-in-again";
    public const string TooManyTries = "too-many-tries";
    public const string CrossOrigin = "cross-origin";
    public const string Unavailable = "unavailable";
    public const string Internal = "internal";
}
