namespace Platen.Gateway.Api.Users;

/// <summary>Somebody has opened a mailed link and chosen a password.</summary>
/// <param name="Token">What follows the '#' in the link.</param>
/// <param name="Password">The password.</param>
internal sealed record UseLinkRequest(string? Token, string? Password)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => nameof(UseLinkRequest);
}
