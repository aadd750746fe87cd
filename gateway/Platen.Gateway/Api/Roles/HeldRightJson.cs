namespace Platen.Gateway.Api.Roles;

/// <summary>A right that somebody holds, and at which sites; none: everywhere.</summary>
internal sealed record HeldRightJson(string Right, IReadOnlyList<string> Sites);
