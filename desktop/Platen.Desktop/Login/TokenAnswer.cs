namespace Platen.Desktop.Login;

/// <summary>The token endpoint's answer: tokens, or an error (RFC 6749, 5).</summary>
/// <param name="Tokens">The tokens; null: an error.</param>
/// <param name="Error">The error's code.</param>
/// <param name="Why">What the server says about it, without control characters.</param>
internal sealed record TokenAnswer(TokenSet? Tokens, string Error, string Why)
{
    /// <summary>Whether what was shown is good for nothing any more.</summary>
    public bool IsOver => Error is "invalid_grant" or "invalid_client" or "unauthorized_client";
}
