namespace Platen.Gateway.Api.Users;

/// <summary>The account of who has registered.</summary>
/// <param name="LoginName">The name to log in with.</param>
/// <param name="Pin">The PIN, shown once; null: it was mailed, or the account waits for an administrator.</param>
/// <param name="Waits">Whether the account waits for an administrator.</param>
internal sealed record RegisteredJson(string LoginName, string? Pin, bool Waits);
