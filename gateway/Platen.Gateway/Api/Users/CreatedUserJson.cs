namespace Platen.Gateway.Api.Users;

/// <summary>The new user.</summary>
/// <param name="User">The user.</param>
/// <param name="Pin">The PIN, shown once; null when none was asked for.</param>
/// <param name="Password">The password that was drawn, shown once; null when none was asked for.</param>
internal sealed record CreatedUserJson(UserJson User, string? Pin, string? Password = null)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => nameof(CreatedUserJson);
}
