namespace Platen.Gateway.Api.Users;

/// <summary>A new PIN: shown once, never again.</summary>
internal sealed record PinJson(string Pin)
{
    /// <summary>Without the PIN.</summary>
    public override string ToString() => nameof(PinJson);
}
