namespace Platen.Gateway.Security;

/// <summary>The token of a request's session, and how it came.</summary>
internal sealed record SessionToken(string Value, bool FromCookie)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(SessionToken)} {{ {nameof(FromCookie)} = {FromCookie} }}";
}
