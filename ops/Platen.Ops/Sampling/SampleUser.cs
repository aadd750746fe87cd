namespace Platen.Ops.Sampling;

/// <summary>A sample user with the secrets that were made for it at the first start.</summary>
internal sealed record SampleUser(string Id, string LoginName, string DisplayName, string Role, string Password, string Pin, string Card);
