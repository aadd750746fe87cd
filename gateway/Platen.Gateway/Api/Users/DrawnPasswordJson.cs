namespace Platen.Gateway.Api.Users;

/// <summary>A password that was drawn: shown once, never again.</summary>
internal sealed record DrawnPasswordJson(string Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(DrawnPasswordJson);
}
