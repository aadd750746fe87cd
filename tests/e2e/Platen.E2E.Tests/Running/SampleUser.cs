namespace Platen.E2E.Tests.Running;

/// <summary>A user with the secrets to log in with.</summary>
public sealed record SampleUser(string Id, string LoginName, string DisplayName, string Password, string Pin, string Card);
