namespace Platen.Desktop.Login;

/// <summary>What the browser brought back (RFC 6749, 4.1.2).</summary>
/// <param name="Code">The code; empty: an error.</param>
/// <param name="Error">The error's code; empty: none.</param>
/// <param name="Issuer">Who says so (RFC 9207); null: not said.</param>
internal sealed record LoopbackAnswer(string Code, string Error, string? Issuer)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => $"{nameof(LoopbackAnswer)} {{ {Error} }}";
}
